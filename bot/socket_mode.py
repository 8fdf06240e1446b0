"""The Socket Mode front door: outgoing connections, so that no public address is needed."""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import structlog
from aiohttp import ClientError, ClientWebSocketResponse
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import Pacer
from bot.config import SettingsError
from bot.slack.client import error_code
from bot.slack.gateway import ODD, SlackDoor
from bot.slack.pending import PendingRequest

log = structlog.stdlib.get_logger(__name__)

# Slack closes each connection about hourly; with two, one is open while the other comes back.
CONNECTIONS = 2
# Slack waits three for an answer.
FINISH_SECONDS = 5.0
# A connection that answers no ping within half of it is dead; nor may our own pauses be taken for that.
PING_SECONDS = 5.0
# How soon a connection that broke is opened again.
LOOK_EVERY_SECONDS = 0.25
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
            client = SocketModeClient(token.get_secret_value(), web_client=slack, ping_interval=PING_SECONDS)
            # Not `socket_mode_request_listeners`: before them the SDK breaks on a payload that is no object.
            client.message_listeners.append(envelopes.take)
            stack.push_async_callback(client.close)
            await client.connect()  # type: ignore[no-untyped-call]
            watching = asyncio.create_task(envelopes.watch(client))
            stack.callback(watching.cancel)
        stack.push_async_callback(envelopes.finish)
        yield


@dataclass(frozen=True)
class SentAck:
    """An acknowledgement that Slack has for sure once the ping sent after it (`stamp`) is answered."""

    connection: ClientWebSocketResponse
    stamp: float
    pending: PendingRequest


class Envelopes:
    """Unwraps Slack's envelopes, hands the payloads on, and acknowledges them."""

    def __init__(self, door: SlackDoor) -> None:
        self._door = door
        self._is_stopping = False
        self._idle = asyncio.Condition()
        self._under_way = 0
        self._unconfirmed: list[SentAck] = []

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
            await self._answer(client.current_session, message.get("payload"), envelope_id)
        finally:
            self._under_way -= 1
            async with self._idle:
                self._idle.notify_all()

    async def _answer(self, connection: ClientWebSocketResponse, payload: object, envelope_id: str) -> None:
        pending = self._door.arrival()
        response = await self._door.take(payload, pending)
        if response.status not in (200, ODD):
            return  # Not acknowledged, an event comes again.
        ack = json.dumps(_ack(envelope_id, response))
        try:
            # On the connection by which it came: the SDK would take whichever is open by now.
            await connection.send_str(ack)
            if response.status == 200 and response.body:
                stamp = time.time()
                await connection.ping(f"sdk-ping-pong:{stamp}".encode())
                self._unconfirmed.append(SentAck(connection, stamp, pending))
        except (ConnectionError, ClientError) as error:
            log.warning("envelope.not_acknowledged", error=type(error).__name__)
            pending.lose()

    async def watch(self, client: SocketModeClient) -> None:
        """Looks after a connection until it is cancelled: the SDK itself looks every few seconds only."""
        while True:
            await asyncio.sleep(LOOK_EVERY_SECONDS)
            self.confirm(client)
            if client.current_session is None or not client.current_session.closed or client.closed:
                continue
            try:
                await client.connect_to_new_endpoint()
            except (SlackApiError, ClientError, ConnectionError, TimeoutError) as error:
                log.warning("connection.not_opened", error=type(error).__name__)
                await asyncio.sleep(PING_SECONDS)

    def confirm(self, client: SocketModeClient) -> None:
        """Has said in another way what was acknowledged on a connection that broke before Slack had it."""
        open_now, answered = client.current_session, client.last_ping_pong_time or 0.0
        waiting = [ack for ack in self._unconfirmed if ack.connection is not open_now or answered < ack.stamp]
        self._unconfirmed = [ack for ack in waiting if not ack.connection.closed]
        for ack in waiting:
            if ack.connection.closed:
                log.warning("envelope.not_acknowledged", error="the connection broke")
                ack.pending.lose()


def _ack(envelope_id: str, response: BoltResponse) -> dict[str, Any]:
    if response.status == ODD or not response.body:
        return {"envelope_id": envelope_id}
    is_json = response.first_headers().get("content-type", "").startswith("application/json")
    said = json.loads(response.body) if is_json else {"text": response.body}
    return {"envelope_id": envelope_id, "payload": said}


async def _check(slack: AsyncWebClient) -> None:
    # The SDK would try a bad token again for ever.
    try:
        await slack.apps_connections_open(app_token=slack.token or "")
    except SlackApiError as error:
        reason = f"Slack does not accept SLACK_APP_TOKEN: {error_code(error)}."
        raise SettingsError(reason) from None
