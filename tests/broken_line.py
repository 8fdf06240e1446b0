"""A line to Slack that can be cut without a word, or that swallows what is sent."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit


class BrokenLine:
    """Passes bytes between an app and a server, until it is told otherwise."""

    def __init__(self, base_url: str) -> None:
        parts = urlsplit(base_url)
        self._server = parts.hostname, parts.port
        self._writers: set[asyncio.StreamWriter] = set()
        self._is_deaf = False
        self._arrivals = asyncio.Semaphore(0)
        self.swallowed = asyncio.Event()

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[str]:
        """Open while the block lasts; gives its address."""
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        host, port = server.sockets[0].getsockname()[:2]
        try:
            yield f"http://{host}:{port}"
        finally:
            server.close()
            self.cut()

    def cut(self) -> None:
        """Ends every connection without a close frame; new ones are passed on."""
        self._is_deaf = False
        self._arrivals = asyncio.Semaphore(0)
        for writer in self._writers:
            writer.transport.abort()

    async def connected_anew(self, connections: int) -> None:
        """Returns when so many have come since the cut."""
        for _ in range(connections):
            await self._arrivals.acquire()

    def go_deaf(self) -> None:
        """Swallows from now on what the app sends; `swallowed` is set when there was something."""
        self._is_deaf = True

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(*self._server)
        self._writers |= {writer, far_writer}
        self._arrivals.release()
        both = (
            self._passed(reader, far_writer, from_app=True),
            self._passed(far_reader, writer, from_app=False),
        )
        await asyncio.gather(*both)
        self._writers -= {writer, far_writer}

    async def _passed(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, from_app: bool
    ) -> None:
        try:
            while data := await reader.read(2**16):
                if from_app and self._is_deaf:
                    self.swallowed.set()
                else:
                    writer.write(data)
        except ConnectionError:
            pass
        writer.transport.abort()
