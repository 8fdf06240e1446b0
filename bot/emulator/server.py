"""The emulator as one object: workspaces, app, doors; and its server on the loopback."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Iterable
from functools import cache

import httpx
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from bot.common.asgi_server import LOOPBACK, listening
from bot.emulator import control_api
from bot.emulator.client.actor import Actor
from bot.emulator.protocol.grants import Interactions
from bot.emulator.state.clock import MovableClock
from bot.emulator.state.slack_app import SlackApp
from bot.emulator.state.workspaces import WorkspaceSpec, build_world
from bot.emulator.transport import files
from bot.emulator.transport.delivery import ACK_LIMIT_S, Transport
from bot.emulator.transport.retries import SLACK_DELAYS_S
from bot.emulator.transport.session import Session, Settle
from bot.emulator.webapi import door, oauth_page

_MAX_REDIRECTS = 2


class Emulator(Session):
    """Slack for one app, in the workspaces given. `asgi` is its server.

    `mode`: whether the app is reached by Socket Mode, or by signed HTTP at `request_url`, set once it is
    known. `ack_limit_s`: how long an acknowledgement may take. `settle`: see Session.
    """

    def __init__(
        self,
        workspaces: Iterable[WorkspaceSpec],
        app: SlackApp,
        clock: MovableClock | None = None,
        *,
        mode: Transport = "socket",
        settle: Settle | None = None,
        interactions: Interactions | None = None,
        ack_limit_s: float = ACK_LIMIT_S,
        retry_delays_s: tuple[float, ...] = SLACK_DELAYS_S,
    ) -> None:
        clock = clock or MovableClock()
        super().__init__(
            build_world(clock, app, workspaces),
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

    @property
    def app(self) -> SlackApp:
        """The app, as Slack knows it: its tokens, its secrets, its manifest."""
        return self.world.app

    @property
    def api_url(self) -> str:
        """The base url of the Web API while the emulator is served, as Slack's SDK takes it."""
        return f"{self.base_url}/api/"

    def bot_token(self, team_id: str | None = None) -> str:
        """The app's bot token in a workspace (default: the first); LookupError where it is not installed."""
        team = self.world.teams[team_id or next(iter(self.world.teams))]
        if team.token is None:
            raise LookupError(f"the app is not installed in {team.name}")
        return team.token

    async def connected(self, at_least: int = 1) -> None:
        """Wait until the app has so many Socket Mode connections open."""
        await self.delivery.hub.connected(at_least)

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


@cache
def _trusted() -> ssl.SSLContext:
    # The certificates are read once in a process: it takes as long as a dozen requests.
    return ssl.create_default_context()


def _open_client() -> httpx.AsyncClient:
    # How long an answer may take is the delivery's own limit, for an acknowledgement.
    return httpx.AsyncClient(
        trust_env=False,
        verify=_trusted(),
        follow_redirects=True,
        max_redirects=_MAX_REDIRECTS,
        timeout=None,  # noqa: S113
    )
