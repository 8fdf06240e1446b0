"""Many processes on Postgres: row and job in one transaction, each delivery sent by one of them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from bot.common.clock import SystemClock
from bot.db.engine import make_engine
from bot.db.transaction import Database
from bot.deliveries.models import Attachment, Delivery
from bot.deliveries.notices import SENT, WAITING, NoticeKind
from bot.deliveries.outbox import Outbox
from bot.deliveries.queues.postgres import PostgresQueue
from bot.deliveries.sender import Sender
from bot.deliveries.slack_transport import Posted, SlackTransport
from bot.slack.blocks import Message
from bot.slack.client import SlackClient
from tests.deliveries.stage import KINDS, outgoing, owe, rows
from tests.stages import HANGS_S

pytestmark = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


class Bag(SlackTransport):
    """Keeps what it carries; `full` once it has carried so many."""

    def __init__(self, expected: int) -> None:
        self.carried: list[str] = []
        self.full = asyncio.Event()
        self._expected = expected

    async def carry(
        self, delivery: Delivery, message: Message, attachment: Attachment | None = None
    ) -> Posted:
        """Keep it."""
        await asyncio.sleep(0)
        self.carried.append(delivery.dedupe_key)
        if len(self.carried) >= self._expected:
            self.full.set()
        return Posted(delivery.target, "1.2")


def queue_of(
    db: Database, transport: SlackTransport, kinds: dict[str, NoticeKind[Any]] = KINDS
) -> PostgresQueue:
    """A process, as it were."""
    clock = SystemClock()
    return PostgresQueue(db, Sender(db, transport, kinds, clock), clock)


async def owe_now(db: Database, *keys: str, after: timedelta = timedelta(), workspace_id: str = "T1") -> None:
    """Owe these, each to a channel of its own."""
    now = SystemClock().now()
    messages = [outgoing(key, f"C{key:0>9}", due=now + after) for key in keys]
    await owe(db, *messages, now=now, workspace_id=workspace_id)


async def jobs(db: Database) -> int:
    """How many jobs there are."""
    async with db.engine.connect() as connection:
        return int((await connection.execute(text("SELECT count(*) FROM pgqueuer"))).scalar_one())


@asynccontextmanager
async def running(*queues: PostgresQueue) -> AsyncIterator[None]:
    """At work while the context is open."""
    tasks = [asyncio.create_task(queue.run()) for queue in queues]
    try:
        yield
    finally:
        for queue in queues:
            queue.stop()
        await asyncio.gather(*tasks)


async def test_row_and_job_are_one(db: Database) -> None:
    """Both are there, or none is."""
    queue_of(db, Bag(0))
    await owe_now(db, "a", "b")
    assert await jobs(db) == 2

    with pytest.raises(RuntimeError):
        await _fail_after_owing(db)
    assert (await jobs(db), list(await rows(db))) == (2, ["a", "b"])


async def _fail_after_owing(db: Database) -> None:
    async with db.transaction("T1") as transaction:
        await Outbox(transaction).enqueue_all([outgoing("c")], SystemClock().now())
        await transaction.session.flush()
        raise RuntimeError("the use case failed")


async def test_enqueued_once_is_sent_once(db: Database, database_url: str) -> None:
    """Three processes share the work; all of it is done, nothing twice."""
    keys = [str(n) for n in range(60)]
    bag = Bag(len(keys))
    databases = [db, *(Database(make_engine(database_url)) for _ in range(2))]
    async with running(*(queue_of(each, bag) for each in databases)):
        await owe_now(db, *keys)
        await asyncio.wait_for(bag.full.wait(), HANGS_S)
    for each in databases[1:]:
        await each.close()

    assert sorted(bag.carried) == sorted(keys)
    assert {row.state for row in (await rows(db)).values()} == {SENT}
    assert await jobs(db) == 0


async def test_what_is_put_off_comes_again(db: Database) -> None:
    """A channel's pace sends the sixth message a second later: the job waits with it."""
    now = SystemClock().now()
    bag = Bag(6)
    async with running(queue_of(db, bag)):
        await owe(db, *(outgoing(f"k{n}", "C1", due=now) for n in range(6)), now=now, workspace_id="T1")
        await asyncio.wait_for(bag.full.wait(), HANGS_S)

    assert sorted(bag.carried) == [f"k{n}" for n in range(6)]
    assert sorted(row.attempts for row in (await rows(db)).values()) == [1] * 6


async def test_rows_without_a_job_are_adopted(db: Database) -> None:
    """Copied from another database, or left by a job that broke."""
    await owe_now(db, "a", "b")
    assert await jobs(db) == 0
    bag = Bag(2)
    async with running(queue_of(db, bag)):
        await asyncio.wait_for(bag.full.wait(), HANGS_S)

    assert sorted(bag.carried) == ["a", "b"]


async def test_not_before_its_time(db: Database) -> None:
    """What is due tomorrow has a job that waits for tomorrow; adopting gives it no second one."""
    bag = Bag(1)
    queue = queue_of(db, bag)
    await owe_now(db, "later", after=timedelta(days=1))
    await queue.adopt()
    await queue.adopt()
    async with running(queue):
        await owe_now(db, "now")
        await asyncio.wait_for(bag.full.wait(), HANGS_S)

    assert bag.carried == ["now"]
    assert (await rows(db))["later"].state == WAITING
    assert await jobs(db) == 1


async def test_what_was_put_off_keeps_a_job(db: Database) -> None:
    """Another machine's clock is ahead of ours: the row's time counts, and a job waits with it."""
    bag = Bag(1)
    queue = queue_of(db, bag)
    await owe_now(db, "later")
    async with db.system() as session:
        await session.execute(text("UPDATE deliveries SET next_at = next_at + interval '1 day'"))
    async with running(queue):
        await owe_now(db, "now")
        await asyncio.wait_for(bag.full.wait(), HANGS_S)

    assert bag.carried == ["now"]
    assert await jobs(db) == 1


async def test_a_job_too_many_does_nothing(db: Database) -> None:
    """The row is the truth."""
    bag = Bag(1)
    queue = queue_of(db, bag)
    await owe_now(db, "a")
    async with db.transaction("T1") as transaction:
        transaction.tell("deliveries", "a", "a")
    assert await jobs(db) == 2
    async with running(queue):
        await asyncio.wait_for(bag.full.wait(), HANGS_S)

    assert bag.carried == ["a"]
    assert await jobs(db) == 0


async def test_workspaces_do_not_starve_each_other(db: Database) -> None:
    """One that owes many does not keep another's message waiting behind them."""
    bag = Bag(121)
    queue = queue_of(db, bag)
    await owe_now(db, *(str(n) for n in range(120)), workspace_id="T1")
    await owe_now(db, "theirs", workspace_id="T2")
    async with running(queue):
        await asyncio.wait_for(bag.full.wait(), HANGS_S)

    assert bag.carried.index("theirs") < 25


async def test_a_database_that_cannot_be_reached(db: Database) -> None:
    """The queue tries again until it is stopped, and does not take the process down."""
    knocked = asyncio.Event()

    async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        knocked.set()
        writer.close()

    door = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    port = door.sockets[0].getsockname()[1]
    unreachable = Database(make_engine(f"postgresql://nobody:nothing@127.0.0.1:{port}/none"))
    async with door, SlackClient("http://127.0.0.1:1/", _no_token) as slack:
        queue = queue_of(unreachable, SlackTransport(slack))
        async with running(queue):
            await asyncio.wait_for(knocked.wait(), HANGS_S)
    await unreachable.close()


async def _no_token(_: str) -> None:
    return None
