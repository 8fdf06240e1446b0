"""The machine's clock is set, an hour or a day either way: nothing is held, lost or sent twice by that."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.deliveries.models import RateLimitRow
from bot.deliveries.notices import SENDING, SENT, WAITING
from bot.deliveries.rate_limits import BURST, RateLimits
from bot.deliveries.sender import Sender
from bot.deliveries.slack_transport import SlackTransport
from bot.demo.cast import NORTHWIND

from .stage import KINDS, MONDAY, SALES, Stage, outgoing, owe, rows

HOUR, DAY, SECOND = timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)
STEPS = pytest.mark.parametrize("step", [-DAY, -HOUR, HOUR, DAY], ids=["-day", "-hour", "+hour", "+day"])
pytestmark = STEPS


def another(stage: Stage) -> Stage:
    """A second process at the same outbox."""
    sender = Sender(stage.db, SlackTransport(stage.slack), KINDS, stage.clock)
    return Stage(stage.emulator, stage.db, stage.slack, sender, stage.clock)


async def run(stage: Stage, seconds: int) -> None:
    """A sender at work for so long."""
    for _ in range(seconds):
        await stage.sender.recover()
        await stage.queue.drain()
        stage.clock.move_by(SECOND)


async def test_a_channel_is_not_held(stage: Stage, step: timedelta) -> None:
    """A burst that is half out, and another one afterwards: all within the seconds that its pace takes."""
    await owe(stage.db, *(outgoing(f"before {n}") for n in range(2 * BURST)))
    await run(stage, 1)
    assert len(stage.said()) == BURST

    stage.clock.set_by(step)
    await owe(stage.db, *(outgoing(f"after {n}") for n in range(2)), now=stage.clock.now())
    await run(stage, BURST + 3)

    expected = [f"before {n}" for n in range(2 * BURST)] + ["after 0", "after 1"]
    assert sorted(stage.said()) == sorted(expected)
    assert {row.state for row in (await rows(stage.db)).values()} == {SENT}


async def test_what_slack_asked_to_wait_for(stage: Stage, step: timedelta) -> None:
    """Thirty seconds are thirty seconds: not an hour more, and not less."""
    await owe(stage.db, outgoing("a"))
    async with stage.db.transaction(NORTHWIND) as transaction:
        await RateLimits(transaction).hold(SALES, MONDAY + 30 * SECOND, "ratelimited", MONDAY)
    await run(stage, 10)

    stage.clock.set_by(step)
    await run(stage, 20)
    assert stage.said() == []
    await run(stage, 1)

    assert stage.said() == ["a"]


async def test_what_waits_for_its_hour_waits_for_it(stage: Stage, step: timedelta) -> None:
    """What is due in two days is due then by the clock on the wall, wherever that has been."""
    due = MONDAY + 2 * DAY
    await owe(stage.db, outgoing("a", due=due))
    stage.clock.set_by(step)
    await run(stage, 2)
    assert (await rows(stage.db))["a"].next_at == due
    assert stage.said() == []

    stage.clock.move_to(due)
    await run(stage, 1)

    assert stage.said() == ["a"]


async def test_what_is_being_sent(stage: Stage, step: timedelta) -> None:
    """Nobody takes it for left behind; and if its sender is gone, it is taken back after its lease."""
    await owe(stage.db, outgoing("a"))
    (seen,) = await stage.sender.leases.due(MONDAY, 1)
    assert await stage.sender.leases.claim(seen, MONDAY)

    stage.clock.set_by(step)
    assert await stage.sender.recover() == 0
    assert (await rows(stage.db))["a"].state == SENDING
    stage.clock.move_by(20 * SECOND)

    assert await stage.sender.recover() == 1
    found = (await rows(stage.db))["a"]
    assert (found.state, found.in_doubt) == (WAITING, True)


async def test_two_processes_of_one_machine(stage: Stage, step: timedelta) -> None:
    """The second one finds it done: nothing goes out before its time by more than its own wait."""
    other = another(stage)
    await owe(stage.db, *(outgoing(f"{n}") for n in range(BURST + 2)))
    await run(stage, 1)

    stage.clock.set_by(step)
    await run(stage, 1)
    await run(other, 3)

    assert sorted(stage.said()) == [f"{n}" for n in range(BURST + 2)]


async def test_set_back_while_nothing_runs(stage: Stage, step: timedelta) -> None:
    """A process that starts sees by the posts of the future that its clock is behind them."""
    await owe(stage.db, *(outgoing(f"{n}") for n in range(BURST + 2)))
    await run(stage, 1)
    stage.clock.set_by(-abs(step))
    other = another(stage)

    await other.sender.begin()
    await run(other, BURST + 3)

    assert sorted(stage.said()) == [f"{n}" for n in range(BURST + 2)]
    async with stage.db.reading(NORTHWIND) as reading:
        posted_ms = await reading.session.scalar(select(func.max(RateLimitRow.posted_ms)))
    assert posted_ms is not None
    assert posted_ms <= (stage.clock.now().timestamp() + BURST) * 1000
