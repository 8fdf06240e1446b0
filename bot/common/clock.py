"""Where the time comes from: a clock is passed in, so that a test or the demo can move it.

What is due is told by the wall clock. It can be set, an hour or a day either way; so what measures how long
something takes uses `monotonic`, and what waits by the wall clock is moved with it: see `StepDetector`.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Gives the present instant; passed in, so that a test or the demo can move it."""

    def now(self) -> datetime:
        """The present by the wall clock, aware and in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since some instant, which nobody can set: only differences mean anything."""
        ...


class SystemClock:
    """The machine's own clock, in UTC."""

    def now(self) -> datetime:
        """The present by the wall clock, aware and in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds since some instant, which nobody can set: only differences mean anything."""
        return time.monotonic()


# Smaller ones are the steady corrections of a time server, or a thread that had to wait.
SMALLEST_STEP = timedelta(seconds=2)

# How far apart two processes may find out about the same step.
FOUND_WITHIN = timedelta(seconds=10)


@dataclass(frozen=True)
class ClockStep:
    """The wall clock was set: without it, it would have shown `before` when it showed `after`."""

    before: datetime
    after: datetime

    @property
    def length(self) -> timedelta:
        """How far it was set ahead; negative when it was set back."""
        return self.after - self.before

    def moved(self, instant: datetime, grace: timedelta = timedelta()) -> datetime:
        """The instant as far away after the step as `instant` was before; what was past stays past.

        Doing this twice, as two processes would within `FOUND_WITHIN`, makes nothing further away. `grace`:
        what is not past yet after a step back may stay that far ahead, as it may have been moved already.
        """
        if self.length > timedelta():
            is_skipped = self.before < instant <= self.after - FOUND_WITHIN
            return instant + self.length if is_skipped else instant
        return instant + self.length if instant > self.before else min(instant, self.after + grace)


class StepDetector:
    """Finds out that the wall clock was set, by what the monotonic one says has passed."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seen_at = (clock.now(), clock.monotonic())

    def find(self) -> ClockStep | None:
        """The step since the last call, or since this was made; None when there was none."""
        then, began = self._seen_at
        now, ends = self._clock.now(), self._clock.monotonic()
        self._seen_at = (now, ends)
        step = ClockStep(then + timedelta(seconds=ends - began), now)
        return step if abs(step.length) >= SMALLEST_STEP else None
