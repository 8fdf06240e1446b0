"""Closes connections on which a request begins and its head does not end, and the silent ones of a crowd."""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# Longer than callers keep a connection (load balancers usually 60 s): a server that hangs up first
# loses the request that comes in that moment, and Slack does not send a command twice.
KEEP_ALIVE_S = 75
# A head is one packet or two. Slack gives a request up after 3 s; this leaves room for a slow line.
HEAD_S = 10
# Far beyond Slack's, cookies of a browser included.
LONGEST_HEAD = 64 * 2**10
# Connections on which nothing is being answered: of one caller, and of all; fewer than a server takes in all.
# A load balancer, which is one caller, keeps some dozens.
MOST_WAITING_OF_A_PEER = 200
MOST_WAITING = 400


class PunctualProtocol(HttpToolsProtocol):
    """uvicorn's protocol, with limits for time and length of a request's head, which uvicorn lacks.

    Nor does it limit connections on which nobody asks anything, so that these shut out who does. Here of too
    many the one that was silent longest is closed for each new one.
    """

    _timer: asyncio.TimerHandle | None = None
    _head_bytes = 0
    _heard_at = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Allows `KEEP_ALIVE_S` until the first byte: a load balancer may connect ahead of requests."""
        super().connection_made(transport)
        self._heard_at = self.loop.time()
        self._make_room()
        self._allow(KEEP_ALIVE_S)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stops the timer of a closed connection."""
        super().connection_lost(exc)
        self._stop()

    def data_received(self, data: bytes) -> None:
        """Times the head of each request; bytes of a body do not count."""
        self._heard_at = self.loop.time()
        before = self.cycle  # each complete head begins another
        is_body = before is not None and not before.response_complete
        super().data_received(data)
        if self.cycle is not before or self.transport.get_protocol() is not self:  # or it is a websocket now
            self._stop()
        elif not is_body and not self.transport.is_closing():
            self._go_on(len(data))

    @property
    def _peer(self) -> str:
        return self.client[0] if self.client else ""

    @property
    def _is_waiting(self) -> bool:
        is_answered = self.cycle is None or self.cycle.response_complete
        return is_answered and not self.transport.is_closing()

    def _make_room(self) -> None:
        if len(self.connections) <= MOST_WAITING_OF_A_PEER:
            return
        others = [
            each for each in self.connections if isinstance(each, PunctualProtocol) and each is not self
        ]
        waiting = [each for each in others if each._is_waiting]
        of_peer = [each for each in waiting if each._peer == self._peer]
        crowd = of_peer if len(of_peer) >= MOST_WAITING_OF_A_PEER else waiting
        if crowd is of_peer or len(crowd) >= MOST_WAITING:
            min(crowd, key=lambda each: each._heard_at)._hang_up()

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
