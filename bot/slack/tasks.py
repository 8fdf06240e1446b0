"""Work that goes on after an acknowledgement: tracked, bounded in time, finished before the process ends."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

log = structlog.stdlib.get_logger(__name__)


class Tasks:
    """The tasks under way."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def start(self, name: str, work: Coroutine[Any, Any, None], *, limit_seconds: float) -> None:
        """Run `work` beside the rest; it is given up, with a line in the log, after the limit."""
        task = asyncio.create_task(self._bounded(name, work, limit_seconds))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _bounded(self, name: str, work: Coroutine[Any, Any, None], limit_seconds: float) -> None:
        try:
            async with asyncio.timeout(limit_seconds):
                await work
        except TimeoutError:
            log.warning("task.timed_out", task=name, seconds=limit_seconds)
        except Exception:
            # A door: nobody else would hear of it.
            log.exception("task.failed", task=name)

    async def drain(self) -> None:
        """Wait until everything under way is finished."""
        while self._running:
            await asyncio.gather(*self._running)
