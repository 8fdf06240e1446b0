"""What people decide about messages to them, on a real database."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.common.errors import AlreadyRecorded, NotAllowed
from bot.db.transaction import Database
from bot.deliveries.notices import CANCELLED, DIGEST, MERGED, WAITING
from bot.deliveries.policy import Go
from bot.features.notifications.commands import SnoozeFor, SnoozeUntil
from bot.features.notifications.rules import Cause, NotificationPreferences, NotificationSummary
from bot.features.notifications.service import availability
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.calendar import WorkspaceCalendar
from tests.contexts import acting
from tests.deliveries.stage import rows
from tests.features.notifications.cast import (
    ANA,
    BEN,
    GRACE,
    MONDAY,
    NOTE,
    OTHER,
    PROMPT,
    TEAM,
    TUESDAY_NINE,
    claim,
    digests,
    owe,
    verdict,
)

pytestmark = pytest.mark.usefixtures("cast")

TOMORROW = date(2026, 11, 24)
EVENING = MONDAY.replace(hour=20)
TYPED = NotificationPreferences(opens=time(9), closes=time(17, 30), workdays=frozenset(range(5)))


async def mine(db: Database, who: str = BEN, now: datetime = MONDAY, team: str = TEAM) -> NotificationSummary:
    """Somebody's own picture."""
    async with db.reading(team) as transaction:
        return await availability.mine(transaction, who, now)


async def snooze(
    db: Database, how: SnoozeFor | SnoozeUntil, who: str = BEN, key: str = "snooze", now: datetime = MONDAY
) -> datetime:
    """Somebody snoozes."""
    async with db.transaction(TEAM) as transaction:
        return await availability.snooze(acting(transaction, who, now, key), how)


async def change(
    db: Database, typed: NotificationPreferences = TYPED, key: str = "change", **more: Any
) -> None:
    """Ben sends the form; he wants everything, unless it is said otherwise."""
    rest: dict[str, Any] = {"time_off": {}, "wanted": [NOTE, PROMPT], "offered": [NOTE, PROMPT], **more}
    now = rest.pop("now", MONDAY)
    async with db.transaction(TEAM) as transaction:
        await availability.change(acting(transaction, BEN, now, key), typed, **rest)


async def test_before_anything_is_chosen(db: Database) -> None:
    """All is as in the workspace; who is not of this workspace has no picture."""
    with pytest.raises(NotAllowed, match="another workspace"):
        await mine(db, "U0NOBODY")
    found = await mine(db)

    assert (found.reach.calendar.opens, found.reach.daily_limit) == (time(9), 5)
    assert (found.muted, found.counted, found.asleep_until) == (frozenset(), 0, None)
    assert (found.held, found.held_until) == (0, None)
    assert (found.cause, found.is_snoozed, found.is_full) == (None, False, False)


@pytest.mark.parametrize(
    ("who", "how", "until"),
    [
        (BEN, SnoozeFor(timedelta(hours=2)), MONDAY + timedelta(hours=2)),
        (BEN, SnoozeUntil(date(2026, 11, 26)), datetime(2026, 11, 26, 9, tzinfo=UTC)),
        (BEN, SnoozeUntil(date(2026, 11, 28)), datetime(2026, 11, 30, 9, tzinfo=UTC)),  # a Saturday
        (GRACE, SnoozeUntil(date(2026, 11, 26)), datetime(2026, 11, 26, 0, tzinfo=UTC)),  # nine in Seoul
    ],
)
async def test_a_snooze(db: Database, who: str, how: SnoozeFor | SnoozeUntil, until: datetime) -> None:
    """For hours from now, or until work begins on that day or after it."""
    assert await snooze(db, how, who) == until

    found = await mine(db, who)
    assert (found.reach.choices.snoozed_until, found.is_snoozed) == (until, True)
    assert (found.asleep_until, found.cause) == (until, Cause.snoozed)
    assert not (await mine(db, ANA)).is_snoozed


async def test_the_same_request_twice(db: Database) -> None:
    """It counts once."""
    await snooze(db, SnoozeFor(timedelta(hours=2)))
    with pytest.raises(AlreadyRecorded):
        await snooze(db, SnoozeFor(timedelta(hours=8)))
    await change(db)
    with pytest.raises(AlreadyRecorded):
        await change(db, NotificationPreferences(daily_limit=1))
    assert (await mine(db)).reach.choices.daily_limit is None


async def test_waking_up(db: Database) -> None:
    """What waited for the end of the snooze is due now, with no less and no more of its life."""
    await snooze(db, SnoozeUntil(TOMORROW))
    await owe(db, "a")
    await claim(db, "a")
    await owe(db, "hers", who=ANA, kind=DIGEST, now=TUESDAY_NINE)
    (before, hers) = await digests(db)
    assert (await mine(db)).held_until == before.due_at == TUESDAY_NINE

    async with db.transaction(TEAM) as transaction:
        await availability.wake(acting(transaction, BEN, MONDAY, "wake"))

    (after, still_hers) = await digests(db)
    assert (after.due_at, after.next_at) == (MONDAY, MONDAY)
    assert after.expires_at - after.due_at == before.expires_at - before.due_at
    assert still_hers.due_at == hers.due_at
    assert not (await mine(db)).is_snoozed
    assert await verdict(db, after.dedupe_key) == Go()


