"""The Web API over the wire, from the emulator: tokens by workspace, and failures sorted by what to do."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from bot.demo.cast import CONTOSO, NORTHWIND, NORTHWIND_WORKSPACE, add_contoso, pacer_app
from bot.emulator.server import Emulator, serve
from bot.emulator.state.clock import MovableClock
from bot.manifest import manifest
from bot.slack.client import SlackClient
from bot.slack.failures import SlackFailure

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@dataclass
class Line:
    """A client, and the emulator that it calls."""

    emulator: Emulator
    slack: SlackClient

    async def says(self, channel: str, workspace_id: str = NORTHWIND) -> dict[str, object]:
        """Post something."""
        return await self.slack.call(workspace_id, "chat.postMessage", channel=channel, text="hello")


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    """Both workspaces, and a client that knows their tokens."""
    clock = MovableClock(MONDAY, frozen=True)
    emulator = Emulator([NORTHWIND_WORKSPACE], pacer_app(manifest("socket")), clock)
    add_contoso(emulator.world)

    async def token_of(workspace_id: str) -> str | None:
        team = emulator.world.teams.get(workspace_id)
        return team.token if team else None

    async with serve(emulator) as base_url, SlackClient(f"{base_url}/api/", token_of) as slack:
        yield Line(emulator, slack)


async def failure(line: Line, channel: str = "C0SALES2NW", workspace_id: str = NORTHWIND) -> SlackFailure:
    """How posting fails."""
    with pytest.raises(SlackFailure) as raised:
        await line.says(channel, workspace_id)
    return raised.value


async def test_each_workspace_by_its_own_token(line: Line) -> None:
    """Reading and writing happen where the token belongs; the other workspace's channels do not exist."""
    here = await line.slack.read(NORTHWIND, "users.list", limit=100)
    there = await line.slack.read(CONTOSO, "users.list", limit=100)

    assert {user["name"] for user in here["members"]} >= {"ana", "ben"}
    assert {user["name"] for user in there["members"]} >= {"noor", "owen"}
    assert not {user["id"] for user in here["members"]} & {user["id"] for user in there["members"]}
    assert (await line.says("C0SALES2NW"))["ok"] is True
    assert (await failure(line, workspace_id=CONTOSO)).code == "channel_not_found"


@pytest.mark.parametrize(
    ("channel", "code"),
    [("C0NOWHERE1", "channel_not_found"), ("U0ONCALL8B", "cannot_dm_bot")],
)
async def test_what_can_never_work_is_permanent(line: Line, channel: str, code: str) -> None:
    """Trying again would not help."""
    failed = await failure(line, channel)

    assert (failed.code, failed.permanent, failed.retry_after) == (code, True, None)


async def test_no_installation(line: Line) -> None:
    """A workspace without token is not called at all."""
    failed = await failure(line, workspace_id="T0UNKNOWN")

    assert (failed.code, failed.permanent) == ("not_authed", True)
    assert not line.emulator.world.traffic


async def test_a_revoked_token(line: Line) -> None:
    """What Slack says of the token is passed on."""
    old = line.emulator.world.teams[NORTHWIND].token
    line.emulator.world.teams[NORTHWIND].token = "xoxb-new"

    async def token_of(_: str) -> str | None:
        return old

    async with SlackClient(line.slack.base_url, token_of) as slack:
        with pytest.raises(SlackFailure) as failed:
            await slack.call(NORTHWIND, "auth.test")
    assert failed.value.code in ("token_revoked", "invalid_auth", "account_inactive")
    assert failed.value.permanent


async def test_too_fast(line: Line) -> None:
    """429 tells how long to wait; nothing is sent again by itself."""
    line.emulator.faults.change({"rate_limit_every": 1, "retry_after_s": 7})

    failed = await failure(line)

    assert (failed.code, failed.permanent, failed.retry_after) == ("ratelimited", False, 7.0)
    assert len(line.emulator.world.traffic) == 1


async def test_slack_is_broken(line: Line) -> None:
    """A page of a proxy instead of an answer: worth another try later, and not sent again by itself."""
    line.emulator.faults.change({"server_error_every": 1})

    failed = await failure(line)

    assert (failed.permanent, failed.retry_after) == (False, None)
    assert len(line.emulator.world.traffic) == 1


async def test_a_file_that_was_not_handed_over_is_not_there(line: Line) -> None:
    """Slack did not answer where to put it: there is no doubt, it can be sent again."""
    line.slack.timeout_seconds = 0.2
    line.emulator.faults.change({"api_timeout_every": 1})
    with pytest.raises(SlackFailure) as failed:
        await line.slack.upload(NORTHWIND, "C0SALES2NW", "deals.csv", b"x", "Here it is")

    assert (failed.value.permanent, failed.value.unsure) == (False, False)


async def test_slack_hangs_up() -> None:
    """The connection ends without an answer: it may be done, so it is not said again by itself."""
    calls = []

    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        calls.append(await reader.readuntil(b"\r\n"))
        writer.close()

    async def token_of(_: str) -> str | None:
        return "xoxb-1"

    async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with SlackClient(f"http://127.0.0.1:{port}/api/", token_of) as slack:
            with pytest.raises(SlackFailure) as failed:
                await slack.call("T1", "chat.postMessage", channel="C1", text="hello")

    assert (failed.value.permanent, failed.value.unsure) == (False, True)
    assert calls == [b"POST /api/chat.postMessage HTTP/1.1\r\n"]


async def test_slack_cannot_be_reached() -> None:
    """No connection is worth another try later."""

    async def token_of(_: str) -> str | None:
        return "xoxb-1"

    async with SlackClient("http://127.0.0.1:9/api/", token_of) as slack:
        with pytest.raises(SlackFailure) as failed:
            await slack.call("T1", "auth.test")
        with pytest.raises(SlackFailure) as unsaid:
            await slack.post_to_response_url("T1", "http://127.0.0.1:9/response/x", {"text": "hello"})
    assert not failed.value.permanent
    assert not unsaid.value.permanent


async def test_response_urls(line: Line) -> None:
    """Good five times, then refused for good."""
    ana = line.emulator.world.named("ana")
    token = line.emulator.interactions.new_response_token(ana.id, "C0SALES2NW", None)
    url = f"{line.emulator.base_url}/response/{token}"
    for _ in range(5):
        await line.slack.post_to_response_url("T1", url, {"text": "hello", "response_type": "ephemeral"})

    with pytest.raises(SlackFailure) as failed:
        await line.slack.post_to_response_url("T1", url, {"text": "hello"})

    assert failed.value.permanent
    sales = line.emulator.world.channels["C0SALES2NW"]
    assert [m.ephemeral_to for m in sales.visible_to(ana.id) if m.text == "hello"] == [ana.id] * 5


async def test_a_closed_client_says_so() -> None:
    """Used outside its context there is no session to post with."""

    async def token_of(_: str) -> str | None:
        return None

    with pytest.raises(RuntimeError, match="not open"):
        await SlackClient("http://127.0.0.1:9/api/", token_of).post_to_response_url(
            "T1", "http://127.0.0.1:9/", {}
        )
