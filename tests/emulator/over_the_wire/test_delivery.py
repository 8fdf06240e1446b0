"""The wire itself: signatures, Socket Mode's connections, duplicates, and the faults of the Web API."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import aiohttp
import httpx
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.common.asgi_server import listening
from bot.demo.cast import add_contoso
from bot.emulator.transport.socket_mode import MAX_CONNECTIONS
from tests.stages import HANGS_S

from .stage import Stage, by_socket

Ack = Callable[..., Awaitable[Any]]


async def test_a_wrong_signature_is_refused_by_the_app(http_stage: Stage) -> None:
    """Signed with another secret, a command is a 401 at the app and a failed dispatch to the person."""
    http_stage.emulator.world.app.signing_secret = "another secret"

    outcome = await http_stage.actor("ana").types("/kudos @ben")

    assert outcome.exchanges[0].outcome == "HTTP 401"
    assert outcome.error == '/kudos failed with the error "dispatch_failed"'


async def test_nobody_listens(stage: Stage) -> None:
    """An app that is not there is a failed dispatch at once."""
    await stage.emulator.delivery.hub.close()
    stage.emulator.request_url = "http://127.0.0.1:9/slack/events"

    outcome = await stage.actor("ana").types("/kudos @ben")

    assert outcome.error == '/kudos failed with the error "dispatch_failed"'
    assert outcome.exchanges[0].outcome == "not connected"


async def test_the_app_may_ask_for_no_retry(http_stage: Stage) -> None:
    """x-slack-no-retry ends the attempts."""

    async def refuse(request: Request) -> Response:
        return PlainTextResponse("", status_code=500, headers={"x-slack-no-retry": "1"})

    async with listening(Starlette(routes=[Route("/", refuse, methods=["POST"])])) as url:
        http_stage.emulator.request_url = f"{url}/"
        ana = http_stage.actor("ana")
        outcome = await ana.reacts("tada", ana.sees()[-1])

    assert len(outcome.exchanges) == 1


async def test_a_payload_goes_to_any_one_connection(socket_stage: Stage) -> None:
    """With two connections each payload reaches one of them, and both get their share."""
    stage = socket_stage
    seen: list[str] = []

    def app(name: str) -> AsyncApp:
        app = AsyncApp(client=stage.app.client, signing_secret="x")

        @app.command("/kudos")
        async def kudos(ack: Ack) -> None:
            seen.append(name)
            await ack()

        return app

    assert stage.handler is not None
    await stage.handler.close_async()  # type: ignore[no-untyped-call]  # the SDK's own
    async with by_socket(stage.emulator, app("first")), by_socket(stage.emulator, app("second")):
        assert stage.emulator.delivery.hub.connections == 2
        for _ in range(4):
            assert (await stage.actor("ana").types("/kudos")).ok

    assert sorted(seen) == ["first", "first", "second", "second"]


async def test_a_refreshed_connection_comes_back(socket_stage: Stage) -> None:
    """Asked to refresh, the SDK opens a new connection, and commands go on."""
    stage = socket_stage

    @stage.app.command("/kudos")
    async def kudos(ack: Ack) -> None:
        await ack("here")

    await stage.emulator.delivery.hub.refresh()
    await asyncio.wait_for(stage.emulator.delivery.hub.connected(), HANGS_S)

    assert (await stage.actor("ana").types("/kudos")).text == "here"


async def test_what_socket_mode_says(stage: Stage) -> None:
    """Hello comes first; a warning goes to everybody; ten connections are all that Slack holds open."""
    hub = stage.emulator.delivery.hub
    url = f"{stage.emulator.base_url.replace('http', 'ws')}/socket"
    async with aiohttp.ClientSession() as http, AsyncExitStack() as stack:
        sockets = [
            await stack.enter_async_context(http.ws_connect(url))
            for _ in range(MAX_CONNECTIONS - hub.connections)
        ]
        hello = [await socket.receive_json() for socket in sockets]
        await sockets[0].send_str("no ack at all")
        await hub.warn()
        warning = await sockets[0].receive_json()
        extra = await stack.enter_async_context(http.ws_connect(url))
        refused = await extra.receive_json()
        closed = await extra.receive()

    assert hello[-1]["type"] == "hello"
    assert hello[-1]["num_connections"] == MAX_CONNECTIONS
    assert hello[-1]["connection_info"] == {"app_id": stage.emulator.world.app.id}
    assert (warning["type"], warning["reason"]) == ("disconnect", "warning")
    assert refused["reason"] == "too_many_websockets"
    assert closed.type is aiohttp.WSMsgType.CLOSE


async def test_a_command_delivered_twice(stage: Stage) -> None:
    """The second delivery has the same trigger, and its answer is not shown."""
    triggers: list[str] = []

    @stage.app.command("/kudos")
    async def kudos(ack: Ack, command: dict[str, Any]) -> None:
        triggers.append(command["trigger_id"])
        await ack(f"answer {len(triggers)}")

    stage.emulator.faults.change({"deliver_twice": True})
    ana = stage.actor("ana")

    outcome = await ana.types("/kudos @ben")

    assert outcome.text == "answer 1"
    assert triggers[0] == triggers[1]
    assert ana.sees()[-1].text == "answer 1"


async def test_a_lost_ack(stage: Stage) -> None:
    """The app did the work; the person reads of a time-out."""
    done: list[str] = []

    @stage.app.command("/kudos")
    async def kudos(ack: Ack) -> None:
        done.append("done")
        await ack("fine")

    stage.emulator.faults.change({"drop_acks": 1})
    ana = stage.actor("ana")

    outcome = await ana.types("/kudos @ben")

    assert (done, outcome.text) == (["done"], "")
    assert outcome.error == '/kudos failed with the error "operation_timeout"'
    assert (await ana.types("/kudos @ben")).ok


async def test_the_web_api_fails_as_told(stage: Stage) -> None:
    """Every second call is answered 429 with Retry-After; every third 503; the traffic shows it."""
    client = stage.app.client
    stage.emulator.faults.change({"rate_limit_every": 2, "retry_after_s": 7})
    assert (await client.auth_test())["user"] == "pacer"
    with pytest.raises(SlackApiError) as limited:
        await client.auth_test()

    stage.emulator.faults.change({"rate_limit_every": 0, "server_error_every": 1})
    with pytest.raises(SlackApiError) as broken:
        await client.auth_test()

    assert limited.value.response.status_code == 429
    assert limited.value.response.headers["Retry-After"] == "7"
    assert broken.value.response.status_code == 503
    assert [e.outcome for e in list(stage.emulator.world.traffic)[-3:]] == ["ok", "ratelimited", "HTTP 503"]


async def test_a_call_whose_answer_is_lost(stage: Stage) -> None:
    """The message is posted although the caller never hears of it."""
    sales = stage.emulator.world.channel_named("sales")
    stage.emulator.faults.change({"api_timeout_every": 1})

    async with httpx.AsyncClient(timeout=0.05) as http:
        with pytest.raises(httpx.TimeoutException):
            await http.post(
                f"{stage.emulator.base_url}/api/chat.postMessage",
                data={"channel": sales.id, "text": "hello?"},
                headers={"Authorization": f"Bearer {stage.app.client.token}"},
            )

    assert sales.messages[-1].text == "hello?"


async def test_tokens_by_header_by_argument_or_wrong(stage: Stage) -> None:
    """A token may come in the header or as an argument; another one is not_authed or invalid_auth."""
    url = f"{stage.emulator.base_url}/api/auth.test"
    token = stage.app.client.token

    async with httpx.AsyncClient() as http:
        answers = [
            (await http.post(url, headers={"Authorization": f"Bearer {token}"})).json(),
            (await http.post(url, data={"token": token})).json(),
            (await http.get(url, params={"token": token})).json(),
            (await http.post(url)).json(),
            (await http.post(url, data={"token": "xoxb-wrong"})).json(),
            (await http.post(url, content=b"{", headers={"Content-Type": "application/json"})).json(),
        ]

    assert [answer["ok"] for answer in answers] == [True, True, True, False, False, False]
    assert [answer["error"] for answer in answers[3:]] == ["not_authed", "invalid_auth", "invalid_json"]


async def test_two_workspaces_two_tokens(stage: Stage) -> None:
    """Contoso's people reach the app as Contoso's, and its token speaks there only."""
    contoso = add_contoso(stage.emulator.world)
    client = AsyncWebClient(token=contoso.token, base_url=f"{stage.emulator.base_url}/api/")

    assert (await client.auth_test())["team_id"] == contoso.id
    with pytest.raises(SlackApiError, match="channel_not_found"):
        await client.chat_postMessage(channel=stage.emulator.world.channel_named("wins").id, text="hello")
