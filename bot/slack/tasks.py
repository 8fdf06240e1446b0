"""Background tasks after an acknowledgement: tracked, limited in time, finished before the process ends."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

log = structlog.stdlib.get_logger(__name__)


class Tasks:
    """The tasks that are running."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def start(
        self, name: str, work: Coroutine[Any, Any, None], *, limit_seconds: float
    ) -> asyncio.Task[None]:
        """Runs `work` in the background; cancelled, with a line in the log, after `limit_seconds`."""
        task = asyncio.create_task(self._bounded(name, work, limit_seconds), name=name)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

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
        """Waits until all running tasks have finished."""
        while self._running:
            await asyncio.gather(*self._running)
