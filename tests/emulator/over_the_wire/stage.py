"""A box with a tiny real Bolt app connected to it over the wire, by Socket Mode or by signed HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.common.asgi_server import listening
from bot.demo.cast import NORTHWIND_WORKSPACE, pacer_app
from bot.emulator.client.actor import Actor
from bot.emulator.protocol.grants import Interactions
from bot.emulator.server import Emulator, serve
from bot.emulator.state.clock import MovableClock
from bot.emulator.transport.retries import IMMEDIATE_S
from tests.stages import PATIENT_ACK_S

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Pacer"},
    "features": {
        "bot_user": {"display_name": "Pacer"},
        "slash_commands": [
            {"command": "/kudos", "description": "Thank somebody", "should_escape": True},
            {"command": "/plain", "description": "Without escaping"},
        ],
        "shortcuts": [
            {"name": "Give kudos", "type": "global", "callback_id": "kudos_new", "description": "x"},
            {"name": "Thank for this", "type": "message", "callback_id": "kudos_this", "description": "x"},
        ],
    },
    "oauth_config": {
        "redirect_urls": ["http://127.0.0.1:9/slack/oauth_redirect"],
        "scopes": {
            "bot": [
                "app_mentions:read",
                "channels:history",
                "channels:read",
                "chat:write",
                "commands",
                "groups:history",
                "im:history",
                "im:write",
                "reactions:read",
                "users:read",
            ]
        },
    },
    "settings": {
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened",
                "app_mention",
                "member_joined_channel",
                "message.channels",
                "message.im",
                "reaction_added",
                "reaction_removed",
            ]
        },
    },
}


@dataclass
class Stage:
    """The emulator, and the app in it."""

    emulator: Emulator
    app: AsyncApp
    handler: AsyncSocketModeHandler | None
    clock: MovableClock
    capabilities: MovableClock  # the clock by which triggers and response_urls grow old

    def actor(self, name: str) -> Actor:
        """A person of Northwind."""
        return self.emulator.actor(name)


@asynccontextmanager
async def open_stage(mode: str) -> AsyncIterator[Stage]:
    """Serve a box and connect an app without listeners; tests add theirs."""
    start = datetime(2026, 11, 23, 12, tzinfo=UTC)
    clock, capabilities = MovableClock(start, frozen=True), MovableClock(start, frozen=True)
    emulator = Emulator(
        [NORTHWIND_WORKSPACE],
        pacer_app(MANIFEST),
        clock,
        interactions=Interactions(capabilities),
        ack_limit_s=PATIENT_ACK_S,
        retry_delays_s=IMMEDIATE_S,
    )
    async with serve(emulator):
        client = AsyncWebClient(token=emulator.bot_token(), base_url=emulator.api_url)
        app = AsyncApp(
            client=client, signing_secret=emulator.app.signing_secret, process_before_response=True
        )
        connected = by_socket(emulator, app) if mode == "socket" else _by_http(emulator, app)
        async with connected as handler:
            yield Stage(emulator, app, handler, clock, capabilities)


@asynccontextmanager
async def by_socket(emulator: Emulator, app: AsyncApp) -> AsyncIterator[AsyncSocketModeHandler]:
    """Connect the app by Socket Mode until the block ends."""
    handler = AsyncSocketModeHandler(
        app,
        emulator.app.app_token,
        web_client=AsyncWebClient(token=emulator.app.app_token, base_url=emulator.api_url),
    )
    before = emulator.delivery.hub.connections
    await handler.connect_async()  # type: ignore[no-untyped-call]  # the SDK's own
    await emulator.connected(before + 1)
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]  # the SDK's own


@asynccontextmanager
async def _by_http(emulator: Emulator, app: AsyncApp) -> AsyncIterator[None]:
    handler = AsyncSlackRequestHandler(app)

    async def endpoint(request: Request) -> Response:
        return await handler.handle(request)

    async with listening(Starlette(routes=[Route("/slack/events", endpoint, methods=["POST"])])) as url:
        emulator.mode, emulator.request_url = "http", f"{url}/slack/events"
        yield
