"""Hangs up on those who begin a request and do not finish its head."""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# Longer than those who call keep a connection (load balancers usually 60 s): a server that hangs up first
# loses the request that comes in that moment, and Slack does not send a command twice.
KEEP_ALIVE_S = 75
# A head is one packet or two. Slack gives a request up after 3 s; this leaves room for a slow line.
HEAD_S = 10
# Far beyond Slack's, cookies of a browser included.
LONGEST_HEAD = 64 * 2**10


class PunctualProtocol(HttpToolsProtocol):
    """uvicorn's protocol, which by itself waits for ever for the rest of a head, of any length."""

    _timer: asyncio.TimerHandle | None = None
    _head_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody is here: a load balancer may open a connection before it has anything to say."""
        super().connection_made(transport)
        self._allow(KEEP_ALIVE_S)

    def connection_lost(self, exc: Exception | None) -> None:
        """Gone: nothing to wait for."""
        super().connection_lost(exc)
        self._stop()

    def data_received(self, data: bytes) -> None:
        """A part of a head, or of a body, which is not our concern."""
        before = self.cycle  # each complete head begins another
        is_body = before is not None and not before.response_complete
        super().data_received(data)
        if self.cycle is not before or self.transport.get_protocol() is not self:  # or it is a websocket now
            self._stop()
        elif not is_body and not self.transport.is_closing():
            self._go_on(len(data))

    def _go_on(self, length: int) -> None:
        if not self._head_bytes:
            self._allow(HEAD_S)
        self._head_bytes += length
        if self._head_bytes > LONGEST_HEAD:
            self.send_400_response("The head of this request is too long.")

    def _allow(self, seconds: float) -> None:
        self._stop()
        self._timer = self.loop.call_later(seconds, self._hang_up)

    def _stop(self) -> None:
        self._head_bytes = 0
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _hang_up(self) -> None:
        self.transport.close()
