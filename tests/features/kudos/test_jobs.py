"""What kudos says by itself, on a real database: whose week it is, and who is nudged."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.common.cadences import Run
from bot.common.periods import local_instant
from bot.db.transaction import Database
from bot.deliveries.notices import Notice
from bot.emulator.block_kit import validate_message
from bot.features.kudos.jobs import SCHEDULED
from bot.features.kudos.notices import KudosNudge, KudosOfTheWeek
from bot.features.kudos.rules.giving import GiveKudos
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.kudos.service import giving
from bot.features.kudos.service.settings import change_settings
from bot.features.kudos.views.week import NOTICES, nudge, week
from bot.features.people.service import members as people
from bot.features.workspace import service as workspace
from tests.contexts import acting

TEAM = "T0NORTH"
ANA, BEN, CLEO, GRACE = "U0ANA", "U0BEN", "U0CLEO", "U0GRACE"
FRIDAY = date(2026, 11, 27)
PLAIN = {"name": "", "is_bot": False, "is_deactivated": False, "is_admin": False}
WRITES = {each.kind: each.write for each in SCHEDULED}


def at(day: int, hour: int = 12) -> datetime:
    """In November 2026, of which the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def cast(db: Database) -> None:
    """The workspace and most of its people live in London, Grace in Seoul."""
    zones = {ANA: "Europe/London", BEN: "Europe/London", CLEO: "Europe/London", GRACE: "Asia/Seoul"}
    rows = [{**PLAIN, "user_id": who, "name": who[2:].title(), "zone": zone} for who, zone in zones.items()]
    async with db.transaction(TEAM) as transaction:
        await people.keep(transaction, rows)
        await workspace.remember(transaction, name="North", likely_zone="Europe/London", now=at(1))


async def gives(
    db: Database, giver: str, receiver: str, when: datetime, points: int = 1, value: str = ""
) -> int:
    """Kudos, and its id."""
    gift = GiveKudos((receiver,), points, f"well done #{value}", (value,) if value else ())
    async with db.transaction(TEAM) as transaction:
        ctx = replace(acting(transaction, giver, when, f"{giver}:{receiver}:{when}"), channel_id="C0SALES")
        return (await giving.give(ctx, gift, KudosSettings())).kudos_id


async def undoes(db: Database, kudos_id: int, when: datetime) -> None:
    """Ana takes hers back."""
    async with db.transaction(TEAM) as transaction:
        await giving.undo(acting(transaction, ANA, when, f"undo:{kudos_id}"), kudos_id)


async def written(
    db: Database, kind: str, who: str, day: date, now: datetime, zone: str = "Europe/London"
) -> Notice | None:
    """What is said for the run of that day."""
    run = Run(day, local_instant(day, time(16), ZoneInfo(zone)))
    async with db.transaction(TEAM) as transaction:
        return await WRITES[kind](transaction, who, run, now)


async def test_the_week(db: Database) -> None:
    """Who was thanked since Monday, most first, and for which values; not what was taken back."""
    await gives(db, ANA, CLEO, at(22), 5)
    await gives(db, ANA, BEN, at(23), 2, "teamwork")
    await gives(db, BEN, CLEO, at(24), 1, "hustle")
    await undoes(db, await gives(db, ANA, CLEO, at(24), 3, "learning"), at(24))

    assert await written(db, KudosOfTheWeek.kind, "C0WINS", FRIDAY, at(27, 16)) == KudosOfTheWeek(
        "this week", ((1, "Ben", 2), (2, "Cleo", 1)), (("teamwork", 2), ("hustle", 1))
    )


async def test_a_week_without_thanks(db: Database) -> None:
    """Says nothing."""
    await gives(db, ANA, CLEO, at(22), 5)

    assert await written(db, KudosOfTheWeek.kind, "C0WINS", FRIDAY, at(27, 16)) is None


