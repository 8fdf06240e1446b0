"""Limits what is read of a request's body, in bytes and in time, whoever sends it."""

import asyncio
from collections.abc import Callable

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Refuse = Callable[[int, str], Response]


def in_words(status: int, sentence: str) -> Response:
    """A refusal as a plain-text response with this status."""
    return PlainTextResponse(sentence, status_code=status)


class BodyLimits:
    """ASGI middleware: 413 for more than `most_bytes`, 408 for what takes over `seconds`; both hang up.

    `too_large` is the sentence for the sender, `refuse` makes the response of it. 400 for a body that is cut
    off.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        most_bytes: int,
        seconds: float,
        too_large: str = "This body is too large.",
        refuse: Refuse = in_words,
    ) -> None:
        self._app = app
        self._most_bytes = most_bytes
        self._seconds = seconds
        self._too_large = too_large
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request; what is announced too large is not read at all."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            if _announced(scope) > self._most_bytes:
                raise _OutOfBounds(413, self._too_large)
            await self._app(scope, self._bounded(receive), send)
        except _OutOfBounds as out:
            response = self._refuse(out.status, out.sentence)
            response.headers["connection"] = "close"  # what else comes of this body is not listened to
            await response(scope, receive, send)

    def _bounded(self, receive: Receive) -> Receive:
        ends_at = asyncio.get_running_loop().time() + self._seconds
        read = 0
        is_complete = False

        async def bounded() -> Message:
            nonlocal read, is_complete
            if is_complete:  # what is waited for after the body is that the other side hangs up
                return await receive()
            try:
                async with asyncio.timeout_at(ends_at):
                    message = await receive()
            except TimeoutError:
                raise _OutOfBounds(408, "This body took too long to come.") from None
            if message["type"] == "http.disconnect":
                raise _OutOfBounds(400, "This body was cut off.")
            read += len(message.get("body", b""))
            if read > self._most_bytes:
                raise _OutOfBounds(413, self._too_large)
            is_complete = not message.get("more_body", False)
            return message

        return bounded


class _OutOfBounds(Exception):
    """A body that is not read to its end."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


def _announced(scope: Scope) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() and len(length) < 20 else 0
