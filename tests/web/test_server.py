"""The HTTP door: only what Slack signed comes in, each thing once, and failures say what to do about them."""

import io
import json
import re
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from sqlalchemy import func, select, text

from bot.db.engine import make_engine
from bot.db.health import DatabaseHealth
from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage, open_stage
from bot.emulator.protocol.payloads import event_callback
from bot.emulator.protocol.signing import FORM, signature, signed_headers
from bot.features.kudos.models import Kudos
from bot.framework.context import Contexts
from bot.registry import CATALOG
from bot.slack.request_reader import payload_of
from bot.web import server
from bot.web.server import web_app
from tests.databases import SQLITE_FIRST
from tests.stages import box_at

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
JSON = "application/json"


@pytest.fixture
async def stage(database_url: str) -> AsyncIterator[Stage]:
    """The bot behind its HTTP door, in the emulator."""
    async with open_stage(box_at(MONDAY, "http"), database_url, migrated=True) as opened:
        yield opened


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    """Somebody on the network."""
    async with httpx.AsyncClient(trust_env=False) as client:
        yield client


def command(stage: Stage, words: str, trigger_id: str = "1.2.3") -> bytes:
    """`/kudos <words>` by Ana in #sales, as a form."""
    world = stage.emulator.world
    fields = {
        "team_id": NORTHWIND,
        "user_id": world.named("ana").id,
        "channel_id": world.channel_named("sales", NORTHWIND).id,
        "channel_name": "sales",
        "command": "/kudos",
        "text": words,
        "trigger_id": trigger_id,
    }
    return urlencode(fields).encode()


def mention(stage: Stage) -> bytes:
    """`@Pacer @ben closed Acme` by Ana in #sales, as an event."""
    world = stage.emulator.world
    team = world.teams[NORTHWIND]
    event: dict[str, Any] = {
        "type": "app_mention",
        "user": world.named("ana").id,
        "text": f"<@{team.bot_user_id}> <@{world.named('ben').id}> closed Acme",
        "channel": world.channel_named("sales", NORTHWIND).id,
        "ts": "1795426200.000100",
        "event_ts": "1795426200.000100",
    }
    return json.dumps(event_callback(world, team, event)).encode()


async def post(
    stage: Stage, http: httpx.AsyncClient, body: bytes, content_type: str = FORM, **headers: str
) -> httpx.Response:
    """Send a body as Slack does: signed; `headers` come on top."""
    signed = signed_headers(stage.emulator.world.app.signing_secret, body, content_type)
    return await http.post(str(stage.emulator.request_url), content=body, headers={**signed, **headers})


async def given(stage: Stage) -> int:
    """How many kudos are recorded."""
    async with stage.pacer.db.reading("") as transaction:
        return int(await transaction.session.scalar(select(func.count(Kudos.id))) or 0)


async def drop(stage: Stage, table: str) -> None:
    """Break the database: everything that needs this table fails from now on."""
    async with stage.pacer.db.engine.begin() as connection:
        await connection.execute(text(f"DROP TABLE {table}"))


def _stale(secret: str, body: bytes) -> dict[str, str]:
    then = str(int(time.time()) - 600)
    return {"X-Slack-Request-Timestamp": then, "X-Slack-Signature": signature(secret, then, body)}


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_what_slack_did_not_sign_is_refused(stage: Stage, http: httpx.AsyncClient) -> None:
    """A wrong, missing, stale or nonsensical signature is answered 401, and nothing is recorded."""
    url, secret = str(stage.emulator.request_url), stage.emulator.world.app.signing_secret
    body = command(stage, "<@U0BEN2WLK9> closed Acme")
    good = signed_headers(secret, body, FORM)
    forgeries: list[dict[str, str]] = [
        signed_headers("another secret", body, FORM),
        {"Content-Type": FORM},
        {"Content-Type": FORM, "X-Slack-Signature": good["X-Slack-Signature"]},
        {key: value for key, value in good.items() if key != "X-Slack-Signature"},
        {**good, **_stale(secret, body)},
        {**good, "X-Slack-Request-Timestamp": "yesterday"},
        {**good, "X-Slack-Request-Timestamp": "9" * 5000},
        {**good, "X-Slack-Signature": "v0="},
    ]

    statuses = [(await http.post(url, content=body, headers=headers)).status_code for headers in forgeries]
    odd = {**good, "X-Slack-Signature": "v0=é".encode("latin-1")}
    statuses.append((await http.post(url, content=body, headers=odd)).status_code)  # type: ignore[arg-type]
    statuses.append((await http.post(url, content=body + b"!", headers=good)).status_code)
    statuses.append((await http.post(url, content=b"payload \xff", headers=good)).status_code)

    assert statuses == [401] * 11
    assert await given(stage) == 0


