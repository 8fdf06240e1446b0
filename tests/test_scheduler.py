"""Ticking: again and again, one at a time, in spite of failures, until stopped; and what the ticks do."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo

import apscheduler.schedulers.base
import pytest
from sqlalchemy import select

from bot.common.periods import Period
from bot.db.idempotency import REMEMBERED_FOR, HandledRequest
from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage, open_stage
from bot.features.kudos.notices import KudosShoutout
from bot.features.kudos.service.queries import given_to
from bot.features.people.models import Member
from bot.framework.job_runs import JobRuns
from bot.framework.jobs import Job
from bot.registry import CATALOG
from bot.scheduler import Ticker
from bot.slack.client import SlackClient
from bot.slack.failures import SlackFailure
from tests.stages import HANGS_S, box_at

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SOON = timedelta(milliseconds=5)


@dataclass
class Count:
    """A tick that counts, and tells when it has counted enough."""

    enough: int
    fails: bool = False
    now: int = 0
    reached: asyncio.Event = field(default_factory=asyncio.Event)

    async def tick(self) -> None:
        """One more."""
        self.now += 1
        if self.now >= self.enough:
            self.reached.set()
        if self.fails:
            raise RuntimeError("broken")

    async def wait(self) -> None:
        """Return when there was enough."""
        await asyncio.wait_for(self.reached.wait(), HANGS_S)


@pytest.fixture
async def ticker() -> AsyncIterator[Ticker]:
    """Stopped at the end, whatever happens."""
    made = Ticker()
    yield made
    made.stop()


async def test_it_ticks_again_and_again(ticker: Ticker) -> None:
    """Several functions side by side; one that fails goes on, and hurts no other."""
    good, bad = Count(3), Count(3, fails=True)
    ticker.every(SOON, good.tick, name="good")
    ticker.every(SOON, bad.tick, name="bad")

    ticker.start()
    await good.wait()
    await bad.wait()


async def test_one_at_a_time(ticker: Ticker) -> None:
    """While a tick is at work it is not called again."""
    entered, other, inside, most = asyncio.Event(), Count(5), 0, 0

    async def slow() -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        entered.set()
        await other.wait()
        inside -= 1

    ticker.every(SOON, slow, name="slow")
    ticker.start()
    await entered.wait()
    ticker.every(SOON, other.tick, name="other")
    await other.wait()

    assert most == 1


async def test_a_stopped_ticker_is_still(ticker: Ticker) -> None:
    """Stopping twice, or before the start, does no harm."""
    ticker.stop()
    count = Count(1)
    ticker.every(SOON, count.tick, name="count")
    ticker.start()
    await count.wait()
    ticker.stop()
    ticker.stop()
    before = count.now

    other, running = Ticker(), Count(5)
    other.every(SOON, running.tick, name="running")
    other.start()
    await running.wait()
    other.stop()

    assert count.now == before


class Wall:
    """The machine's clocks, of which the one on the wall can be set."""

    def __init__(self) -> None:
        self.off_by = timedelta()

    def now(self) -> datetime:
        """What the wall shows."""
        return datetime.now(UTC) + self.off_by

    def monotonic(self) -> float:
        """What nobody can set."""
        return time.monotonic()


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    """A wall clock that APScheduler looks at, too."""
    found = Wall()

    class Shown(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Shown":
            shown = found.now().astimezone(tz)
            return cls.combine(shown.date(), shown.timetz())

    monkeypatch.setattr(apscheduler.schedulers.base, "datetime", Shown)
    return found


@pytest.mark.parametrize("back", [timedelta(), timedelta(hours=1), timedelta(days=1)])
@pytest.mark.parametrize("ahead", [timedelta(), timedelta(hours=1), timedelta(days=1)])
async def test_a_clock_that_is_set(wall: Wall, ahead: timedelta, back: timedelta) -> None:
    """Ahead, back, or first the one and then the other: it ticks on, often and rarely."""
    often, rarely = Count(3), Count(1)
    ticker = Ticker(wall, look_every=SOON)
    ticker.every(SOON, often.tick, name="often")
    ticker.every(timedelta(seconds=0.2), rarely.tick, name="rarely")
    ticker.start()
    try:
        await often.wait()
        for step in (ahead, -back):
            wall.off_by += step
            often.enough, often.reached = often.now + 3, asyncio.Event()
            await often.wait()
        await rarely.wait()
    finally:
        ticker.stop()


@pytest.fixture
async def stage(database_url: str) -> AsyncIterator[Stage]:
    """The bot in the emulator."""
    async with open_stage(box_at(MONDAY, "http"), database_url, migrated=True) as opened:
        yield opened


async def test_jobs_run_in_every_workspace(stage: Stage) -> None:
    """One that fails, as Slack does or by a mistake of ours, does not stop the next."""
    done: list[tuple[str, datetime]] = []

    async def refused(*_: object) -> None:
        raise SlackFailure("ratelimited", permanent=False)

    async def broken(*_: object) -> None:
        raise RuntimeError("broken")

    async def good(_: Database, __: SlackClient, workspace_id: str, now: datetime) -> None:
        done.append((workspace_id, now))

    hour = timedelta(hours=1)
    await stage.pacer.run_jobs((Job("a", hour, refused), Job("b", hour, broken), Job("c", hour, good)))

    assert done == [(NORTHWIND, MONDAY)]


async def test_people_are_read_again(stage: Stage) -> None:
    """What no event told is learned by the clock."""
    stage.emulator.world.named("ben").real_name = "Benjamin Walker"

    await stage.pacer.run_jobs()

    async with stage.pacer.db.reading(NORTHWIND) as transaction:
        names = await transaction.session.scalars(select(Member.name))
        assert "Benjamin Walker" in set(names)


async def test_the_background_sends_and_ends(stage: Stage) -> None:
    """While it is open, what is owed goes out by itself; then it stops."""
    posted = asyncio.Event()
    ben = stage.actor("ben")

    def look() -> None:
        if any(message.text.startswith("Ana Silva thanks") for message in ben.sees("#sales")):
            posted.set()

    stage.emulator.settle = None
    stage.emulator.world.observe(look)
    async with stage.pacer.background():
        await stage.actor("ana").types("/kudos @ben closed Acme")
        await asyncio.wait_for(posted.wait(), HANGS_S)

    assert [task for task in asyncio.all_tasks() if "Sender.run" in repr(task.get_coro())] == []


async def test_nobody_waits_for_the_first_run(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A job that Slack keeps waiting keeps neither the door nor the end waiting."""
    began = asyncio.Event()

    async def endless(*_: object) -> None:
        began.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(CATALOG, "jobs", (Job("endless", timedelta(hours=1), endless),))
    async with stage.pacer.background():
        await asyncio.wait_for(began.wait(), HANGS_S)
        assert "Ben Walker" in (await stage.actor("ana").types("/kudos @ben closed Acme")).text


async def test_handled_requests_are_forgotten_by_the_clock(stage: Stage) -> None:
    """The hourly sweep uses the clock that the bot was given."""
    async with stage.pacer.db.system() as session:
        old = stage.emulator.clock.now() - REMEMBERED_FOR - timedelta(seconds=1)
        session.add(HandledRequest(workspace_id=NORTHWIND, key="old", handled_at=old))

    await stage.pacer.sweep()

    async with stage.pacer.db.reading(NORTHWIND) as transaction:
        assert list(await transaction.session.scalars(select(HandledRequest.key))) == []


async def test_a_shout_out_is_found_as_long_as_its_kudos(stage: Stage) -> None:
    """Deliveries of last winter are forgotten; not where a shout-out is, to which evidence leads."""
    await stage.actor("ana").goes_to("#sales").types("/kudos @ben closed Acme")
    ben, winter = stage.actor("ben").user.id, Period(MONDAY, MONDAY + timedelta(days=1), "that day")
    stage.emulator.clock.move_by(timedelta(days=200))

    await stage.pacer.sweep()

    async with stage.pacer.db.reading(NORTHWIND) as transaction:
        kinds = list(await transaction.session.scalars(select(Delivery.kind)))
        ((_, link),) = await given_to(transaction, ben, winter, ben)
    (message,) = [each for each in stage.actor("ben").sees("#sales") if "closed Acme" in each.text]
    assert kinds == [KudosShoutout.kind]
    assert link.endswith(f"/p{message.ts.replace('.', '')}")


async def test_a_slow_workspace_holds_up_no_other() -> None:
    """A job that does not end in one workspace ticks on in the others, and is not begun again in that one."""
    begun: list[str] = []
    thrice = asyncio.Event()

    async def run(_: Job, workspace_id: str) -> None:
        begun.append(workspace_id)
        if begun.count("T3") == 3:
            thrice.set()
        if workspace_id == "T1":
            await asyncio.Event().wait()

    async def nothing(*_: object) -> None:
        """Not called: `run` takes its place."""

    job, runs, ticker = Job("a", SOON, nothing), JobRuns(run), Ticker()

    async def tick() -> None:
        runs.begin(job, ["T1", "T2", "T3"])

    ticker.every(SOON, tick, name="a")
    ticker.start()
    await asyncio.wait_for(thrice.wait(), HANGS_S)
    ticker.stop()
    await runs.stop()

    assert begun.count("T1") == 1
    assert begun.count("T2") >= 2
