"""What is owed reaches Slack: once, in turn, later when it must be, and never at the cost of the rest."""

import asyncio
import contextlib
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.db.engine import make_engine
from bot.db.transaction import Database, Transaction
from bot.deliveries.failures import FIRST_BACKOFF, LONGEST_BACKOFF, backoff
from bot.deliveries.models import Attachment, Delivery
from bot.deliveries.notices import EXPIRED, FAILED, SENDING, SENT, WAITING, NoticeKind, Unsolicited, by_kind
from bot.deliveries.policy import DeliveryHooks, Go
from bot.deliveries.queues.embedded import BATCH, EmbeddedQueue
from bot.deliveries.rate_limits import BURST
from bot.deliveries.recipients import Recipient
from bot.deliveries.sender import Sender
from bot.deliveries.slack_transport import Posted, SlackTransport
from bot.demo.cast import NORTHWIND
from bot.slack.blocks import Message, section
from tests.stages import HANGS_S

from .stage import (
    ANA,
    BEN,
    KINDS,
    LEADS,
    MONDAY,
    SALES,
    WINS,
    Drawn,
    Plain,
    Stage,
    outgoing,
    owe,
    plain,
    retract,
    rows,
)


class Bag(SlackTransport):
    """A transport that keeps what it carries, and lets the others have a turn while it does."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage.slack)
        self.carried: list[str] = []
        self.news = asyncio.Event()

    async def carry(
        self, delivery: Delivery, message: Message, attachment: Attachment | None = None
    ) -> Posted:
        """Keep it."""
        await asyncio.sleep(0)
        self.carried.append(delivery.dedupe_key)
        self.news.set()
        return Posted(delivery.target, "1.2")


def _queue(db: Database, transport: SlackTransport, stage: Stage) -> EmbeddedQueue:
    return EmbeddedQueue(db, Sender(db, transport, KINDS, stage.clock), stage.clock)


async def test_sent_once(stage: Stage) -> None:
    """Posted where it belongs, its place written down, and never again."""
    await owe(stage.db, outgoing("a"), outgoing("b", notice=Drawn))

    assert (await stage.queue.drain(), await stage.queue.drain()) == (2, 0)

    assert stage.said() == ["a", "b"]
    assert [block["type"] for block in stage.posts()[1].blocks] == [section("b")["type"]]
    sent = (await rows(stage.db))["a"]
    assert (sent.state, sent.attempts, sent.error) == (SENT, 1, None)
    assert (sent.slack_channel, sent.slack_ts) == (SALES, stage.posts()[0].ts)


async def test_every_kind_of_target(stage: Stage) -> None:
    """A person, a thread, and one person's eyes in a channel."""
    await owe(stage.db, outgoing("root"))
    await stage.queue.drain()
    root = stage.posts()[0]

    await owe(
        stage.db,
        outgoing("dm", BEN),
        outgoing("thread", Recipient(SALES, root.ts)),
        outgoing("ephemeral", Recipient(SALES, only_for=ANA)),
    )
    await stage.queue.drain()

    found = await rows(stage.db)
    direct = str(found["dm"].slack_channel)
    assert stage.said(direct) == ["dm"]
    assert BEN in stage.emulator.world.channels[direct].members
    assert {m.text: (m.thread_ts, m.ephemeral_to) for m in stage.posts()} == {
        "root": (None, None),
        "thread": (root.ts, None),
        "ephemeral": (None, ANA),
    }
    assert (found["ephemeral"].state, found["ephemeral"].slack_ts) == (SENT, None)


async def test_not_before_its_time(stage: Stage) -> None:
    """What is due later waits for the clock."""
    await owe(stage.db, outgoing("later"), now=MONDAY + timedelta(hours=1))
    assert await stage.queue.drain() == 0

    stage.clock.move_by(timedelta(hours=1))
    assert await stage.queue.drain() == 1


async def test_too_fast_for_slack(stage: Stage) -> None:
    """After a 429 the whole channel waits as long as Slack says, by the clock; other channels do not."""
    stage.emulator.faults.change({"rate_limit_every": 1, "retry_after_s": 30})
    await owe(stage.db, outgoing("a"), outgoing("b"))
    await stage.queue.drain()
    stage.emulator.faults.change({"rate_limit_every": 0})
    calls = len(stage.emulator.world.traffic)

    found = await rows(stage.db)
    assert (found["a"].state, found["a"].error, found["a"].attempts) == (WAITING, "ratelimited", 1)
    assert found["a"].next_at == found["b"].next_at == MONDAY + timedelta(seconds=30)
    assert (calls, found["b"].attempts) == (1, 0)

    await owe(stage.db, outgoing("c", WINS))
    stage.clock.move_by(timedelta(seconds=29))
    assert await stage.queue.drain() == 1
    for _ in "ab":  # After a hold there is no burst: one a second.
        stage.clock.move_by(timedelta(seconds=1))
        assert await stage.queue.drain() == 1
    assert stage.said() == ["a", "b"]


