"""A clock that is set: how far, and what that does to instants."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.common.clock import ClockStep, StepDetector
from bot.emulator.state.clock import MovableClock

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize("step", [-DAY, -HOUR, HOUR, DAY])
def test_a_step_is_found_once(step: timedelta) -> None:
    """However much time has passed besides."""
    clock = MovableClock(NINE, frozen=True)
    steps = StepDetector(clock)
    clock.move_by(HOUR)
    clock.set_by(step)

    assert steps.find() == ClockStep(NINE + HOUR, NINE + HOUR + step)
    assert steps.find() is None


@pytest.mark.parametrize("passes", [SECOND, HOUR, DAY])
def test_time_that_passes_is_no_step(passes: timedelta) -> None:
    """Nor is what a time server puts right in passing."""
    clock = MovableClock(NINE, frozen=True)
    steps = StepDetector(clock)
    clock.move_by(passes)
    clock.set_by(SECOND)

    assert steps.find() is None


@pytest.mark.parametrize(
    ("step", "instant", "moved"),
    [
        (-HOUR, NINE + SECOND, NINE - HOUR + SECOND),
        (-HOUR, NINE - SECOND, NINE - HOUR),
        (-HOUR, NINE - DAY, NINE - DAY),
        (HOUR, NINE + SECOND, NINE + HOUR + SECOND),
        (HOUR, NINE + HOUR, NINE + HOUR),
        (HOUR, NINE + HOUR + SECOND, NINE + HOUR + SECOND),
        (HOUR, NINE - SECOND, NINE - SECOND),
    ],
)
def test_what_it_does_to_an_instant(step: timedelta, instant: datetime, moved: datetime) -> None:
    """As far ahead as before, and what was past is past, too."""
    assert ClockStep(NINE, NINE + step).moved(instant) == moved
