"""The line of those who want to write to SQLite, which has one writer: people before the machinery.

Waiting here is fair and wakes up at once, where the driver would sleep and try again.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

# The machinery lets people go first, but not for ever.
PATIENCE_SECONDS = 0.1


class WriteLock:
    """One turn at a time. Somebody waits for a person's turn; nobody waits for the machinery's."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._people = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    @asynccontextmanager
    async def urgent(self) -> AsyncIterator[None]:
        """A turn for a request that somebody waits for."""
        self._people += 1
        self._quiet.clear()
        try:
            async with self._turn:
                yield
        finally:
            self._people -= 1
            if not self._people:
                self._quiet.set()

    @asynccontextmanager
    async def background(self) -> AsyncIterator[None]:
        """A turn for what can wait a little: deliveries, housekeeping."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._quiet.wait()
        except TimeoutError:
            pass
        async with self._turn:
            yield