async def test_a_thank_you_for_the_payload_fix_is_recorded(stage: Stage, http: httpx.AsyncClient) -> None:
    """The word at which Bolt stumbles goes through the whole door."""
    reason = "thanks for the payload fix, payload=1"

    answer = await post(stage, http, command(stage, f"<@U0BEN2WLK9> {reason}"))

    assert answer.status_code == 200
    assert "4 of 5" in answer.json()["text"]
    async with stage.pacer.db.reading("") as transaction:
        assert await transaction.session.scalar(select(Kudos.reason)) == reason


async def test_an_event_that_comes_again_is_recorded_once(stage: Stage, http: httpx.AsyncClient) -> None:
    """A retry carries the same event id: it is acknowledged, and changes nothing."""
    body = mention(stage)

    first = await post(stage, http, body, JSON)
    retry = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
    again = await post(stage, http, body, JSON, **retry)

    assert (first.status_code, again.status_code) == (200, 200)
    assert await given(stage) == 1


async def test_a_retry_whose_first_attempt_was_lost_counts(stage: Stage, http: httpx.AsyncClient) -> None:
    """Nothing is dropped because of its retry header alone."""
    answer = await post(stage, http, mention(stage), JSON, **{"X-Slack-Retry-Num": "1"})

    assert answer.status_code == 200
    assert await given(stage) == 1


@pytest.mark.fresh_database
async def test_an_event_that_fails_is_asked_for_again(
    stage: Stage, http: httpx.AsyncClient, log: io.StringIO
) -> None:
    """500 makes Slack retry; nothing of the failed attempt stays, so that the retry counts."""
    await drop(stage, "deliveries")

    answer = await post(stage, http, mention(stage), JSON)

    assert answer.status_code == 500
    assert await given(stage) == 0
    assert "deliveries" in log.getvalue()


@pytest.mark.fresh_database
async def test_a_command_that_fails_tells_a_reference(
    stage: Stage, http: httpx.AsyncClient, log: io.StringIO
) -> None:
    """The person sees the same reference as the log, and no trace of what broke."""
    await drop(stage, "deliveries")

    answer = await post(stage, http, command(stage, "<@U0BEN2WLK9> closed Acme"))

    assert answer.status_code == 200
    said = answer.json()
    reference = re.search(r"Reference: ([0-9A-F]{8})", said["text"])
    assert reference
    assert said["response_type"] == "ephemeral"
    assert "deliveries" not in answer.text
    failed = [line for line in map(json.loads, log.getvalue().splitlines()) if line["level"] == "error"]
    assert [line["reference"] for line in failed] == [reference[1]]
    assert "deliveries" in failed[0]["exception"]


@pytest.mark.parametrize("kind", ["reaction_added", "reaction_removed"])
async def test_a_reaction_on_a_file_means_nothing(stage: Stage, http: httpx.AsyncClient, kind: str) -> None:
    """It has no channel; 500 would bring it again and again."""
    world = stage.emulator.world
    item = {"type": "file", "file": "F0DECK"}
    event = {"type": kind, "user": world.named("ana").id, "reaction": "star", "item": item, "event_ts": "1.1"}
    body = json.dumps(event_callback(world, world.teams[NORTHWIND], event)).encode()

    assert (await post(stage, http, body, JSON)).status_code == 200


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_slack_may_check_the_address(stage: Stage, http: httpx.AsyncClient) -> None:
    """ssl_check and url_verification are answered as Slack wants."""
    checked = await http.post(str(stage.emulator.request_url), data={"ssl_check": "1", "token": "x"})
    challenge = json.dumps({"type": "url_verification", "token": "x", "challenge": "3eZbrw1a"}).encode()
    verified = await post(stage, http, challenge, JSON)

    assert checked.status_code == 200
    assert (verified.status_code, verified.json()) == (200, {"challenge": "3eZbrw1a"})


