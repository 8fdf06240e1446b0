"""A Slack that answers at once and remembers who was told what, when: for benches that send a great deal.

It knows four methods: chat.postMessage, chat.postEphemeral, conversations.open and conversations.history.
What is posted to a person lands in their direct message, `D` and the person's id.
"""

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs


@dataclass(frozen=True)
class Post:
    """One message. `at`: seconds on this machine's monotonic clock."""

    team: str
    channel: str
    ts: str
    at: float
    metadata: dict[str, Any] | None


class SlackStub:
    """An ASGI application. `on_post` is called with the number of posts so far, after each."""

    def __init__(self, answer_seconds: float = 0.0) -> None:
        self.posts: dict[tuple[str, str], list[Post]] = defaultdict(list)
        self.count = 0
        self.on_post: Callable[[int], None] = lambda _: None
        self._answer_seconds = answer_seconds

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            return
        body = b""
        while True:
            event = await receive()
            body += event.get("body", b"")
            if not event.get("more_body"):
                break
        team = dict(scope["headers"]).get(b"authorization", b"").decode().rpartition("-")[2]
        method = scope["path"].rpartition("/")[2]
        arguments = _arguments(scope, body)
        answer = self._answer(team, method, arguments)
        if self._answer_seconds:
            await asyncio.sleep(self._answer_seconds)
        await _respond(send, answer)

    def _answer(self, team: str, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        if method == "chat.postMessage":
            return self._post(team, arguments)
        if method == "conversations.open":
            return {"ok": True, "channel": {"id": f"D{arguments['users']}"}}
        if method == "conversations.history":
            return self._history(team, arguments)
        return {"ok": True}

    def _post(self, team: str, arguments: dict[str, Any]) -> dict[str, Any]:
        channel = arguments["channel"]
        channel = f"D{channel}" if channel.startswith("U") else channel
        self.count += 1
        ts = f"{time.time():.6f}"
        metadata = arguments.get("metadata")
        told = json.loads(metadata) if isinstance(metadata, str) else metadata
        self.posts[team, channel].append(Post(team, channel, ts, time.monotonic(), told))
        self.on_post(self.count)
        return {"ok": True, "channel": channel, "ts": ts}

    def _history(self, team: str, arguments: dict[str, Any]) -> dict[str, Any]:
        posts = reversed(self.posts[team, arguments["channel"]])
        return {"ok": True, "messages": [{"ts": post.ts, "metadata": post.metadata} for post in posts]}


def _arguments(scope: Any, body: bytes) -> dict[str, Any]:
    query = {name: values[0] for name, values in parse_qs(scope["query_string"].decode()).items()}
    kind = dict(scope["headers"]).get(b"content-type", b"")
    if kind.startswith(b"application/json"):
        return {**query, **json.loads(body or b"{}")}
    return {**query, **{name: values[0] for name, values in parse_qs(body.decode()).items()}}


async def _respond(send: Any, answer: dict[str, Any]) -> None:
    headers = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(answer).encode()})


async def _lifespan(receive: Any, send: Any) -> None:
    while True:
        event = await receive()
        await send({"type": f"{event['type']}.complete"})
        if event["type"] == "lifespan.shutdown":
            return