@pytest.mark.parametrize(
    ("day", "which", "thanked"),
    [
        (23, "last week", "Ben"),
        (24, "last week", "Ben"),
        (25, "this week", "Cleo"),
        (28, "this week", "Cleo"),
        (30, "last week", "Cleo"),
    ],
)
async def test_posted_on_another_day(db: Database, day: int, which: str, thanked: str) -> None:
    """On Monday and Tuesday it is about the week before."""
    await gives(db, ANA, BEN, at(20))
    await gives(db, ANA, CLEO, at(23, 10))

    found = await written(db, KudosOfTheWeek.kind, "C0WINS", date(2026, 11, day), at(day, 16))
    assert isinstance(found, KudosOfTheWeek)
    assert found.week == which
    assert [name for _, name, _ in found.rows] == [thanked]


async def test_late_on_sunday(db: Database) -> None:
    """A run that comes when it is Monday already is still about its week."""
    await gives(db, ANA, CLEO, at(24))

    found = await written(db, KudosOfTheWeek.kind, "C0WINS", date(2026, 11, 29), at(30, 2))
    assert isinstance(found, KudosOfTheWeek)
    assert found.rows == ((1, "Cleo", 1),)
    early_in_seoul = await written(
        db, KudosOfTheWeek.kind, "C0WINS", date(2026, 11, 30), at(29, 23), "Asia/Seoul"
    )
    assert isinstance(early_in_seoul, KudosOfTheWeek)
    assert early_in_seoul.rows == ((1, "Cleo", 1),)


async def test_who_is_nudged(db: Database) -> None:
    """Who has thanked nobody since Monday and has points left today."""
    await gives(db, CLEO, ANA, at(22))
    await gives(db, BEN, ANA, at(24))
    thursday = date(2026, 11, 26)

    assert await written(db, KudosNudge.kind, BEN, thursday, at(26, 15)) is None
    assert await written(db, KudosNudge.kind, CLEO, thursday, at(26, 15)) == KudosNudge(5)
    await gives(db, ANA, BEN, at(26, 14))
    assert await written(db, KudosNudge.kind, ANA, thursday, at(26, 15)) is None


async def test_a_kudos_that_was_taken_back(db: Database) -> None:
    """Counts as none."""
    await undoes(db, await gives(db, ANA, BEN, at(26)), at(26))

    assert await written(db, KudosNudge.kind, ANA, date(2026, 11, 26), at(26, 15)) == KudosNudge(5)


async def test_ones_own_week(db: Database) -> None:
    """On Sunday evening in London it is Monday in Seoul."""
    await gives(db, GRACE, ANA, at(22, 20))

    assert await written(db, KudosNudge.kind, GRACE, date(2026, 11, 26), at(26, 6), "Asia/Seoul") is None
    assert await written(
        db, KudosNudge.kind, GRACE, date(2026, 11, 20), at(20, 6), "Asia/Seoul"
    ) == KudosNudge(5)


async def test_no_points_to_give(db: Database) -> None:
    """Who may give none is not asked to."""
    none_for_managers = KudosSettings(allowances={"rep": 5, "manager": 0, "admin": 5})
    async with db.transaction(TEAM) as transaction:
        await people.keep(transaction, [{**PLAIN, "user_id": GRACE, "zone": "Asia/Seoul", "is_admin": True}])
        await change_settings(
            acting(transaction, GRACE, at(20), "settings"),
            none_for_managers,
            zone="Europe/London",
            managers=(ANA,),
        )

    assert await written(db, KudosNudge.kind, ANA, date(2026, 11, 26), at(26, 15)) is None
    assert await written(db, KudosNudge.kind, BEN, date(2026, 11, 26), at(26, 15)) == KudosNudge(5)


def test_screens_that_slack_takes() -> None:
    """Short, and as full as it gets; the title says which week."""
    name = "&amp;" * 80
    full = KudosOfTheWeek(
        "last week",
        tuple((rank, name, 1_234) for rank in range(1, 6)),
        tuple((f"{number:02}{'v' * 62}", 1_234) for number in range(20)),
    )
    for notice in (full, KudosOfTheWeek("this week", ((1, "Ben", 1),), ())):
        message = week(notice)
        validate_message(message.text, message.blocks)
    assert week(full).text == "Last week's thanks"
    for left in (1, 5):
        message = nudge(KudosNudge(left))
        validate_message(message.text, message.blocks)
    assert "have 1 point to give" in nudge(KudosNudge(1)).text
    assert [each.notice for each in NOTICES if each.unasked] == [KudosNudge]
