"""Slack that is down: a handful is in doubt, all else waits for it, and goes out in order when it is back."""

import asyncio
import io
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import pytest

from bot.deliveries.circuits import ASKING, LONGEST_PAUSE, THRESHOLD, Circuits
from bot.deliveries.failures import MAY_BE_POSTED
from bot.deliveries.models import Delivery
from bot.deliveries.notices import EXPIRED, FAILED, SENT, WAITING, InDoubt, NoticeKind, by_kind
from bot.deliveries.queues.embedded import EmbeddedQueue
from bot.deliveries.recipients import Recipient
from bot.deliveries.sender import BLIND_AT_ONCE, Sender
from bot.deliveries.slack_transport import SlackTransport
from bot.demo.cast import NORTHWIND
from bot.emulator.state.crowd import crowd
from bot.emulator.state.workspaces import add_people
from bot.emulator.state.world import Exchange
from tests.databases import SQLITE_FIRST

from .stage import ANA, BEN, KINDS, SALES, WINS, Plain, Stage, direct, outgoing, owe, plain, rows

GENERAL = "C0GENERAL1"
CHANNELS = (SALES, WINS, GENERAL)
# Those in flight when it opens, and those that followed the first failures.
A_HANDFUL = BLIND_AT_ONCE + THRESHOLD - 1
DOWN = {"internal_error_every": 1}
UP = {"internal_error_every": 0, "server_error_every": 0}
HALF_AN_HOUR = timedelta(minutes=30)
A_SECOND = timedelta(seconds=1)


async def passes(stage: Stage, length: timedelta, step: timedelta = A_SECOND) -> None:
    """Time passes, and what is due is sent."""
    until = stage.clock.now() + length
    while stage.clock.now() < until:
        stage.clock.move_by(step)
        await stage.queue.drain()


async def goes_down(stage: Stage) -> None:
    """Slack answers 500, which three posts find out."""
    stage.emulator.faults.change(DOWN)
    await owe(stage.db, *(outgoing(f"lost{n}", SALES) for n in range(THRESHOLD)), now=stage.clock.now())
    await stage.queue.drain()


def calls(stage: Stage, method: str = "chat.postMessage") -> list[Exchange]:
    """The calls of this method."""
    return [each for each in stage.emulator.world.traffic if each.name == method]


def sent_after(found: Sequence[Delivery], moment: datetime) -> Iterator[timedelta]:
    """How long after that moment each was sent."""
    return (row.sent_at - moment for row in found if row.sent_at is not None)


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_half_an_hour_of_500s(stage: Stage) -> None:
    """Of 111 posts a handful is in doubt; each of the others is there once, in the order of its channel."""
    stage.emulator.faults.change(DOWN)
    keys = [f"k{n:03}" for n in range(111)]
    await owe(stage.db, *(outgoing(key, CHANNELS[n % 3]) for n, key in enumerate(keys)))
    await owe(stage.db, *(outgoing(f"{who} {n}", who) for n in range(10) for who in (ANA, BEN)))
    await stage.queue.drain()
    await passes(stage, HALF_AN_HOUR, timedelta(seconds=20))
    doubted = {key for key, row in (await rows(stage.db)).items() if row.state == FAILED}
    assert len(doubted) <= A_HANDFUL
    assert not stage.said()

    stage.emulator.faults.change(UP)
    back = stage.clock.now()
    await passes(stage, timedelta(minutes=2))

    found = await rows(stage.db)
    assert {found[key].error for key in doubted} == {f"{MAY_BE_POSTED} (http_500)"}
    sent = [row for key, row in found.items() if key not in doubted]
    assert {row.state for row in sent} == {SENT}
    assert min(sent_after(sent, back)) <= LONGEST_PAUSE
    for place, channel_id in enumerate(CHANNELS):
        assert stage.said(channel_id) == [key for key in keys[place::3] if key not in doubted]
    for who in (ANA, BEN):
        assert direct(stage, who) == [f"{who} {n}" for n in range(10)]
    assert "ratelimited" not in {each.outcome for each in calls(stage)}


