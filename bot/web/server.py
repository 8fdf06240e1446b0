"""The ASGI application: Slack's requests, installation pages, webhooks and health."""

import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.app import Pacer
from bot.common.body_limits import BodyLimits
from bot.slack.gateway import refused_as_odd
from bot.slack.request_reader import OddPayload, payload_of
from bot.slack.signatures import Signatures
from bot.web.health import health_routes
from bot.web.webhooks import ingest_routes

# The longest message, 40,000 characters, comes twice in a shortcut on it (words and blocks), with up to eight
# bytes for each as a form spells JSON; views end at 250 kB.
LARGEST_BODY = 1_000_000
# Slack itself gives up after 3 s.
SLOWEST_BODY_S = 5.0
_SSL_CHECK = b"ssl_check=1"


def web_app(pacer: Pacer, *, with_background: bool, slowest_body_s: float = SLOWEST_BODY_S) -> Starlette:
    """The ASGI application over a built Pacer; `with_background` also sends and ticks in this process.

    A body that is not there after `slowest_body_s` seconds is given up with 408.
    """
    door = HttpDoor(pacer)
    bounds = Middleware(
        BodyLimits,
        most_bytes=LARGEST_BODY,
        seconds=slowest_body_s,
        too_large="This is more than Slack ever sends.",
    )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            if with_background:
                await stack.enter_async_context(pacer.background())
            yield

    return Starlette(
        routes=[
            Route("/slack/events", door.events, methods=["POST"], middleware=[bounds]),
            Route("/slack/install", door.install),
            Route("/slack/oauth_redirect", door.oauth_redirect),
            *ingest_routes(pacer),
            *health_routes(pacer),
        ],
        lifespan=lifespan,
    )


class HttpDoor:
    """Handlers of the routes that Slack and installing admins call."""

    def __init__(self, pacer: Pacer) -> None:
        secret = pacer.settings.slack_signing_secret
        self._pacer = pacer
        self._signatures = Signatures(secret.get_secret_value() if secret else "")

    async def events(self, request: Request) -> Response:
        """Handles commands, interactions and events; 401 for an unsigned body, which is not parsed."""
        pending = self._pacer.door.arrival()
        body = await request.body()
        if _SSL_CHECK in body[:200].split(b"&"):
            return PlainTextResponse("")  # Slack looks at our certificate now and then, and need not sign it
        if not self._signatures.accepts(request.headers, body, time.time()):
            return PlainTextResponse("This is not signed by Slack.", status_code=401)
        try:
            payload = payload_of(body, request.headers.get("content-type", ""))
        except OddPayload as odd:
            return _response(refused_as_odd(odd))
        return _response(await self._pacer.door.take(payload, pending))

    async def install(self, request: Request) -> Response:
        """Shows the page that leads to Slack's consent page; 404 without OAuth."""
        flow = self._pacer.bolt.oauth_flow
        if flow is None:
            return PlainTextResponse("This Pacer serves one workspace, by its bot token.", status_code=404)
        # Without its query: Bolt would write a `team` as it is, line breaks too, into the Location header.
        return _response(await flow.handle_installation(_bolt_request(request, query="")))

    async def oauth_redirect(self, request: Request) -> Response:
        """Completes an installation when Slack redirects back; reads the new workspace's members at once."""
        flow = self._pacer.bolt.oauth_flow
        if flow is None:
            return PlainTextResponse("This Pacer serves one workspace, by its bot token.", status_code=404)
        response = _response(await flow.handle_callback(_bolt_request(request, str(request.query_params))))
        if response.status_code == 200 and "error" not in request.query_params:
            self._pacer.tasks.start("after an installation", self._pacer.installed(), limit_seconds=300)
        return response


def _bolt_request(request: Request, query: str) -> AsyncBoltRequest:
    headers: dict[str, str | Sequence[str]] = {**request.headers}
    return AsyncBoltRequest(body="", query=query, headers=headers)


def _response(bolt: BoltResponse) -> Response:
    response = Response(content=bolt.body, status_code=bolt.status)
    for name, values in bolt.headers.items():
        for value in values:
            if name == "content-type":
                response.headers[name] = value
            else:
                response.headers.append(name, value)
    return response
