"""The same request twice is recorded once, whoever wins."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.common.errors import AlreadyRecorded
from bot.db.engine import make_engine
from bot.db.idempotency import REMEMBERED_FOR, HandledRequest, claim_request, forget_handled
from bot.db.transaction import Database

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


async def handle(db: Database, key: str, workspace_id: str = "T1", now: datetime = NOW) -> bool:
    """Handle a request; whether it was the first."""
    try:
        async with db.transaction(workspace_id) as transaction:
            await claim_request(transaction, key, now)
    except AlreadyRecorded:
        return False
    return True


async def test_once(db: Database) -> None:
    """The first counts; another key, or another workspace, is another request."""
    assert await handle(db, "event:1")
    assert not await handle(db, "event:1")
    assert await handle(db, "event:2")
    assert await handle(db, "event:1", "T2")


async def test_a_failed_action_may_come_again(db: Database) -> None:
    """The key is claimed together with the change: a retry of a failure counts."""

    async def fail() -> None:
        async with db.transaction("T1") as transaction:
            await claim_request(transaction, "event:1", NOW)
            raise RuntimeError("half-way")

    with pytest.raises(RuntimeError):
        await fail()

    assert await handle(db, "event:1")


async def test_at_the_same_time_one_wins(db: Database, database_url: str) -> None:
    """Repeats that arrive together, in one process or in two, are recorded once."""
    other = Database(make_engine(database_url))

    won = await asyncio.gather(*(handle(each, "event:1") for each in (db, other) for _ in range(4)))
    await other.close()

    assert sorted(won) == [False] * 7 + [True]


async def test_the_second_waits_for_the_first(db: Database, database_url: str) -> None:
    """A repeat that comes while the first is at work is decided by how that one ends: here it fails."""
    other = Database(make_engine(database_url))
    claimed, fail = asyncio.Event(), asyncio.Event()

    async def first() -> None:
        async with db.transaction("T1") as transaction:
            await claim_request(transaction, "event:1", NOW)
            claimed.set()
            await fail.wait()
            raise RuntimeError("half-way")

    failing = asyncio.create_task(first())
    await claimed.wait()
    second = asyncio.create_task(handle(other, "event:1"))
    await asyncio.sleep(0)
    assert not second.done()
    fail.set()
    with pytest.raises(RuntimeError):
        await failing

    assert await second
    await other.close()


async def test_keys_are_forgotten(db: Database) -> None:
    """After two days nothing can come again, so nothing is kept."""
    await handle(db, "old", now=NOW - REMEMBERED_FOR - timedelta(seconds=1))
    await handle(db, "young", now=NOW - REMEMBERED_FOR)

    async with db.system() as session:
        await forget_handled(session, NOW)

    async with db.reading("T1") as transaction:
        assert list(await transaction.session.scalars(select(HandledRequest.key))) == ["young"]