async def test_many_channels_at_once(stage: Stage) -> None:
    """However many are written to in the moment in which it fails."""
    stage.emulator.faults.change(DOWN)
    await owe(stage.db, *(outgoing(f"k{n}", f"C0PLACE{n}") for n in range(40)))
    await asyncio.gather(*(EmbeddedQueue(stage.db, stage.sender, stage.clock).drain() for _ in range(3)))

    assert len([row for row in (await rows(stage.db)).values() if row.state == FAILED]) <= A_HANDFUL


@pytest.mark.parametrize("size", [80, pytest.param(500, marks=pytest.mark.slow)])
@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_a_crowd(stage: Stage, size: int) -> None:
    """At most five messages a second over the workspace: Slack never says that it is too much."""
    world = stage.emulator.world
    people = crowd(size)
    add_people(world, NORTHWIND, people, channel="general")
    everybody = [user.id for user in world.people(NORTHWIND)]
    await goes_down(stage)
    now = stage.clock.now()
    await owe(stage.db, *(outgoing(who, who) for who in everybody), now=now)
    await stage.queue.drain()
    await passes(stage, timedelta(minutes=5), timedelta(seconds=20))

    stage.emulator.faults.change(UP)
    world.traffic.clear()
    await passes(stage, timedelta(minutes=2))

    found = await rows(stage.db)
    assert {found[who].state for who in everybody} == {SENT}
    assert Counter(direct(stage, who) == [who] for who in everybody) == {True: len(everybody)}
    assert max(Counter(found[who].sent_at for who in everybody).values()) <= 6
    assert "ratelimited" not in {each.outcome for each in world.traffic}


@pytest.mark.parametrize("fault", ["refused", "unavailable"])
async def test_nothing_was_sent(stage: Stage, fault: str) -> None:
    """A connection that is refused, a proxy that has no Slack behind it: no doubt, nothing is lost."""
    there = stage.slack.base_url
    if fault == "refused":
        stage.slack.base_url = "http://127.0.0.1:1/api/"
    else:
        stage.emulator.faults.change({"server_error_every": 1})
    await owe(stage.db, *(outgoing(f"k{n}", SALES) for n in range(20)))
    await stage.queue.drain()
    await passes(stage, HALF_AN_HOUR, timedelta(minutes=1))
    found = await rows(stage.db)
    assert {row.state for row in found.values()} == {WAITING}
    assert sum(row.attempts for row in found.values()) <= THRESHOLD

    stage.slack.base_url = there
    stage.emulator.faults.change(UP)
    await passes(stage, timedelta(minutes=1))

    assert stage.said() == [f"k{n}" for n in range(20)]


async def test_what_comes_meanwhile_stands_in_line(stage: Stage) -> None:
    """Said after it is back, it goes after what waits for the same channel, and at once to all others."""
    await goes_down(stage)
    await owe(stage.db, *(outgoing(f"k{n}", SALES) for n in range(10)), now=stage.clock.now())
    await stage.queue.drain()
    stage.emulator.faults.change(UP)
    stage.clock.move_by(LONGEST_PAUSE)
    await stage.queue.drain()
    await owe(stage.db, outgoing("later", SALES), outgoing("elsewhere", WINS), now=stage.clock.now())
    await stage.queue.drain()

    assert (stage.said(), stage.said(WINS)) == (["k0"], ["elsewhere"])
    await passes(stage, timedelta(seconds=15))
    assert stage.said() == [*(f"k{n}" for n in range(10)), "later"]


async def test_a_restart_meanwhile(stage: Stage) -> None:
    """Another process knows what the first has found out, and sends nothing either; one of them asks."""
    await goes_down(stage)
    await owe(stage.db, outgoing("a", WINS), now=stage.clock.now())
    other = Sender(stage.db, SlackTransport(stage.slack), KINDS, stage.clock)
    queues = [EmbeddedQueue(stage.db, sender, stage.clock) for sender in (stage.sender, other)]
    await other.leases.resume(NORTHWIND, stage.clock.now())
    stage.emulator.world.traffic.clear()
    await queues[1].drain()
    assert calls(stage) == []
    assert (await rows(stage.db))["a"].attempts == 0

    stage.clock.move_by(LONGEST_PAUSE)
    await asyncio.gather(*(queue.drain() for queue in queues))
    assert len(calls(stage)) == 1

    stage.emulator.faults.change(UP)
    stage.clock.move_by(LONGEST_PAUSE)
    await queues[1].drain()
    assert stage.said(WINS) == ["a"]