@pytest.mark.fresh_database
async def test_alive_and_ready(stage: Stage, http: httpx.AsyncClient) -> None:
    """A good database is ready; one without our schema asks for a migration; both times we are alive."""
    home = str(stage.emulator.request_url).removesuffix("/slack/events")
    before = await http.get(f"{home}/readyz")
    await drop(stage, "alembic_version")
    after = await http.get(f"{home}/readyz")
    alive = await http.get(f"{home}/healthz")

    assert before.status_code == 200
    assert (after.status_code, alive.status_code) == (503, 200)
    assert "migrate" in after.text


async def test_not_ready_without_its_database(stage: Stage) -> None:
    """A database that is gone is 503 and a sentence, whatever its driver raises."""
    gone = [
        "sqlite:////nowhere/at/all.db",
        "postgresql://pacer@127.0.0.1:9/pacer",
        str(stage.pacer.db.engine.url.set(database="dropped").render_as_string(hide_password=False))
        if stage.pacer.db.engine.dialect.name == "postgresql"
        else "sqlite:////nowhere/else.db",
    ]
    for url in gone:
        database = Contexts(make_engine(url), CATALOG)
        pacer = replace(stage.pacer, db=database, health=DatabaseHealth(database))
        door = web_app(pacer, with_background=False)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(door), base_url="http://bot") as http:
            answer = await http.get("/readyz")
        await database.close()

        told = "is gone" if url.startswith("sqlite") else "the database does not answer"
        assert answer.status_code == 503
        assert told in answer.text, url


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_one_workspace_has_no_installation_pages(stage: Stage, http: httpx.AsyncClient) -> None:
    """With a bot token there is nothing to install: both pages say so."""
    home = str(stage.emulator.request_url).removesuffix("/slack/events")
    for page in ("install", "oauth_redirect"):
        answer = await http.get(f"{home}/slack/{page}")
        assert (answer.status_code, "one workspace" in answer.text) == (404, True)


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_a_body_larger_than_slack_sends_is_not_read(stage: Stage, http: httpx.AsyncClient) -> None:
    """A stranger cannot fill the memory: the door closes after a megabyte."""
    body = b"text=" + b"x" * 1_000_001

    answer = await http.post(str(stage.emulator.request_url), content=body, headers={"content-type": FORM})
    assert answer.status_code == 413


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_what_is_not_signed_is_not_parsed(
    stage: Stage, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, log: io.StringIO
) -> None:
    """Forms of a megabyte, deep JSON and bytes: 401, no parser sees them, and the log has nothing to tell."""
    parsed: list[int] = []

    def counting(body: bytes, content_type: str) -> object:
        parsed.append(len(body))
        return payload_of(body, content_type)

    monkeypatch.setattr(server, "payload_of", counting)
    url, kinds = str(stage.emulator.request_url), (FORM, JSON, "text/plain")
    bodies = [
        b"a=1&" * 249_000,
        b"[" * 500_000,
        b"payload=" + b"%5B" * 300_000,
        b"payload \xff" * 90_000,
        b"",
    ]
    for body in bodies:
        forged = [signed_headers("another secret", body, kind) for kind in kinds]
        for headers in (*forged, *({"Content-Type": kind} for kind in kinds)):
            assert (await http.post(url, content=body, headers=headers)).status_code == 401
    assert (parsed, log.getvalue()) == ([], "")

    assert (await post(stage, http, command(stage, "top"))).status_code == 200
    assert len(parsed) == 1


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_garbage_at_any_address_breaks_nothing(
    stage: Stage, http: httpx.AsyncClient, log: io.StringIO
) -> None:
    """An unsigned request is refused or answered at every door; none ends in 500."""
    home = str(stage.emulator.request_url).removesuffix("/slack/events")
    paths = ("/ingest/%00/%00", "/ingest/%FF/x", f"/ingest/{'T' * 5000}/x", "/ingest/T1/%F0%9F%8E%89")
    asked = [("POST", path) for path in paths]
    asked += [("GET", f"/slack/{page}?team=%0d%0aX:1&code=%00") for page in ("install", "oauth_redirect")]
    asked += [
        (method, path) for method in ("GET", "POST", "BREW") for path in ("/healthz", "/metrics", "/%00")
    ]
    for method, path in asked:
        answer = await http.request(method, home + path, content=b"\xff" * 9 if method == "POST" else None)
        assert answer.status_code < 500, path
    assert "exception" not in log.getvalue()
