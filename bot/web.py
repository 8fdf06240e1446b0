"""The HTTP door: Slack's events and the installation pages, beside what says how we are."""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.app import Pacer
from bot.health import health_routes
from bot.ingest import body_within, ingest_routes
from bot.slack.payload_trap import around_payload_trap

_UNIX_TIME = re.compile(r"\d{1,12}", re.ASCII)

# Slack's largest requests, views with everything in them, are a tenth of this.
LARGEST_BODY = 1_000_000


def web_app(pacer: Pacer, *, with_background: bool) -> Starlette:
    """The ASGI application over a built Pacer; `with_background` also sends and ticks in this process."""
    door = HttpDoor(pacer)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            if with_background:
                await pacer.run_jobs()
                await stack.enter_async_context(pacer.background())
            yield

    return Starlette(
        routes=[
            Route("/slack/events", door.events, methods=["POST"]),
            Route("/slack/install", door.install),
            Route("/slack/oauth_redirect", door.oauth_redirect),
            *ingest_routes(pacer),
            *health_routes(pacer),
        ],
        lifespan=lifespan,
    )


class HttpDoor:
    """The endpoints."""

    def __init__(self, pacer: Pacer) -> None:
        secret = pacer.settings.slack_signing_secret
        self._pacer = pacer
        self._verifier = SignatureVerifier(secret.get_secret_value() if secret else "")

    async def events(self, request: Request) -> Response:
        """Commands, interactions and events: Slack sends all of them here."""
        if not _may_be_signed(request.headers):
            return PlainTextResponse("This is not signed by Slack.", status_code=401)
        raw = await body_within(request, LARGEST_BODY)
        if raw is None:
            return PlainTextResponse("This is more than Slack ever sends.", status_code=413)
        # Slack writes UTF-8: with anything replaced the signature does not fit any more.
        text = raw.decode(errors="replace")
        body, signed = around_payload_trap(text, dict(request.headers), self._verifier)
        headers: dict[str, str | Sequence[str]] = {**signed}
        bolt_request = AsyncBoltRequest(body=body, query=str(request.query_params), headers=headers)
        return _response(await self._pacer.bolt.async_dispatch(bolt_request))

    async def install(self, request: Request) -> Response:
        """The page that leads to Slack's consent page."""
        flow = self._pacer.bolt.oauth_flow
        if flow is None:
            return PlainTextResponse("This Pacer serves one workspace, by its bot token.", status_code=404)
        return _response(await flow.handle_installation(_bolt_request(request)))

    async def oauth_redirect(self, request: Request) -> Response:
        """Where Slack sends people back to; a new workspace's people are read at once."""
        flow = self._pacer.bolt.oauth_flow
        if flow is None:
            return PlainTextResponse("This Pacer serves one workspace, by its bot token.", status_code=404)
        response = _response(await flow.handle_callback(_bolt_request(request)))
        if response.status_code == 200 and "error" not in request.query_params:
            self._pacer.tasks.start("after an installation", self._pacer.installed(), limit_seconds=300)
        return response


def _may_be_signed(headers: Mapping[str, str]) -> bool:
    """Bolt breaks, rather than refuses, at a time that is no number and at a signature that is not ASCII."""
    sent_at = headers.get("x-slack-request-timestamp", "0")
    return bool(_UNIX_TIME.fullmatch(sent_at)) and headers.get("x-slack-signature", "").isascii()


def _bolt_request(request: Request) -> AsyncBoltRequest:
    headers: dict[str, str | Sequence[str]] = {**request.headers}
    return AsyncBoltRequest(body="", query=str(request.query_params), headers=headers)


def _response(bolt: BoltResponse) -> Response:
    response = Response(content=bolt.body, status_code=bolt.status)
    for name, values in bolt.headers.items():
        for value in values:
            if name == "content-type":
                response.headers[name] = value
            else:
                response.headers.append(name, value)
    return response
