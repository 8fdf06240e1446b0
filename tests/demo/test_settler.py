"""The emulator asks the app only where the time or a table that it reads has moved on."""

from collections.abc import AsyncIterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.db.engine import make_engine
from bot.demo.settler import Settler
from bot.demo.stage import Stage, open_stage
from bot.demo.table_usage import TableUsage
from bot.features.people.models import Member
from bot.features.teams.models import TeamRow
from bot.registry import METADATA
from tests.stages import box_at

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
async def stage(sqlite_file: Path) -> AsyncIterator[Stage]:
    """The bot in the emulator, at rest."""
    async with open_stage(box_at(MONDAY), f"sqlite:///{sqlite_file}", migrated=True) as opened:
        await opened.settler.settle()
        yield opened


@pytest.fixture
async def engine(sqlite_file: Path) -> AsyncIterator[AsyncEngine]:
    """A migrated database that nobody uses."""
    made = make_engine(f"sqlite:///{sqlite_file}")
    yield made
    await made.dispose()


@contextmanager
def counted(engine: AsyncEngine) -> Any:
    """The statements that run while the context is open."""
    seen: list[str] = []

    def see(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    event.listen(engine.sync_engine, "before_cursor_execute", see)
    yield seen
    event.remove(engine.sync_engine, "before_cursor_execute", see)


async def test_nothing_is_asked_where_nothing_has_moved(stage: Stage) -> None:
    """A second look at the same instant runs no statement; an action or another instant does."""
    with counted(stage.pacer.db.engine) as at_rest:
        await stage.settler.settle()
    assert at_rest == []

    await stage.actor("ana").goes_to("#sales").types("/kudos @ben closed Acme")
    assert any("thanks Ben" in message.text for message in stage.actor("ben").sees("#sales"))

    await stage.settler.settle()
    with counted(stage.pacer.db.engine) as at_rest:
        await stage.settler.settle()
        assert at_rest == []
        stage.emulator.clock.move_to(MONDAY + timedelta(minutes=1))
        await stage.settler.settle()
        assert at_rest != []


async def test_a_new_day_is_for_those_that_say_so(stage: Stage) -> None:
    """At midnight runs are planned for another day; who waits for what somebody writes is not looked for."""
    settler, clock = stage.settler, stage.emulator.clock
    clock.move_to(MONDAY + timedelta(minutes=1))
    await settler.settle()

    with counted(stage.pacer.db.engine) as at_midnight:
        clock.move_to(datetime(2026, 11, 24, 0, 1, tzinfo=UTC))
        await settler.settle()

    read = " ".join(at_midnight)
    assert "schedule_turns" in read
    assert not {table for table in ("goal_feeds", "mentor_asks", "coaching_series") if table in read}


async def test_a_later_settler_begins_where_one_was_at_rest(stage: Stage) -> None:
    """It runs nothing until somebody writes, and then what reads that."""
    later = Settler(stage.pacer, stage.settler.at_rest())
    with counted(stage.pacer.db.engine) as at_rest:
        await later.settle()
    assert at_rest == []

    await stage.actor("ana").goes_to("#sales").types("/kudos @ben closed Acme")

    with counted(stage.pacer.db.engine) as after:
        await later.settle()
    assert any("FROM deliveries" in statement for statement in after)


async def test_all_of_it_once_more_writes_nothing(stage: Stage) -> None:
    """What was skipped had nothing to do."""
    await stage.actor("ana").goes_to("#sales").types("/kudos @ben closed Acme")

    assert await stage.settler.settle_anew() == 0


async def test_what_is_read_and_written_is_told_from_statements(engine: AsyncEngine) -> None:
    """Joins count, and words of our own; a lock is no write, another table is none of these."""
    usage = TableUsage(engine, METADATA)
    async with engine.begin() as connection:
        with usage.observed("a job") as tables:
            await connection.execute(
                select(Member.user_id).join(TeamRow, TeamRow.manager_id == Member.user_id)
            )
            await connection.execute(text("SELECT 1 FROM deliveries"))
        assert {"members", "teams", "deliveries"} <= tables
        read, before = frozenset(tables), usage.version

        await connection.execute(select(Member.user_id).with_for_update())
        await connection.execute(text("DELETE FROM kudos"))
        assert not usage.is_touched(read - {"kudos"}, before, "a job")

        for write in (
            insert(TeamRow).values(workspace_id="T1", name="A", manager_id="U1"),
            update(Member).values(name="Ben"),
        ):
            now = usage.version
            await connection.execute(write)
            assert usage.is_touched(read, now, "a job")

        now = usage.version
        with usage.observed("a job"):
            await connection.execute(text("DELETE FROM teams"))
        assert not usage.is_touched(read, now, "a job")
        assert usage.is_touched(read, now, "another job")
        await connection.rollback()
