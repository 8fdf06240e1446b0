"""Delivers envelopes to the app, by socket or signed HTTP, within Slack's time limit; records the traffic."""

import asyncio
import time
from typing import Literal

import httpx

from bot.emulator.protocol.envelopes import NO_ACK, NOT_CONNECTED, AppResponse, Envelope, answer_of
from bot.emulator.protocol.signing import FORM, command_body, interaction_body, signed_headers, slack_json
from bot.emulator.state.world import Exchange, World
from bot.emulator.transport.faults import Faults
from bot.emulator.transport.socket_mode import SocketHub

Transport = Literal["socket", "http"]
ACK_LIMIT_S = 3.0


class EnvelopeDelivery:
    """The way from the emulator to the app. `http` is opened and closed by whoever serves it."""

    def __init__(
        self, world: World, faults: Faults, mode: Transport, ack_limit_s: float = ACK_LIMIT_S
    ) -> None:
        self.world = world
        self.faults = faults
        self.mode: Transport = mode
        self.ack_limit_s = ack_limit_s
        self.request_url: str | None = None
        self.hub = SocketHub(world.app.id)
        self.http: httpx.AsyncClient | None = None

    async def send(self, parcel: Envelope) -> tuple[AppResponse, Exchange]:
        """One attempt, with the faults that are on; a duplicate's answer is ignored, as in Slack."""
        if self.faults.lose_first and parcel.door == "events_api" and not parcel.retry_num:
            return NO_ACK, self._record(parcel, NO_ACK, 0.0, "lost on the way")
        answer, exchange = await self._attempt(parcel)
        if self.faults.deliver_twice:
            await self._attempt(parcel, note=" (again)")
        return answer, exchange

    async def _attempt(self, parcel: Envelope, note: str = "") -> tuple[AppResponse, Exchange]:
        began = time.perf_counter()
        answer = await (self._by_socket(parcel) if self.mode == "socket" else self._by_http(parcel))
        milliseconds = (time.perf_counter() - began) * 1000
        if answer.ok and self.faults.takes_ack():
            return NO_ACK, self._record(parcel, NO_ACK, milliseconds, "ack lost" + note)
        return answer, self._record(parcel, answer, milliseconds, answer.outcome + note)

    async def _by_socket(self, parcel: Envelope) -> AppResponse:
        return await self.hub.send(parcel, self.ack_limit_s)

    async def _by_http(self, parcel: Envelope) -> AppResponse:
        if self.http is None or self.request_url is None:
            return NOT_CONNECTED
        body, headers = _request(parcel, self.world.app.signing_secret)
        try:
            async with asyncio.timeout(self.ack_limit_s):
                response = await self.http.post(self.request_url, content=body, headers=headers)
        except TimeoutError:
            return NO_ACK
        except httpx.HTTPError:
            return NOT_CONNECTED
        no_retry = response.headers.get("x-slack-no-retry") == "1"
        return answer_of(response.status_code, response.text, no_retry=no_retry)

    def _record(self, parcel: Envelope, answer: AppResponse, milliseconds: float, outcome: str) -> Exchange:
        said = {"text": answer.text} if answer.text else None
        exchange = Exchange(
            self.world.clock.now(),
            "to app",
            parcel.kind,
            parcel.name,
            answer.ok,
            milliseconds,
            outcome,
            parcel.payload,
            said if answer.body is None else answer.body,
        )
        self.world.traffic.append(exchange)
        self.world.changed()
        return exchange


def _request(parcel: Envelope, secret: str) -> tuple[bytes, dict[str, str]]:
    if parcel.door == "slash_commands":
        body, content_type = command_body(parcel.payload), FORM
    elif parcel.door == "interactive":
        body, content_type = interaction_body(parcel.payload), FORM
    else:
        body, content_type = slack_json(parcel.payload).encode(), "application/json"
    headers = signed_headers(secret, body, content_type)
    if parcel.retry_num:
        headers |= {"X-Slack-Retry-Num": str(parcel.retry_num), "X-Slack-Retry-Reason": parcel.retry_reason}
    return body, headers
