"""The demo's company lives while the clock moves, however it moves, and leaves the visitor's person alone."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.db.engine import make_engine
from bot.demo.cast import NORTHWIND
from bot.demo.company.company import Company
from bot.demo.launch import seed
from bot.demo.stage import Stage, open_stage
from tests.stages import box_at

FRIDAY = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
MONDAY_AFTERNOON = datetime(2026, 11, 30, 14, tzinfo=UTC)
MONDAY_EVENING = datetime(2026, 11, 30, 20, tzinfo=UTC)
# What people did, without the instants and numbers of rows, which depend on how the clock was moved.
BOOKS = (
    "SELECT deal_id, member_id, credit_date, amount FROM credits ORDER BY 1, 2, 3, 4",
    "SELECT giver_id, receiver_id, points FROM kudos_lines ORDER BY 1, 2, 3",
    "SELECT title, state, health, target FROM goals ORDER BY 1, 2",
    "SELECT count(*) FROM feedback",
    "SELECT count(*) FROM activities",
)

pytestmark = pytest.mark.story


@asynccontextmanager
async def living(path: Path, visitor: str) -> AsyncIterator[Stage]:
    """The company as it wakes up, with a visitor who sits as this person."""
    async with open_stage(box_at(FRIDAY), f"sqlite:///{path}", migrated=True) as stage:
        market = await seed(stage.pacer.db, stage.emulator.world, FRIDAY)
        await stage.settler.settle()
        stage.emulator.seated.add(stage.actor(visitor).user.id)
        Company(stage, market).join()
        yield stage


async def books(path: Path) -> list[list[tuple[object, ...]]]:
    """What people did, to compare."""
    engine = make_engine(f"sqlite:///{path}")
    async with engine.connect() as connection:
        found = [[tuple(row) for row in await connection.execute(text(asked))] for asked in BOOKS]
    await engine.dispose()
    return found


async def test_a_monday(sqlite_file: Path) -> None:
    """Deals come, people thank and check in; the visitor's person does nothing; the switch stops all."""
    async with living(sqlite_file, "ana") as stage:
        before = await books(sqlite_file)
        general = stage.emulator.world.channel_named("general", NORTHWIND).messages
        talked = len(general)
        await stage.emulator.move_clock(MONDAY_AFTERNOON)

        after = await books(sqlite_file)
        assert after[4] > before[4]
        assert after[2] != before[2]
        assert len(general) > talked
        asked = [each.text for each in stage.actor("ben").sees("@Pacer")]
        assert any("Checked in, thank you" in words for words in asked)
        ana = stage.actor("ana").user.real_name
        assert not any(each.text.startswith(f"{ana} thanks") for each in general[talked:])

        stage.emulator.people_act = False
        await stage.emulator.move_clock(MONDAY_EVENING)
        assert await books(sqlite_file) == after
        assert [each.name for each in stage.emulator.world.traffic if not each.ok] == []


@pytest.mark.slow
async def test_the_same_however_the_clock_moves(tmp_path: Path, sqlite_file: Path) -> None:
    """A week at once and by three hours: the same deals, thanks, goals and answers."""
    another = Path(shutil.copy(sqlite_file, tmp_path / "another.db"))
    end = FRIDAY + timedelta(weeks=1)
    async with living(sqlite_file, "ana") as stage:
        await stage.emulator.move_clock(end)
    async with living(another, "ana") as stage:
        while (now := stage.emulator.clock.now()) < end:
            await stage.emulator.move_clock(min(end, now + timedelta(hours=3)))

    assert await books(another) == await books(sqlite_file)


WEEK, FIRST_MONDAY = timedelta(weeks=1), datetime(2026, 11, 30, tzinfo=UTC)
# What Pacer sends, without edits of what was sent before; and what people do.
SENT = (
    "SELECT sent_at, kind FROM deliveries WHERE state = 'sent'"
    " AND kind NOT IN ('deliveries.amendment', 'deliveries.retraction')"
)
DONE = {
    "thanks": "SELECT created_at FROM kudos",
    "goals": "SELECT at FROM goal_changes",
    "check-ins": "SELECT answered_at FROM checkins WHERE answered_at IS NOT NULL",
    "won": "SELECT recorded_at FROM credits",
}
# Every week has them.
WEEKLY = {
    "checkins.ask",
    "checkins.summary",
    "metrics.post",
    "metrics.summary",
    "kudos.note",
    "kudos.shoutout",
    "celebrations.post",
    "deliveries.reminders",
    "coaching.prep",
    "plays.lost",
}


def by_week(instants: list[datetime]) -> list[int]:
    """How many fall into each of the four weeks."""
    return [
        sum(FIRST_MONDAY + n * WEEK <= at < FIRST_MONDAY + (n + 1) * WEEK for at in instants)
        for n in range(4)
    ]


@pytest.mark.slow  # about 45 seconds of processor
async def test_week_four_looks_like_week_one(sqlite_file: Path) -> None:
    """As many messages, give or take a third, of the same kinds; and people do at least half as much."""
    async with living(sqlite_file, "ana") as stage:
        await stage.emulator.move_clock(FIRST_MONDAY + 4 * WEEK)
    engine = make_engine(f"sqlite:///{sqlite_file}")
    async with engine.connect() as connection:
        sent = [(_instant(at), kind) for at, kind in await connection.execute(text(SENT))]
        done = {
            what: by_week([_instant(at) for (at,) in await connection.execute(text(asked))])
            for what, asked in DONE.items()
        }
    await engine.dispose()
    first, *_, fourth = by_week([at for at, _ in sent])
    assert abs(fourth - first) <= first / 3, by_week([at for at, _ in sent])
    for week in (0, 3):
        begins = FIRST_MONDAY + week * WEEK
        assert {kind for at, kind in sent if begins <= at < begins + WEEK} >= WEEKLY
    for what, (begin, *_, end) in done.items():
        assert end >= begin / 2, (what, done)


def _instant(stored: str) -> datetime:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)
