"""What people wait for when each statement takes 0.2 s or 1 s: with the deadline before the ack, and without.

    python -m bench.slow_database [--databases sqlite postgres] [--seconds 0.2 1]

The whole bot runs in the emulator, with the demo's data. Of each action it tells when Slack had the
acknowledgement (which it awaits for three seconds), when the last word on it was there, and what it was.
"""

import argparse
import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import event
from sqlalchemy.util import await_only

from bench.places import places
from bench.tables import show
from bot.common.logs import configure_logs
from bot.common.timers import ScheduledCall
from bot.demo.launch import seed
from bot.demo.stage import Stage, new_emulator, open_stage
from bot.emulator.client.actor import Actor
from bot.emulator.protocol.grants import Interactions
from bot.emulator.state.clock import MovableClock

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SLACK_WAITS_S = 3.0
# Longer than anything takes: what the bot did before there was a deadline.
PATIENT_S = 300.0


class NoDeadline:
    """A timer by which nothing is ever late."""

    def time(self) -> float:
        """Seconds that do not pass."""
        return 0.0

    def call_later(self, _delay: float, callback: Callable[[], object], /) -> ScheduledCall:
        """Never calls back."""
        return asyncio.get_running_loop().call_later(PATIENT_S * 10, callback)


class SlowStatements:
    """Makes each statement of the bot take so long."""

    def __init__(self, stage: Stage) -> None:
        self.seconds = 0.0
        engine = stage.pacer.db.engine.sync_engine
        if stage.pacer.db.is_postgres:
            event.listen(engine, "before_cursor_execute", self._wait)
        else:
            event.listen(engine, "checkout", self._slow_disk)

    def _wait(self, *_: Any) -> None:
        await_only(asyncio.sleep(self.seconds))

    def _slow_disk(self, connection: Any, *_: Any) -> None:
        # Called in whichever thread executes, as a disk makes it wait.
        connection.run_async(lambda driver: driver.set_trace_callback(lambda _: time.sleep(self.seconds)))


@dataclass(frozen=True)
class Measured:
    """Seconds until the acknowledgement, and until the last word."""

    action: str
    acknowledged: float
    told: float
    outcome: str


@asynccontextmanager
async def _stage(database_url: str, *, with_deadline: bool) -> AsyncIterator[Stage]:
    clock = MovableClock(MONDAY, frozen=True)
    emulator = new_emulator(clock, "socket", ack_limit_s=SLACK_WAITS_S if with_deadline else PATIENT_S)
    emulator.interactions = Interactions()
    timer = None if with_deadline else NoDeadline()
    async with open_stage(emulator, database_url, migrated=True, timer=timer) as stage:
        await seed(stage.pacer.db, emulator.world, MONDAY)
        await stage.settler.settle()
        emulator.settle = stage.pacer.tasks.drain
        yield stage


async def _measure(stage: Stage, slow: SlowStatements, action: str, seconds: float) -> Measured:
    ana = stage.actor("ana").goes_to("#sales")
    if action == "form sent":
        await ana.types("/kudos")
        await ana.fills({"Who?": ["ben"], "What for?": "closed Acme in a day"})
    acts: dict[str, Callable[[], Awaitable[Any]]] = {
        "/kudos": lambda: ana.types("/kudos @ben closed Acme in a day"),
        "/metrics": lambda: ana.types("/metrics"),
        "Home": ana.opens_home,
        "form opened": lambda: ana.types("/kudos"),
        "form sent": lambda: ana.submits(),
    }
    traffic = stage.emulator.world.traffic
    traffic.clear()
    slow.seconds = seconds
    began = time.perf_counter()
    await acts[action]()
    told = time.perf_counter() - began
    slow.seconds = 0.0
    asked = next(each for each in traffic if each.direction == "to app")
    outcome = _seen(ana, action) if asked.ok else "no acknowledgement"
    if ana.modal is not None:
        await ana.closes(clear=True)
    return Measured(action, asked.milliseconds / 1000, told, outcome)


def _seen(ana: Actor, action: str) -> str:
    if action == "Home":
        return "published" if ana.home else "nothing"
    if ana.modal is not None:
        return "in the window"
    opens = "Open it" in str(ana.sees()[-1].blocks)
    return "a button that opens it" if opens else "told"


async def measure(database_url: str, seconds: float, *, with_deadline: bool) -> list[Measured]:
    """Each action once."""
    async with _stage(database_url, with_deadline=with_deadline) as stage:
        slow = SlowStatements(stage)
        actions = ("/kudos", "/metrics", "Home", "form opened", "form sent")
        return [await _measure(stage, slow, action, seconds) for action in actions]


def _row(old: Measured, new: Measured) -> tuple[str, ...]:
    times = (old.acknowledged, new.acknowledged, new.told)
    return (old.action, *(f"{seconds:.1f}" for seconds in times), new.outcome)


async def main(databases: Sequence[str], delays: Sequence[float]) -> None:
    """A table a database and delay."""
    configure_logs("ERROR", "console")
    async with places() as made:
        for kind in databases:
            for seconds in delays:
                before = await measure(await made.fresh(kind), seconds, with_deadline=False)
                after = await measure(await made.fresh(kind), seconds, with_deadline=True)
                rows = [_row(old, new) for old, new in zip(before, after, strict=True)]
                columns = ("action", "ack without", "ack with", "last word", "outcome")
                show(f"{kind}, {seconds:g} s a statement: seconds", columns, rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgres"])
    parser.add_argument("--seconds", nargs="+", type=float, default=[0.2, 1.0])
    given = parser.parse_args()
    asyncio.run(main(given.databases, given.seconds))
