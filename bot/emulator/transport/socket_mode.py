"""Slack's side of Socket Mode: hello, envelopes to one of up to ten connections, acks, refreshes."""

import asyncio
import contextlib
import itertools
import json
from typing import Any
from uuid import uuid4

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.emulator.protocol.envelopes import NO_ACK, NOT_CONNECTED, AppResponse, Envelope

MAX_CONNECTIONS = 10
_LIFE_S = 3600


class SocketHub:
    """The app's open connections, and the envelopes that wait for an acknowledgement."""

    def __init__(self, app_id: str) -> None:
        self._app_id = app_id
        self._open: list[WebSocket] = []
        self._retired: list[WebSocket] = []  # told to leave: they may still ack, and get nothing new
        self._waiting: dict[str, tuple[WebSocket, asyncio.Future[AppResponse]]] = {}
        self._turns = itertools.count()
        self._arrival = asyncio.Event()

    @property
    def connections(self) -> int:
        """Number of open connections of the app."""
        return len(self._open)

    async def connected(self, at_least: int = 1) -> None:
        """Wait until the app has so many connections open."""
        while len(self._open) < at_least:
            self._arrival.clear()
            await self._arrival.wait()

    async def run(self, socket: WebSocket) -> None:
        """Serve one connection from hello until either side closes it."""
        await socket.accept()
        if len(self._open) >= MAX_CONNECTIONS:
            await socket.send_json(self._goodbye("too_many_websockets"))
            await socket.close()
            return
        self._open.append(socket)
        with contextlib.suppress(WebSocketDisconnect):
            await socket.send_json(self._hello(socket))
            self._arrival.set()
            while True:
                self._take_ack(await socket.receive_text())
        self._forget(socket)

    async def send(self, parcel: Envelope, limit_s: float) -> AppResponse:
        """Deliver to any one connection and wait for its ack."""
        if not self._open:
            return NOT_CONNECTED
        socket = self._open[next(self._turns) % len(self._open)]
        envelope_id = str(uuid4())
        future: asyncio.Future[AppResponse] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = (socket, future)
        try:
            await socket.send_text(json.dumps(_envelope(envelope_id, parcel)))
            return await asyncio.wait_for(future, limit_s)
        except TimeoutError:
            return NO_ACK
        except (WebSocketDisconnect, RuntimeError):  # starlette's word for a socket that closed meanwhile
            self._forget(socket)
            return NOT_CONNECTED
        finally:
            self._waiting.pop(envelope_id, None)

    async def say(self, text: str) -> None:
        """Sends text to one connection, without waiting for an acknowledgement."""
        await self._open[next(self._turns) % len(self._open)].send_text(text)

    async def warn(self) -> None:
        """Tell every connection that it will be closed in about ten seconds, as Slack does."""
        for socket in list(self._open):
            await socket.send_json(self._goodbye("warning"))

    async def refresh(self) -> None:
        """Asks every connection to reconnect; the old ones get nothing more."""
        leaving, self._open = self._open, []
        self._retired += leaving
        for socket in leaving:
            await socket.send_json(self._goodbye("refresh_requested"))

    async def close(self) -> None:
        """Closes every connection without warning, as a stopped server does."""
        for socket in [*self._open, *self._retired]:
            self._forget(socket)
            with contextlib.suppress(RuntimeError):
                await socket.close(1001)

    def _take_ack(self, text: str) -> None:
        try:
            ack = json.loads(text)
        except ValueError:
            return  # a client may send anything; Slack ignores what is no ack
        envelope_id = ack.get("envelope_id") if isinstance(ack, dict) else None
        _, future = self._waiting.get(str(envelope_id), (None, None))
        if future is not None and not future.done():
            future.set_result(_answer(ack.get("payload")))

    def _forget(self, socket: WebSocket) -> None:
        for held in (self._open, self._retired):
            if socket in held:
                held.remove(socket)
        for owner, future in self._waiting.values():
            if owner is socket and not future.done():
                future.set_result(NOT_CONNECTED)

    def _hello(self, socket: WebSocket) -> dict[str, Any]:
        return {
            "type": "hello",
            "num_connections": len(self._open),
            "debug_info": {**_DEBUG_INFO, "approximate_connection_time": _LIFE_S},
            "connection_info": {"app_id": self._app_id},
        }

    def _goodbye(self, reason: str) -> dict[str, Any]:
        return {"type": "disconnect", "reason": reason, "debug_info": _DEBUG_INFO}


_DEBUG_INFO: dict[str, Any] = {"host": "applink-playground"}


def _envelope(envelope_id: str, parcel: Envelope) -> dict[str, Any]:
    envelope: dict[str, Any] = {
        "envelope_id": envelope_id,
        "type": parcel.door,
        "accepts_response_payload": parcel.takes_answer,
        "payload": parcel.payload,
    }
    if parcel.door == "events_api":
        envelope |= {"retry_attempt": parcel.retry_num, "retry_reason": parcel.retry_reason}
    return envelope


def _answer(payload: object) -> AppResponse:
    if isinstance(payload, dict):
        body = dict(payload)
        # The SDK wraps a plain-text answer as {"text": ...}, which is what Slack makes of it, too.
        return AppResponse(200, str(body.get("text", "")), body)
    return AppResponse(200, payload if isinstance(payload, str) else "")
