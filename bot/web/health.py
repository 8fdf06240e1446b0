"""Liveness, readiness and Prometheus metrics, for load balancers and monitoring."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Gauge, generate_latest
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.app import Pacer
from bot.common.asgi_server import listening
from bot.config import SettingsError
from bot.deliveries import delivery_log
from bot.web.webhooks import ingest_routes


def health_routes(pacer: Pacer) -> list[Route]:
    """The routes `/healthz`, `/readyz` and `/metrics`."""
    health = HealthEndpoints(pacer)
    return [
        Route("/healthz", health.healthz),
        Route("/readyz", health.readyz),
        Route("/metrics", health.metrics),
    ]


class HealthEndpoints:
    """Handlers of the health routes."""

    def __init__(self, pacer: Pacer) -> None:
        self._pacer = pacer

    async def healthz(self, _: Request) -> Response:
        """200 while the process answers at all."""
        return PlainTextResponse("ok")

    async def readyz(self, _: Request) -> Response:
        """200 when the database is there, of this version, and takes writes; 503 and the reason otherwise."""
        trouble = await self._pacer.health.look()
        return PlainTextResponse(trouble or "ready", status_code=503 if trouble else 200)

    async def metrics(self, _: Request) -> Response:
        """All counters in Prometheus's text format, and the size of the queue as it is now."""
        counted = generate_latest(REGISTRY)
        try:
            counted += generate_latest(await self._queue())
        except (SQLAlchemyError, OSError):
            counted += b"# the database does not answer: the queue is not known\n"
        return Response(counted, headers={"content-type": CONTENT_TYPE_LATEST})

    async def _queue(self) -> CollectorRegistry:
        now = self._pacer.clock.now()
        async with self._pacer.db.reading("") as transaction:
            depth = await delivery_log.depth(transaction.session, now)
        late = (now - depth.oldest_due_at).total_seconds() if depth.oldest_due_at else 0.0
        gauges = CollectorRegistry()
        for name, words, value in (
            ("waiting", "Messages owed and not sent yet, also those for later", depth.waiting),
            ("due", "Messages that could go out now", depth.due),
            ("oldest_due_seconds", "How late the first of them is", max(0.0, late)),
            ("held_workspaces", "Workspaces whose token does not work", depth.held_workspaces),
        ):
            Gauge(f"pacer_deliveries_{name}", words, registry=gauges).set(value)
        return gauges


@asynccontextmanager
async def health_door(pacer: Pacer) -> AsyncIterator[None]:
    """Serves health and webhook routes on METRICS_PORT while open, for processes without HTTP front door.

    Does nothing when the setting is not set.
    """
    port = pacer.settings.metrics_port
    if port is None:
        yield
        return
    async with AsyncExitStack() as stack:
        try:
            endpoints = Starlette(routes=[*ingest_routes(pacer), *health_routes(pacer)])
            await stack.enter_async_context(listening(endpoints, pacer.settings.host, port))
        except OSError:
            raise SettingsError(f"METRICS_PORT: port {port} is taken, choose another.") from None
        yield