async def test_waking_up_at_night(db: Database) -> None:
    """Then it is due in the morning, however often Slack tells something new, and lives no longer for it."""
    await owe(db, "a")
    await claim(db, "a", EVENING)
    (before,) = await digests(db)

    for minutes in range(3):
        now = EVENING + timedelta(minutes=minutes)
        async with db.transaction(TEAM) as transaction:
            await availability.judge_anew(transaction, BEN, now)
        assert not await claim(db, before.dedupe_key, now)

    (after,) = await digests(db)
    assert (
        (after.due_at, after.expires_at)
        == (before.due_at, before.expires_at)
        == (TUESDAY_NINE, after.expires_at)
    )


async def test_switching_a_kind_off(db: Database) -> None:
    """Also what waits in the digest does not come; what waits of other kinds, and for others, does."""
    await owe(db, "a")
    await owe(db, "b", who=ANA)
    for key in "ab":
        await claim(db, key, EVENING)

    async with db.transaction(TEAM) as transaction:
        await availability.mute(acting(transaction, BEN, EVENING, "mute"), NOTE)
        await availability.mute(acting(transaction, ANA, EVENING, "mute 2"), PROMPT)

    found = await rows(db)
    assert (found["a"].state, found["b"].state) == (CANCELLED, MERGED)
    assert (await mine(db)).muted == {NOTE}
    async with db.transaction(OTHER) as transaction:
        facts = {"is_bot": False, "is_deactivated": False, "is_admin": False, "zone": "Europe/London"}
        await people.keep(transaction, [{"user_id": BEN, "name": "Ben", **facts}])
    assert (await mine(db, BEN, team=OTHER)).muted == frozenset()


async def test_the_form(db: Database) -> None:
    """What is as in the workspace is not kept; the snooze stays; what was not offered stays as it was."""
    async with db.transaction(TEAM) as transaction:
        await availability.mute(acting(transaction, BEN, MONDAY, "mute"), "coaching.nudge")
    await snooze(db, SnoozeUntil(TOMORROW))

    own = NotificationPreferences(
        opens=time(8), closes=time(12), workdays=frozenset(range(5)), country="DE", daily_limit=2
    )
    await change(db, own, wanted=[NOTE], time_off={TOMORROW: "Dentist"})

    found = await mine(db)
    kept = found.reach.choices
    assert (kept.opens, kept.closes, kept.workdays) == (time(8), time(12), None)
    assert (kept.country, found.reach.daily_limit, kept.snoozed_until) == ("DE", 2, TUESDAY_NINE)
    assert found.muted == {PROMPT, "coaching.nudge"}
    assert found.reach.calendar.time_off == {TOMORROW: "Dentist"}

    await change(db, key="again")
    found = await mine(db)
    assert found.reach.choices == NotificationPreferences(snoozed_until=TUESDAY_NINE)
    assert found.muted == {"coaching.nudge"}
    assert found.reach.calendar.time_off == {}


async def test_what_waits_follows_the_form(db: Database) -> None:
    """Time off that is taken back, and a kind that is switched off: both count for what waits already."""
    await change(db, time_off={MONDAY.date(): "Ill"})
    await owe(db, "a")
    await claim(db, "a")
    (digest,) = await digests(db)
    assert (digest.state, digest.due_at) == (WAITING, TUESDAY_NINE)

    await change(db, key="well again")
    assert (await digests(db))[0].due_at == MONDAY
    await change(db, key="enough", wanted=[])
    assert (await rows(db))["a"].state == CANCELLED


async def test_time_off_that_is_past(db: Database) -> None:
    """It is kept, but neither shown nor asked for again."""
    yesterday = MONDAY.date() - timedelta(days=1)
    await change(db, time_off={MONDAY.date(): "Ill", TOMORROW: "Ill"})
    assert (await mine(db, now=MONDAY + timedelta(days=1))).reach.calendar.time_off == {TOMORROW: "Ill"}

    await change(
        db, key="more", now=MONDAY + timedelta(days=1), time_off={yesterday: "Late", TOMORROW: "Well"}
    )
    async with db.reading(TEAM) as transaction:
        ben = await people.person(transaction, BEN)
        reach = await availability.reach_of(transaction, ben, MONDAY, since=yesterday)
    assert reach.calendar.time_off == {MONDAY.date(): "Ill", TOMORROW: "Well"}


async def test_everybody_at_once(db: Database) -> None:
    """Each with their own calendar over the workspace's, and time off from that day on."""
    general = WorkspaceCalendar((await mine(db)).workspace.zone, opens=time(10), daily_limit=7)
    async with db.transaction(TEAM) as transaction:
        await workspace.change_calendar(acting(transaction, ANA, MONDAY, "general"), general)
    await change(db, NotificationPreferences(opens=time(8), closes=time(12)), time_off={TOMORROW: "Dentist"})

    async with db.reading(TEAM) as transaction:
        everybody: list[Person] = await people.everybody(transaction)
        found = await availability.reaches(transaction, everybody, TOMORROW + timedelta(days=1))
    assert found.keys() == {ANA, BEN, GRACE}
    assert {who: reach.calendar.opens.hour for who, reach in found.items()} == {ANA: 10, BEN: 8, GRACE: 10}
    assert {reach.daily_limit for reach in found.values()} == {7}
    assert found[BEN].calendar.time_off == {}


async def test_a_day_that_is_full(db: Database) -> None:
    """The picture says so."""
    await change(db, NotificationPreferences(daily_limit=1))
    await owe(db, "a")
    await claim(db, "a")
    found = await mine(db)
    assert (found.counted, found.is_full, found.asleep_until) == (1, True, None)
    assert not (await mine(db, now=TUESDAY_NINE)).is_full
