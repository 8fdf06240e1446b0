"""What is kept of people, and asked about them, on a real database."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.common.errors import NotAllowed
from bot.db.transaction import Database
from bot.features.people import listeners
from bot.features.people.service import members
from bot.slack.requests import EventRequest
from tests.features.people.office import NOW, OTHER, TEAM, keep, person, user

FRIDAY = datetime(2026, 11, 27, 17, 0, tzinfo=UTC)
TONIGHT, MORNING = datetime(2026, 11, 23, 22, tzinfo=UTC), datetime(2026, 11, 24, 8, tzinfo=UTC)


async def tell(db: Database, kind: str, event: dict[str, Any], actor: str = "", team: str = TEAM) -> None:
    """An event comes in."""
    request = EventRequest(
        workspace_id=team,
        actor_id=actor,
        now=NOW,
        key="event:Ev1",
        type=kind,
        bot_user_id="U0BOT",
        event=event,
    )
    await listeners.ROUTES.news[kind](request, db)


async def tell_dnd(db: Database, who: str, start: datetime, end: datetime, *, on: bool = True) -> None:
    """Somebody's do-not-disturb changes."""
    times = {"next_dnd_start_ts": int(start.timestamp()), "next_dnd_end_ts": int(end.timestamp())}
    await tell(db, "dnd_updated_user", {"user": who, "dnd_status": {"dnd_enabled": on, **times}}, who)


async def test_an_absence_comes_and_goes_with_the_status(db: Database) -> None:
    """A vacation until Friday; a meeting is no absence; a cleared status ends it."""
    await keep(db, user("U1", ":palm_tree:", FRIDAY), user("U2", ":calendar:", FRIDAY))
    assert (await person(db, "U1")).away_until == FRIDAY
    assert (await person(db, "U2")).away_until is None

    await tell(db, "user_change", {"user": user("U1", team_id=TEAM)})
    await tell(db, "user_change", {"user": user("U2", ":face_with_thermometer:", team_id=TEAM)})
    assert (await person(db, "U1")).away_until is None
    assert (await person(db, "U2")).away_until == datetime(2026, 11, 25, tzinfo=UTC)


async def test_do_not_disturb(db: Database) -> None:
    """Kept for this person in this workspace; it stays when the rest is refreshed, and ends when told."""
    await keep(db, user("U1"), user("U2"))
    await keep(db, user("U1"), team=OTHER)

    await tell_dnd(db, "U1", TONIGHT, MORNING)
    await keep(db, user("U1", ":palm_tree:"), user("U2"))
    found = await person(db, "U1")
    assert (found.quiet_from, found.quiet_until) == (TONIGHT, MORNING)
    assert (await person(db, "U2")).quiet_from is None
    assert (await person(db, "U1", OTHER)).quiet_until is None

    await tell_dnd(db, "U1", TONIGHT, MORNING, on=False)
    found = await person(db, "U1")
    assert (found.quiet_from, found.quiet_until) == (None, None)


async def test_do_not_disturb_of_a_stranger(db: Database) -> None:
    """Nobody is made up from an event that tells no name."""
    await tell_dnd(db, "U9", TONIGHT, MORNING)

    async with db.reading(TEAM) as transaction:
        assert await members.people(transaction, ["U9"]) == {}


async def test_quiet_times_of_many(db: Database) -> None:
    """Each keeps their own, those with the same and those with none."""
    ids = [f"U{number}" for number in range(1, 8)]
    later = (TONIGHT + timedelta(hours=1), MORNING)
    await keep(db, *map(user, ids))
    async with db.transaction(TEAM) as transaction:
        await members.keep_quiet(transaction, dict.fromkeys(ids, (TONIGHT, MORNING)))
        await members.keep_quiet(transaction, {"U1": later, "U2": (None, None), "U3": later, "U9": later})

    async with db.reading(TEAM) as transaction:
        found = await members.people(transaction, ids)
    assert [found[each].quiet_from for each in ids] == [later[0], None, later[0], *[TONIGHT] * 4]


async def test_admins(db: Database) -> None:
    """Those who are there, by id; neither bots, nor who left, nor another workspace's."""
    await keep(
        db,
        user("U3", is_admin=True),
        user("U1", is_owner=True),
        user("U2"),
        user("U4", is_admin=True, deleted=True),
        user("U5", is_admin=True, is_bot=True),
    )
    await keep(db, user("U6", is_admin=True), team=OTHER)

    async with db.reading(TEAM) as transaction:
        assert [each.id for each in await members.admins(transaction)] == ["U1", "U3"]
        await members.require_admin(transaction, "U3")
        reasons = {"U2": "Only an admin", "U4": "deactivated", "U5": "Only people"}
        for nobody, why in {**reasons, "U6": "another workspace", "U9": "another workspace"}.items():
            with pytest.raises(NotAllowed, match=why):
                await members.require_admin(transaction, nobody)


async def test_a_stranger_stays_one_when_no_workspace_is_told(db: Database) -> None:
    """Slack always tells it; without it nobody is let in, an owner least of all."""
    await keep(db, user("U1", team_id=OTHER))

    await tell(db, "user_change", {"user": user("U1", is_admin=True, is_owner=True)})

    found = await person(db, "U1")
    assert (found.is_foreign, found.is_admin, found.is_active_person) == (True, False, False)
