"""Slack in a box as one object: people, app, doors; and its server on the loopback."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from bot.playground import api_door, face, oauth_door
from bot.playground.actors import Actor
from bot.playground.clock import MovableClock
from bot.playground.delivery import ACK_LIMIT_S, Mode
from bot.playground.interactions import Interactions
from bot.playground.line import Line, Settle
from bot.playground.retries import SLACK_DELAYS_S
from bot.playground.world import World

_MAX_REDIRECTS = 2


class Box(Line):
    """Slack in a box. `asgi` is its server; `request_url` is where the app takes HTTP deliveries."""

    def __init__(
        self,
        world: World,
        clock: MovableClock,
        *,
        mode: Mode = "socket",
        settle: Settle | None = None,
        interactions: Interactions | None = None,
        ack_limit_s: float = ACK_LIMIT_S,
        retry_delays_s: tuple[int, ...] = SLACK_DELAYS_S,
    ) -> None:
        super().__init__(
            world,
            clock,
            mode=mode,
            settle=settle,
            interactions=interactions,
            ack_limit_s=ack_limit_s,
            retry_delays_s=retry_delays_s,
        )
        self.asgi = Starlette(
            routes=[
                *api_door.routes(self),
                *oauth_door.routes(self),
                *face.routes(self),
                WebSocketRoute("/socket", self._socket),
            ]
        )

    def actor(self, name: str, team_id: str | None = None) -> Actor:
        """The person with this handle, at the keyboard; KeyError when there is nobody."""
        return Actor(self, self.world.named(name, team_id))

    async def _socket(self, socket: WebSocket) -> None:
        await self.delivery.hub.run(socket)


@contextlib.asynccontextmanager
async def serve(box: Box, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve the box until the block ends; gives its base url. Port 0 takes a free one."""
    listener = socket.create_server((host, port))
    box.base_url = f"http://{host}:{listener.getsockname()[1]}"
    server = _Server(_config(box))
    async with httpx.AsyncClient(
        trust_env=False, follow_redirects=True, max_redirects=_MAX_REDIRECTS
    ) as box.delivery.http:
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        retrying = asyncio.create_task(box.retries.run())
        try:
            await server.up.wait()
            yield box.base_url
        finally:
            retrying.cancel()
            await box.delivery.hub.close()
            server.should_exit = True
            await asyncio.gather(serving, retrying, return_exceptions=True)
            listener.close()
            box.delivery.http = None


def _config(box: Box) -> uvicorn.Config:
    return uvicorn.Config(
        box.asgi,
        log_config=None,
        access_log=False,
        ws="websockets-sansio",
        timeout_graceful_shutdown=2,
    )


class _Server(uvicorn.Server):
    """uvicorn that says when it is up, and leaves the process's signals to whoever runs the process."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.up.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
