"""Where intervals come from: a timer is passed in, so that a test can move it."""

from collections.abc import Callable
from typing import Protocol


class ScheduledCall(Protocol):
    """A call that has been asked for."""

    def cancel(self) -> None:
        """It is not made."""
        ...


class Timer(Protocol):
    """Measures by the monotonic clock, which no step of the wall clock moves; the event loop is one."""

    def time(self) -> float:
        """Seconds since some moment."""
        ...

    def call_later(self, delay: float, callback: Callable[[], object], /) -> ScheduledCall:
        """Calls back after so many seconds."""
        ...
