"""The emulator as one object: workspaces, app and routes; and its server on the loopback address."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import httpx
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from bot.common.asgi_server import LOOPBACK, listening
from bot.emulator import control_api
from bot.emulator.client.actor import Actor
from bot.emulator.protocol.grants import Interactions
from bot.emulator.state.clock import MovableClock
from bot.emulator.state.world import World
from bot.emulator.transport import files
from bot.emulator.transport.delivery import ACK_LIMIT_S, Transport
from bot.emulator.transport.retries import SLACK_DELAYS_S
from bot.emulator.transport.session import Session, Settle
from bot.emulator.webapi import door, oauth_page

_MAX_REDIRECTS = 2


class Emulator(Session):
    """An emulated Slack. `asgi` is its server; `request_url` is where the app takes HTTP deliveries."""

    def __init__(
        self,
        world: World,
        clock: MovableClock,
        *,
        mode: Transport = "socket",
        settle: Settle | None = None,
        interactions: Interactions | None = None,
        ack_limit_s: float = ACK_LIMIT_S,
        retry_delays_s: tuple[float, ...] = SLACK_DELAYS_S,
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
                *door.routes(self),
                *oauth_page.routes(self),
                *files.routes(self),
                *control_api.routes(self),
                WebSocketRoute("/socket", self._socket),
            ]
        )

    def actor(self, name: str, team_id: str | None = None) -> Actor:
        """The person with this handle; KeyError when there is none."""
        return Actor(self, self.world.named(name, team_id))

    async def _socket(self, socket: WebSocket) -> None:
        await self.delivery.hub.run(socket)


@contextlib.asynccontextmanager
async def serve(
    emulator: Emulator, host: str = LOOPBACK, port: int = 0, *, front: Starlette | None = None
) -> AsyncIterator[str]:
    """Serves the emulator, or `front` which includes its routes, until the block ends; gives the base URL.

    Port 0 takes a free one.
    """
    async with (
        listening(front or emulator.asgi, host, port) as base_url,
        _open_client() as emulator.delivery.http,
    ):
        emulator.base_url = base_url
        emulator.closing.clear()
        retrying = asyncio.create_task(emulator.retries.run())
        try:
            yield base_url
        finally:
            emulator.closing.set()
            retrying.cancel()
            await asyncio.gather(retrying, return_exceptions=True)
            await emulator.delivery.hub.close()
            emulator.delivery.http = None


def _open_client() -> httpx.AsyncClient:
    # How long an answer may take is the delivery's own limit, for an acknowledgement.
    return httpx.AsyncClient(
        trust_env=False,
        follow_redirects=True,
        max_redirects=_MAX_REDIRECTS,
        timeout=None,  # noqa: S113
    )
