"""The Socket Mode front door: outgoing connections, so that no public address is needed."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import structlog
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import Pacer
from bot.config import SettingsError
from bot.slack.client import error_code
from bot.slack.gateway import ODD, SlackDoor

log = structlog.stdlib.get_logger(__name__)

# Slack closes each connection about hourly; with two, one is open while the other comes back.
CONNECTIONS = 2
# Slack waits three for an answer.
FINISH_SECONDS = 5.0
# Messages about the connection itself.
_SMALL_TALK = ("hello", "disconnect")


@asynccontextmanager
async def socket_door(pacer: Pacer) -> AsyncIterator[None]:
    """Connected while the context is open; SettingsError when Slack does not accept the app token."""
    token = pacer.settings.slack_app_token
    if token is None:
        raise SettingsError("SLACK_APP_TOKEN is not set: Socket Mode needs it.")
    slack = AsyncWebClient(token=token.get_secret_value(), base_url=pacer.settings.slack_api_url, timeout=10)
    await _check(slack)
    envelopes = Envelopes(pacer.door)
    async with AsyncExitStack() as stack:
        for _ in range(CONNECTIONS):
            client = SocketModeClient(token.get_secret_value(), web_client=slack, ping_interval=10)
            # Not `socket_mode_request_listeners`: before them the SDK breaks on a payload that is no object.
            client.message_listeners.append(envelopes.take)
            stack.push_async_callback(client.close)
            await client.connect()  # type: ignore[no-untyped-call]
        stack.push_async_callback(envelopes.finish)
        yield


class Envelopes:
    """Unwraps Slack's envelopes, hands the payloads on, and acknowledges them."""

    def __init__(self, door: SlackDoor) -> None:
        self._door = door
        self._is_stopping = False
        self._idle = asyncio.Condition()
        self._under_way = 0

    async def finish(self) -> None:
        """Takes no more, and waits for the answers to what was taken: they need the connection."""
        self._is_stopping = True
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FINISH_SECONDS), self._idle:
                await self._idle.wait_for(lambda: self._under_way == 0)

    async def take(self, client: Any, message: dict[str, Any], raw: str | None = None) -> None:
        """Handles one message of the connection.

        A malformed one is acknowledged, or Slack would resend it.
        """
        envelope_id = message.get("envelope_id")
        if not isinstance(envelope_id, str):
            if message.get("type") not in _SMALL_TALK:
                log.warning("envelope.ignored", reason="it has no envelope_id")
            return
        if self._is_stopping:
            return  # Not acknowledged, it comes again, to whoever is there then.
        self._under_way += 1
        try:
            await self._answer(client, message, envelope_id)
        finally:
            self._under_way -= 1
            async with self._idle:
                self._idle.notify_all()

    async def _answer(self, client: Any, message: dict[str, Any], envelope_id: str) -> None:
        began = time.time()
        response = await self._door.take(message.get("payload"))
        if response.status == ODD:
            response = BoltResponse(status=200, body="")
        envelope = SocketModeRequest(type=str(message.get("type")), envelope_id=envelope_id, payload={})
        await send_async_response(client, envelope, response, began)


async def _check(slack: AsyncWebClient) -> None:
    # The SDK would try a bad token again for ever.
    try:
        await slack.apps_connections_open(app_token=slack.token or "")
    except SlackApiError as error:
        reason = f"Slack does not accept SLACK_APP_TOKEN: {error_code(error)}."
        raise SettingsError(reason) from None
