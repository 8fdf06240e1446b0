"""Where the time comes from: a clock is passed in, so that a test or the demo can move it."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Gives the present instant; passed in, so that a test or the demo can move it."""

    def now(self) -> datetime:
        """The present, aware and in UTC."""
        ...


class SystemClock:
    """The machine's own clock, in UTC."""

    def now(self) -> datetime:
        """The present, aware and in UTC."""
        return datetime.now(UTC)
