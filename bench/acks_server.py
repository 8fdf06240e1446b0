"""One server of the ack benchmark: `python -m bench.acks_server web|run|bare PORT SLACK_URL DATABASE_URL`."""

import asyncio
import sys

import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from uvicorn.loops.auto import auto_loop_factory

from bot.app import build_app
from bot.common.logs import configure_logs
from bot.config import Settings
from bot.web.server import web_app

SECRET = "a secret that both sides of the benchmark know"


def bare(slack_url: str) -> Starlette:
    """Bolt as its tutorial starts it, with a listener that only acknowledges."""
    client = AsyncWebClient(token="xoxb-bench", base_url=slack_url)
    app = AsyncApp(client=client, signing_secret=SECRET)

    @app.command("/kudos")
    async def kudos(ack: AsyncAck) -> None:
        await ack("ok")

    handler = AsyncSlackRequestHandler(app)

    async def events(request: Request) -> Response:
        return await handler.handle(request)

    return Starlette(routes=[Route("/slack/events", events, methods=["POST"])])


async def serve(kind: str, port: int, slack_url: str, database_url: str) -> None:
    """Serve until the process is ended."""
    if kind == "bare":
        await _listen(bare(slack_url), port)
        return
    settings = Settings(
        slack_bot_token="xoxb-bench",  # type: ignore[arg-type]
        slack_signing_secret=SECRET,  # type: ignore[arg-type]
        slack_api_url=slack_url,
        database_url=database_url,
    )
    configure_logs("WARNING", "json")
    async with build_app(settings) as pacer:
        await _listen(web_app(pacer, with_background=kind == "run"), port)


async def _listen(app: Starlette, port: int) -> None:
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None, access_log=False)
    await uvicorn.Server(config).serve()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
        runner.run(serve(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]))
