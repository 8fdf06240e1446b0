"""Closes connections on which a request begins and its head does not end."""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# Longer than callers keep a connection (load balancers usually 60 s): a server that hangs up first
# loses the request that comes in that moment, and Slack does not send a command twice.
KEEP_ALIVE_S = 75
# A head is one packet or two. Slack gives a request up after 3 s; this leaves room for a slow line.
HEAD_S = 10
# Far beyond Slack's, cookies of a browser included.
LONGEST_HEAD = 64 * 2**10


class PunctualProtocol(HttpToolsProtocol):
    """uvicorn's protocol, with limits for time and length of a request's head, which uvicorn lacks."""

    _timer: asyncio.TimerHandle | None = None
    _head_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Allows `KEEP_ALIVE_S` until the first byte: a load balancer may connect ahead of requests."""
        super().connection_made(transport)
        self._allow(KEEP_ALIVE_S)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stops the timer of a closed connection."""
        super().connection_lost(exc)
        self._stop()

    def data_received(self, data: bytes) -> None:
        """Times the head of each request; bytes of a body do not count."""
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