async def test_one_that_asked_died(stage: Stage) -> None:
    """Another asks in its stead."""
    await goes_down(stage)
    await owe(stage.db, outgoing("a", WINS), now=stage.clock.now())
    stage.emulator.faults.change(UP)
    stage.clock.move_by(LONGEST_PAUSE)
    async with stage.db.transaction(NORTHWIND) as transaction:
        from_now = stage.clock.now()
        assert await Circuits(transaction).take_probe(from_now)
        assert not await Circuits(transaction).take_probe(from_now)
    assert await stage.queue.drain() == 0

    stage.clock.move_by(ASKING)
    assert await stage.queue.drain() == 1


async def test_it_answers_and_yet_fails(stage: Stage) -> None:
    """Slack answers what is asked, and fails each message: every attempt comes later than the one before."""
    await goes_down(stage)
    await owe(stage.db, *(outgoing(f"k{n}", WINS) for n in range(25)), now=stage.clock.now())
    await stage.queue.drain()
    stage.emulator.faults.change({"internal_error_every": 2})
    await passes(stage, HALF_AN_HOUR, timedelta(seconds=10))

    failed = [row.given_up_at for row in (await rows(stage.db)).values() if row.state == FAILED]
    relapses = sorted(at for at in failed if at is not None)[THRESHOLD:]
    waits = [after - before for before, after in itertools.pairwise(relapses)]
    assert len(relapses) <= 7
    assert waits == sorted(waits)


async def test_one_failure_among_many(stage: Stage) -> None:
    """It takes three in a row: what goes through between two failures says that Slack is there."""
    stage.emulator.faults.change({"server_error_every": 3})
    await owe(stage.db, *(outgoing(f"k{n}", (ANA, BEN)[n % 2]) for n in range(10)))
    await passes(stage, timedelta(minutes=1))

    assert {row.state for row in (await rows(stage.db)).values()} == {SENT}
    assert not [each for each in calls(stage) if each.request.get("channel") == ""]


async def test_too_late_meanwhile(stage: Stage) -> None:
    """What is not worth sending any more is not sent, and takes nobody's place."""
    await goes_down(stage)
    now = stage.clock.now()
    short = [outgoing(f"short{n}", WINS, expires_after=timedelta(minutes=5)) for n in range(50)]
    await owe(stage.db, *short, outgoing("long", WINS), now=now)
    await stage.queue.drain()
    stage.clock.move_by(timedelta(minutes=6))
    stage.emulator.faults.change(UP)
    await stage.queue.drain()

    assert stage.said(WINS) == ["long"]
    states = Counter(row.state for row in (await rows(stage.db)).values())
    assert states == {FAILED: THRESHOLD, EXPIRED: 50, SENT: 1}


@pytest.mark.parametrize("target", [SALES, str(Recipient(SALES, only_for=ANA))])
async def test_a_kind_that_is_repeated(stage: Stage, target: str) -> None:
    """An answer that somebody waits for is sent again: better twice than never."""
    kinds = by_kind(NoticeKind(Plain, plain, when_in_doubt=InDoubt.repeat))
    sender = Sender(stage.db, SlackTransport(stage.slack), kinds, stage.clock)
    stage.emulator.faults.change({"internal_error_next": 1})
    await owe(stage.db, outgoing("a", Recipient.parse(target)))
    queue = EmbeddedQueue(stage.db, sender, stage.clock)
    await queue.drain()
    assert (await rows(stage.db))["a"].state == WAITING

    stage.clock.move_by(timedelta(seconds=2))
    await queue.drain()
    assert (await rows(stage.db))["a"].state == SENT


async def test_the_log_tells_once(stage: Stage, log: io.StringIO) -> None:
    """That it is down, and that it is back."""
    await goes_down(stage)
    await passes(stage, timedelta(minutes=2), timedelta(seconds=10))
    stage.emulator.faults.change(UP)
    await passes(stage, timedelta(minutes=1), timedelta(seconds=10))

    told = log.getvalue()
    assert (told.count("workspace.slack_down"), told.count("workspace.slack_back")) == (1, 1)