async def test_too_fast_for_slack_three_times(stage: Stage) -> None:
    """Each time as long as Slack says, and then once."""
    stage.emulator.faults.change({"rate_limit_next": 3, "retry_after_s": 30})
    await owe(stage.db, outgoing("a", BEN))
    for attempt in (1, 2, 3):
        assert await stage.queue.drain() == 0
        row = (await rows(stage.db))["a"]
        assert (row.attempts, row.next_at - stage.clock.now()) == (attempt, timedelta(seconds=30))
        stage.clock.move_to(row.next_at)

    assert await stage.queue.drain() == 1
    posted = [exchange for exchange in stage.emulator.world.traffic if exchange.ok]
    assert [exchange.name for exchange in posted] == ["chat.postMessage"]


async def test_slack_is_broken(stage: Stage) -> None:
    """A 5xx is tried again later, and later still; the message arrives once."""
    stage.emulator.faults.change({"server_error_every": 1})
    await owe(stage.db, outgoing("a"))
    waits = []
    for _ in range(3):
        await stage.queue.drain()
        row = (await rows(stage.db))["a"]
        assert row.state == WAITING
        waits.append(row.next_at - stage.clock.now())
        assert await stage.queue.drain() == 0
        stage.clock.move_to(row.next_at)
    stage.emulator.faults.change({"server_error_every": 0})

    assert await stage.queue.drain() == 1

    assert stage.said() == ["a"]
    assert [FIRST_BACKOFF * 2**n / 2 <= wait <= FIRST_BACKOFF * 2**n for n, wait in enumerate(waits)] == [
        True,
        True,
        True,
    ]


@pytest.mark.parametrize("attempts", [1, 2, 6, 11, 101])
def test_backoff(attempts: int) -> None:
    """Doubling with jitter, never longer than five minutes, however often it failed."""
    longest = min(FIRST_BACKOFF * 2 ** min(attempts - 1, 20), LONGEST_BACKOFF)

    assert longest / 2 <= backoff(attempts) <= longest


@pytest.mark.parametrize(
    ("target", "error"),
    [("C0NOWHERE1", "channel_not_found"), (LEADS, "channel_not_found"), ("U0ONCALL8B", "cannot_dm_bot")],
)
async def test_what_cannot_work_fails_at_once(stage: Stage, target: str, error: str) -> None:
    """Slack's own word is kept; nothing is tried again; the rest goes on."""
    await owe(stage.db, outgoing("a", target), outgoing("b"))

    assert await stage.queue.drain() == 1
    stage.clock.move_by(timedelta(hours=1))
    assert await stage.queue.drain() == 0

    failed = (await rows(stage.db))["a"]
    assert (failed.state, failed.error, failed.attempts) == (FAILED, error, 1)


async def test_an_archived_channel(stage: Stage) -> None:
    """It will not be opened for us."""
    stage.emulator.world.channels[SALES].is_archived = True
    await owe(stage.db, outgoing("a"))
    await stage.queue.drain()

    assert ((await rows(stage.db))["a"].state, (await rows(stage.db))["a"].error) == (FAILED, "is_archived")


async def test_too_late_to_be_said(stage: Stage) -> None:
    """What has expired is not sent any more, and says so."""
    await owe(stage.db, outgoing("a", expires_after=timedelta(minutes=5)), outgoing("b"))
    stage.clock.move_by(timedelta(minutes=5))

    assert await stage.queue.drain() == 1

    assert stage.said() == ["b"]
    assert (await rows(stage.db))["a"].state == EXPIRED


@dataclass(frozen=True)
class _Forgotten(Plain):
    kind = "forgotten"


@dataclass(frozen=True)
class _Broken(Plain):
    kind = "broken"


@dataclass(frozen=True)
class _Direct(Plain):
    kind = "dm"


async def test_a_broken_row_stops_nobody(stage: Stage) -> None:
    """A kind that only a newer Pacer knows waits for it, one that cannot be drawn fails; others go out."""
    broken = NoticeKind(_Broken, lambda notice: Message(notice.text[99]))
    sender = Sender(stage.db, SlackTransport(stage.slack), KINDS | by_kind(broken), stage.clock)
    await owe(stage.db, outgoing("a", notice=_Forgotten), outgoing("b", notice=_Broken), outgoing("c"))

    assert await EmbeddedQueue(stage.db, sender, stage.clock).drain() == 1

    found = await rows(stage.db)
    assert {key: row.state for key, row in found.items()} == {"a": WAITING, "b": FAILED, "c": SENT}
    assert found["b"].error == "broken: see the log"


