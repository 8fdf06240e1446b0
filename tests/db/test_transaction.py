"""Transactions: all or nothing, told of only when true, and readers that never wait."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text

from bot.common.errors import Unavailable
from bot.db.engine import make_engine
from bot.db.idempotency import HandledRequest
from bot.db.transaction import Database, Transaction

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TOPIC = "things"


async def write(transaction: Transaction, key: str, *topics: str) -> None:
    """Write one row, and say what it touches."""
    for topic in topics:
        transaction.tell(topic)
    row = {"workspace_id": transaction.workspace_id, "key": key, "handled_at": NOW}
    await transaction.session.execute(transaction.insert(HandledRequest).values(**row))


async def keys(db: Database) -> Sequence[str]:
    """What is really there."""
    async with db.reading("T1") as transaction:
        found = await transaction.session.scalars(select(HandledRequest.key).order_by(HandledRequest.key))
        return list(found)


async def write_and_fail(db: Database) -> None:
    """A use case that breaks half-way."""
    async with db.transaction("T1") as transaction:
        await write(transaction, "a", TOPIC)
        raise RuntimeError("half-way")


async def test_a_failed_action_leaves_nothing(db: Database) -> None:
    """No row, no news; and the next transaction is not hurt."""
    told: list[str] = []
    db.subscribe(TOPIC, lambda: told.append("told"))

    with pytest.raises(RuntimeError):
        await write_and_fail(db)
    assert (await keys(db), told) == ([], [])

    async with db.transaction("T1") as transaction:
        await write(transaction, "a")
    assert await keys(db) == ["a"]


async def test_news_comes_after_the_rows(db: Database) -> None:
    """Subscribers of the topic, and no others, hear of it when the rows can be read."""
    heard = asyncio.Event()
    told: list[str] = []

    def tell() -> None:
        told.append(TOPIC)
        heard.set()

    db.subscribe(TOPIC, tell)
    db.subscribe("other things", lambda: told.append("other things"))

    async def look() -> Sequence[str]:
        await heard.wait()
        return await keys(db)

    looking = asyncio.create_task(look())
    async with db.transaction("T1") as transaction:
        await write(transaction, "a", TOPIC)
        await asyncio.sleep(0)
        assert told == []

    assert await looking == ["a"]
    assert told == [TOPIC]


async def test_readers_never_wait_for_a_writer(db: Database) -> None:
    """With a transaction open and written to, others read what was there before."""
    async with db.transaction("T1") as transaction:
        await write(transaction, "a")
    async with db.transaction("T1") as transaction:
        await write(transaction, "b")
        seen = await asyncio.wait_for(keys(db), 4)  # less than the time SQLite would wait for a lock
        assert seen == ["a"]

    assert await keys(db) == ["a", "b"]


async def test_a_reader_sees_one_moment(db: Database) -> None:
    """A writer does not wait for readers either; on SQLite a reader keeps its picture until it is done."""
    async with db.reading("T1") as transaction:
        before = list(await transaction.session.scalars(select(HandledRequest.key)))
        async with db.transaction("T1") as writing:
            await write(writing, "a")
        after = list(await transaction.session.scalars(select(HandledRequest.key)))

    assert before == []
    assert after == ([] if db.engine.dialect.name == "sqlite" else ["a"])


async def test_many_writers_at_once(db: Database) -> None:
    """They stand in line: nothing is locked, nothing is lost."""

    async def one(number: int) -> None:
        async with db.transaction("T1") as transaction:
            await write(transaction, f"{number:02}")

    await asyncio.gather(*(one(number) for number in range(25)))

    assert len(await keys(db)) == 25


async def test_a_writer_that_gives_up_frees_the_line(db: Database) -> None:
    """A cancelled use case leaves nothing, and the next one goes on."""
    inside = asyncio.Event()

    async def hang() -> None:
        async with db.transaction("T1") as transaction:
            await write(transaction, "a")
            inside.set()
            await asyncio.Event().wait()

    hanging = asyncio.create_task(hang())
    await inside.wait()
    hanging.cancel()
    with pytest.raises(asyncio.CancelledError):
        await hanging

    async with db.transaction("T1") as transaction:
        await write(transaction, "b")
    assert await keys(db) == ["b"]


async def test_system_transactions_are_all_or_nothing(db: Database) -> None:
    """Housekeeping rolls back like any use case."""

    async def fail() -> None:
        async with db.system() as session:
            session.add(HandledRequest(workspace_id="T1", key="a", handled_at=NOW))
            await session.flush()
            raise RuntimeError("half-way")

    with pytest.raises(RuntimeError):
        await fail()
    assert await keys(db) == []

    async with db.system() as session:
        session.add(HandledRequest(workspace_id="T1", key="b", handled_at=NOW))
    assert await keys(db) == ["b"]


async def test_a_naive_instant_is_refused(db: Database) -> None:
    """Time without a zone never reaches a table; what comes back is aware and in UTC."""
    with pytest.raises(Exception, match="must be aware"):
        await _write_at(db, NOW.replace(tzinfo=None))

    await _write_at(db, NOW)
    async with db.reading("T1") as transaction:
        at = (await transaction.session.scalars(select(HandledRequest.handled_at))).one()
    assert (at, at.tzinfo) == (NOW, UTC)


async def _write_at(db: Database, instant: datetime) -> None:
    async with db.transaction("T1") as transaction:
        row = {"workspace_id": "T1", "key": "a", "handled_at": instant}
        await transaction.session.execute(transaction.insert(HandledRequest).values(**row))


async def test_statistics_follow_what_is_there(db: Database) -> None:
    """SQLite knows how large a table is, as it was looked at, and again when it has grown."""
    for size in (3, 40):
        async with db.transaction("T1") as transaction:
            for number in range(size):
                await write(transaction, f"{size}:{number}")
        await db.refresh_statistics()
    if db.is_postgres:
        return
    async with db.system() as session:
        told = await session.scalar(text("SELECT stat FROM sqlite_stat1 WHERE tbl = 'handled_requests'"))
    assert str(told).split()[0] == "43"


async def test_all_connections_are_in_use(database_url: str) -> None:
    """Whoever gets none in time is told so, and nothing was done; the next one finds it free."""
    db = Database(make_engine(database_url, pool_size=1, patience_seconds=0.01))
    async with db.reading("T1") as holding:
        await holding.session.execute(text("SELECT 1"))
        for refused in (keys(db), write_and_fail(db)):
            with pytest.raises(Unavailable, match="too much to do at the moment, and did nothing"):
                await refused
    assert await keys(db) == []
    await db.close()
