"""Moving the clock: what is due on the way happens at its time and in order, as if one had waited."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.demo.cast import NORTHWIND_WORKSPACE, pacer_app
from bot.emulator.server import Emulator
from bot.emulator.state.clock import MovableClock

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


class App:
    """An app with something to do at these instants; `stuck` never gets one done."""

    def __init__(self, emulator: Emulator, *due: datetime, stuck: bool = False) -> None:
        self._clock = emulator.clock
        self._stuck = stuck
        self.due = sorted(due)
        self.did: list[datetime] = []
        self.settled: list[datetime] = []
        emulator.settle, emulator.next_moment = self.settle, self.next_moment

    async def settle(self) -> None:
        """Do what is due."""
        self.settled.append(self._clock.now())
        while self.due and self.due[0] <= self._clock.now() and not self._stuck:
            self.did.append(self._clock.now())
            self.due.pop(0)

    async def next_moment(self) -> datetime | None:
        """The next of them."""
        return self.due[0] if self.due else None


@pytest.fixture
def emulator() -> Emulator:
    """A box on a Monday morning."""
    clock = MovableClock(MONDAY, frozen=True)
    return Emulator([NORTHWIND_WORKSPACE], pacer_app(), clock)


async def test_everything_at_its_time(emulator: Emulator) -> None:
    """A week forward is the same as a week waited for; what lies beyond it waits."""
    days = [MONDAY + timedelta(days=day) for day in range(1, 10)]
    app = App(emulator, *days)

    await emulator.move_clock(MONDAY + timedelta(days=7))

    assert app.did == days[:7]
    assert emulator.clock.now() == MONDAY + timedelta(days=7)


async def test_one_move_at_a_time(emulator: Emulator) -> None:
    """Whoever asks for an hour more while it is on its way to Tuesday has an hour after that; never back."""
    app = App(emulator, *(MONDAY + step * HOUR for step in (1, 5, 23)))
    tuesday = MONDAY + 24 * HOUR
    await asyncio.gather(emulator.move_clock(tuesday), emulator.move_clock(lambda now: now + HOUR))
    assert emulator.clock.now() == tuesday + HOUR
    assert app.settled == sorted(app.settled)


async def test_nothing_to_do(emulator: Emulator) -> None:
    """One jump."""
    app = App(emulator)
    await emulator.move_clock(MONDAY + HOUR)
    assert app.settled == [MONDAY + HOUR]


async def test_backwards(emulator: Emulator) -> None:
    """One jump, and nothing is done."""
    app = App(emulator, MONDAY + HOUR)
    await emulator.move_clock(MONDAY - HOUR)
    assert (app.settled, app.did, emulator.clock.now()) == ([MONDAY - HOUR], [], MONDAY - HOUR)


async def test_what_cannot_be_done_does_not_stop_the_clock(emulator: Emulator) -> None:
    """It is looked at again, less and less often, and the clock arrives."""
    app = App(emulator, MONDAY, stuck=True)
    await emulator.move_clock(MONDAY + timedelta(days=365))

    assert emulator.clock.now() == MONDAY + timedelta(days=365)
    assert len(app.settled) < 50
