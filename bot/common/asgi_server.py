"""Serves an ASGI application for as long as a block lasts, beside whatever else the process does."""

import asyncio
import contextlib
import itertools
import socket
from collections.abc import AsyncIterator, Iterator
from typing import Any

import uvicorn

from bot.common.connection_timeouts import KEEP_ALIVE_S, PunctualProtocol

LOOPBACK = "127.0.0.1"
_QUICK_LOOKS, _LOOK_EVERY_S = 5, 0.01
# More connections are answered 503 at once. A load balancer keeps some dozens; with Slack's largest body
# in each, this many are half a gigabyte.
MOST_CONNECTIONS = 500


@contextlib.asynccontextmanager
async def listening(asgi: Any, host: str = LOOPBACK, port: int = 0) -> AsyncIterator[str]:
    """Serves `asgi` while the block lasts; gives its base URL. Port 0 takes a free one.

    OSError: the address is in use or not ours.
    """
    listener = _bound(host, port)
    server = Server(config(asgi, timeout_graceful_shutdown=2))
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        await server.up.wait()
        yield f"http://{host}:{listener.getsockname()[1]}"
    finally:
        server.stop()
        await task
        listener.close()


async def serving(server: "Server") -> None:
    """Serves until cancelled; then what was begun is answered first."""
    task = asyncio.create_task(server.serve())
    try:
        await asyncio.shield(task)
    finally:
        server.stop()
        await task


def config(asgi: Any, **more: Any) -> uvicorn.Config:
    """uvicorn's configuration of each of Pacer's servers; `more` as uvicorn takes it."""
    return uvicorn.Config(
        asgi,
        http=PunctualProtocol,
        log_config=None,
        access_log=False,
        timeout_keep_alive=KEEP_ALIVE_S,
        limit_concurrency=MOST_CONNECTIONS,
        **more,
    )


def _bound(host: str, port: int) -> socket.socket:
    # asyncio turns Nagle's algorithm (40 ms a request) off only for sockets that name their protocol.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    return listener


class Server(uvicorn.Server):
    """uvicorn that says when it is up, stops at once, and leaves signals to whoever runs the process."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = asyncio.Event()
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Begins to shut down, without waiting for the next tick."""
        self.should_exit = True
        self._stopping.set()

    async def main_loop(self) -> None:
        """Ticks every second until it is stopped."""
        for tenth in itertools.count(0, 10):  # on_tick counts tenths of a second
            if await self.on_tick(tenth):
                return
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), 1)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts listening, and says so."""
        await super().startup(sockets)
        self.up.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ends once what was begun is answered, at the latest after the time of grace.

        In uvicorn's place, which tells only those connections that it knows at the beginning (another would
        be kept alive for a minute), and waits a tenth of a second where nobody is connected.
        """
        for listener in (*self.servers, *(sockets or ())):
            listener.close()
        try:
            await asyncio.wait_for(self._answered(), self.config.timeout_graceful_shutdown)
        except TimeoutError:
            for task in self.server_state.tasks:
                task.cancel()
        await self.lifespan.shutdown()

    async def _answered(self) -> None:
        # A connection accepted in the last moment is known only some turns of the loop later.
        for look in itertools.count():
            for connection in list(self.server_state.connections):
                connection.shutdown()
            await asyncio.sleep(0 if look < _QUICK_LOOKS else _LOOK_EVERY_S)
            if look >= _QUICK_LOOKS and not (self.server_state.connections or self.server_state.tasks):
                return

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leaves the signals of the process alone."""
        yield
