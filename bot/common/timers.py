"""Where intervals come from: a timer is passed in, so that a test can move it."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Protocol, TypeVar

_T = TypeVar("_T")


class TookTooLong(Exception):
    """Work was not done in time, and was ended."""


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


async def in_time(
    work: Coroutine[Any, Any, _T], timer: Timer, at: float, may_end: Callable[[], bool] = lambda: True
) -> _T:
    """The outcome of the work. TookTooLong: it was not there when `timer` reached `at`, and was ended.

    `may_end`: asked then; work that may not be ended goes on, and its outcome is the answer.
    """
    task = asyncio.create_task(work)
    is_over = False

    def end() -> None:
        nonlocal is_over
        if not task.done() and may_end():
            is_over = True
            task.cancel()

    limit = timer.call_later(max(at - timer.time(), 0), end)
    try:
        return await task
    except asyncio.CancelledError:
        if is_over and task.cancelled():
            raise TookTooLong() from None
        task.cancel()
        raise
    finally:
        limit.cancel()
