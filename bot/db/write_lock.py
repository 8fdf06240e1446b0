"""A lock before SQLite's one writer: transactions of people go before background work.

Waiting here is fair and wakes up at once, where the driver would sleep and try again.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

# How long background work lets people go first.
PATIENCE_SECONDS = 0.1


class WriteLock:
    """Lets one writer in at a time; urgent ones before background ones."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._people = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    @property
    def is_held(self) -> bool:
        """Whether somebody is writing."""
        return self._lock.locked()

    @asynccontextmanager
    async def urgent(self) -> AsyncIterator[None]:
        """Holds the lock for a request that a person waits for."""
        self._people += 1
        self._quiet.clear()
        try:
            async with self._lock:
                yield
        finally:
            self._people -= 1
            if not self._people:
                self._quiet.set()

    @asynccontextmanager
    async def background(self) -> AsyncIterator[None]:
        """Holds the lock for what can wait a little: deliveries, housekeeping.

        Waits up to `PATIENCE_SECONDS` for a moment without urgent writers.
        """
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._quiet.wait()
        except TimeoutError:
            pass
        async with self._lock:
            yield