async def test_a_row_that_cannot_be_judged_stops_nobody(stage: Stage) -> None:
    """A rule that fails on one delivery puts it off; once the rule is mended, it goes out."""
    is_broken = True

    async def admit(_: Transaction, delivery: Delivery, *__: object) -> Go:
        if is_broken and delivery.dedupe_key == "a":
            raise ZeroDivisionError("a bug in a rule")
        return Go()

    kinds = by_kind(NoticeKind(_Direct, plain, Unsolicited("For the tests")), NoticeKind(Plain, plain))
    sender = Sender(stage.db, SlackTransport(stage.slack), kinds, stage.clock, DeliveryHooks(admit))
    await owe(stage.db, outgoing("a", BEN, notice=_Direct), outgoing("b", ANA, notice=_Direct))
    for row in await sender.leases.due(stage.clock.now(), 10):
        await sender.send(row)
    found = await rows(stage.db)
    assert {key: row.state for key, row in found.items()} == {"a": WAITING, "b": SENT}
    assert found["a"].error == "broken: see the log"

    is_broken = False
    stage.clock.move_by(LONGEST_BACKOFF)
    for row in await sender.leases.due(stage.clock.now(), 10):
        await sender.send(row)
    assert (await rows(stage.db))["a"].state == SENT


async def test_a_retraction_waits_for_a_message_under_way(stage: Stage) -> None:
    """Another process is posting it right now: deleted as soon as it is known where it is."""
    await owe(stage.db, outgoing("a"))
    async with stage.db.system() as session:
        lease = {"state": SENDING, "next_at": MONDAY + timedelta(hours=1)}
        await session.execute(update(Delivery).values(**lease))
    await retract(stage.db, "a")
    await stage.queue.drain()
    assert (await rows(stage.db))["retract:a"].state == WAITING

    posted = await stage.slack.call(NORTHWIND, "chat.postMessage", channel=SALES, text="a")
    async with stage.db.system() as session:
        where = {"slack_channel": SALES, "slack_ts": posted["ts"]}
        await session.execute(update(Delivery).where(Delivery.state == SENDING).values(state=SENT, **where))
    stage.clock.move_by(LONGEST_BACKOFF)
    await stage.queue.drain()

    assert stage.said() == []


async def test_two_senders_never_send_one_row_twice(stage: Stage, database_url: str) -> None:
    """Any number of processes share the work of one database."""
    count = 40
    await owe(stage.db, *(outgoing(f"k{n}", f"C{n:09}") for n in range(count)))
    others = [Database(make_engine(database_url)) for _ in range(2)]
    bag = Bag(stage)
    queues = [_queue(db, bag, stage) for db in (stage.db, *others)]

    sent = await asyncio.gather(*(queue.drain() for queue in queues))
    for db in others:
        await db.close()

    assert sorted(bag.carried) == sorted(f"k{n}" for n in range(count))
    assert sum(sent) == count
    assert {row.state for row in (await rows(stage.db)).values()} == {SENT}


async def test_a_channel_has_its_pace(stage: Stage) -> None:
    """A burst, then the channel waits for its turn: its threads and ephemerals count, others do not."""
    burst = int(BURST)
    await owe(stage.db, *(outgoing(f"k{n}") for n in range(burst + 3)), outgoing("other", WINS))
    await owe(stage.db, outgoing("ephemeral", Recipient(SALES, only_for=ANA)))

    assert await stage.queue.drain() == burst + 1

    assert stage.said() == [f"k{n}" for n in range(burst)]
    assert stage.said(WINS) == ["other"]


async def test_a_long_line_hides_nobody(stage: Stage) -> None:
    """Hundreds of messages for one channel do not keep a later one for another from going out."""
    await owe(stage.db, *(outgoing(f"k{n}") for n in range(BATCH + 10)))
    await owe(stage.db, outgoing("other", WINS))
    bag = Bag(stage)

    await _queue(stage.db, bag, stage).drain()

    assert "other" in bag.carried


async def test_the_loop_sends_what_is_due_at_once(stage: Stage) -> None:
    """A commit wakes it up; it goes on until it is stopped."""
    bag = Bag(stage)
    queue = _queue(stage.db, bag, stage)
    running = asyncio.create_task(queue.run())
    for key in ("a", "b"):
        bag.news.clear()
        await owe(stage.db, outgoing(key))
        await asyncio.wait_for(bag.news.wait(), HANGS_S)
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running

    assert bag.carried == ["a", "b"]
