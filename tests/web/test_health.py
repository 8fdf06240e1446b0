"""Alive, ready, and what is counted: on the HTTP door, and beside processes that have none."""

import socket
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from starlette.applications import Starlette

from bot.common.asgi_server import LOOPBACK
from bot.config import SettingsError
from bot.deliveries.notices import Digest, EphemeralNotice
from bot.deliveries.outbox import Outbox, OutgoingNotice
from bot.deliveries.rate_limits import RateLimits
from bot.deliveries.recipients import Recipient
from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage, open_stage
from bot.web.health import health_door, health_routes
from tests.databases import SQLITE_FIRST
from tests.schema_states import execute, of_version
from tests.stages import box_at

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
async def stage(database_url: str) -> AsyncIterator[Stage]:
    """The bot in Socket Mode, which has no HTTP door of its own."""
    async with open_stage(box_at(MONDAY), database_url, migrated=True) as opened:
        yield opened


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        return int(taken.getsockname()[1])


async def metrics(stage: Stage) -> dict[str, float]:
    """The samples of /metrics, by name and labels."""
    port = free_port()
    settings = stage.pacer.settings.model_copy(update={"metrics_port": port})
    async with (
        health_door(replace(stage.pacer, settings=settings)),
        httpx.AsyncClient(trust_env=False, base_url=f"http://{LOOPBACK}:{port}") as http,
    ):
        assert (await http.get("/healthz")).text == "ok"
        assert (await http.get("/readyz")).text == "ready"
        answer = await http.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    lines = [line for line in answer.text.splitlines() if line and not line.startswith("#")]
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


async def test_the_queue_as_it_is(stage: Stage) -> None:
    """What waits, what is due and how late, and workspaces that are held: asked for when it is scraped."""
    at = MONDAY - timedelta(seconds=90)
    async with stage.pacer.db.transaction("T0ELSE") as transaction:
        now = [OutgoingNotice(Digest(), to=Recipient("C1"), dedupe_key=key) for key in "ab"]
        later = OutgoingNotice(Digest(), to=Recipient("C1"), dedupe_key="c", due=MONDAY + timedelta(days=1))
        await Outbox(transaction).enqueue_all([*now, later], at)
        await RateLimits(transaction).hold("*", MONDAY + timedelta(minutes=5), "token_revoked", MONDAY)

    found = await metrics(stage)

    queue = {name: value for name, value in found.items() if name.count("_") > 1 and "_total" not in name}
    assert queue["pacer_deliveries_waiting"] == 3
    assert queue["pacer_deliveries_due"] == 2
    assert queue["pacer_deliveries_oldest_due_seconds"] == 90
    assert queue["pacer_deliveries_held_workspaces"] == 1


async def test_requests_and_messages_are_counted(stage: Stage) -> None:
    """Answers by outcome, acknowledgements by time, messages by kind; nobody's name is in a label."""
    before = await metrics(stage)
    ana = stage.actor("ana").goes_to("#sales")
    await ana.types("/kudos @ben closed Acme in a day")
    await ana.types("/kudos @ana for me")

    after = await metrics(stage)

    def more(name: str) -> float:
        return after.get(name, 0) - before.get(name, 0)

    assert more('pacer_answers_total{outcome="answered",request="CommandRequest"}') == 1
    assert more('pacer_answers_total{outcome="refused",request="CommandRequest"}') == 1
    assert more('pacer_ack_seconds_count{request="CommandRequest"}') == 2
    assert more('pacer_deliveries_sent_total{kind="kudos.shoutout"}') == 1
    assert more('pacer_deliveries_sent_total{kind="kudos.note"}') == 1
    names = " ".join(after)
    assert not any(secret in names for secret in (NORTHWIND, ana.user.id, "Acme", "xoxb"))


async def test_failures_are_counted(stage: Stage) -> None:
    """By Slack's word for them."""
    before = await metrics(stage)
    sales = stage.emulator.world.channel_named("sales")
    sales.is_archived = True
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        answer, to = EphemeralNotice("hello", []), Recipient(sales.id)
        await Outbox(transaction).enqueue(answer, MONDAY, to=to, dedupe_key="a")
    await stage.settler.settle()

    name = 'pacer_deliveries_failed_total{error="is_archived"}'
    assert (await metrics(stage))[name] - before.get(name, 0) == 1


@pytest.mark.fresh_database
async def test_a_newer_database_is_not_asked_to_migrate(stage: Stage, database_url: str) -> None:
    """Somebody has migrated it under a process of the version before: that one takes no more requests."""
    await execute(database_url, of_version("9999"))
    door = Starlette(routes=health_routes(stage.pacer))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(door), base_url="http://bot") as http:
        answer = await http.get("/readyz")

    assert (answer.status_code, answer.text) == (503, "the database is of a newer Pacer: update this one")


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_a_port_that_is_taken(stage: Stage) -> None:
    """One sentence that names the setting."""
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        taken.listen()
        settings = stage.pacer.settings.model_copy(update={"metrics_port": taken.getsockname()[1]})
        with pytest.raises(SettingsError, match="METRICS_PORT"):
            async with health_door(replace(stage.pacer, settings=settings)):
                pass


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_no_port_no_door(stage: Stage) -> None:
    """Nothing is served unless it is asked for."""
    assert stage.pacer.settings.metrics_port is None
    async with health_door(stage.pacer):
        pass
