"""A database that is slow on demand, and a timer moved by hand: what is late is tested without waiting."""

import asyncio
import heapq
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.util import await_only


@dataclass(order=True)
class MovedCall:
    """A call that a `MovableTimer` owes."""

    at: float
    number: int
    callback: Callable[[], object] = field(compare=False)
    is_cancelled: bool = field(default=False, compare=False)

    def cancel(self) -> None:
        """It is not made."""
        self.is_cancelled = True


class MovableTimer:
    """A timer on which time passes when a test says so."""

    def __init__(self) -> None:
        self._now = 0.0
        self._calls: list[MovedCall] = []
        self._numbers = itertools.count()

    def time(self) -> float:
        """Seconds that have passed."""
        return self._now

    def call_later(self, delay: float, callback: Callable[[], object], /) -> MovedCall:
        """Owes a call."""
        call = MovedCall(self._now + delay, next(self._numbers), callback)
        heapq.heappush(self._calls, call)
        return call

    def move_by(self, seconds: float) -> None:
        """Lets so many seconds pass, with the calls that are due meanwhile."""
        end = self._now + seconds
        while self._calls and self._calls[0].at <= end:
            call = heapq.heappop(self._calls)
            self._now = max(self._now, call.at)
            if not call.is_cancelled:
                call.callback()
        self._now = end


class SlowDatabase:
    """Holds statements, or commits, of an engine until they are let go."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._open = asyncio.Event()
        self._open.set()
        self._reached = asyncio.Event()
        self._pattern = re.compile("")
        self._failing: list[Exception] = []
        event.listen(engine.sync_engine, "before_cursor_execute", self._on_statement)
        event.listen(engine.sync_engine, "commit", self._on_commit)

    def hold(self, pattern: str = "") -> None:
        """Holds each statement that matches from now on; "COMMIT" for commits, with what came before.

        What was held is let go.
        """
        self._pattern = re.compile(pattern, re.IGNORECASE)
        self._open.set()
        self._open, self._reached = asyncio.Event(), asyncio.Event()

    def fail_held(self, error: Exception) -> None:
        """What is held fails; the rest is let go."""
        self._failing.append(error)
        self.let_go()

    def let_go(self) -> None:
        """Holds nothing more."""
        self._open.set()

    async def reached(self) -> None:
        """Returns when a statement is held."""
        async with asyncio.timeout(10):
            await self._reached.wait()

    def _on_statement(self, connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        connection.info["last statement"] = statement
        self._on(statement)

    def _on_commit(self, connection: Any) -> None:
        self._on(f"COMMIT {connection.info.get('last statement')}")

    def _on(self, statement: str) -> None:
        if self._open.is_set() or not self._pattern.search(statement):
            return
        self._reached.set()
        await_only(self._open.wait())
        if self._failing:
            raise self._failing.pop()
