"""Client of Slack's Web API: one HTTP session a process, one token a workspace, typed failures."""

import asyncio
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from yarl import URL

from bot.slack.error_codes import RATE_LIMITED, is_permanent, is_unsure
from bot.slack.failures import SlackFailure
from bot.slack.newer_blocks import REFUSED, Body, NewerBlocks

TOO_LARGE = "too_large"

_CHUNK = 2**16
# Files take longer than other calls.
_FILE_TIMEOUT = aiohttp.ClientTimeout(total=120)
TokenOf = Callable[[str], Awaitable[str | None]]


class SlackClient:
    """Calls the Web API on behalf of a workspace. Use as an async context manager."""

    def __init__(self, base_url: str, token_of: TokenOf, *, timeout_seconds: float = 10) -> None:
        self.base_url = base_url
        self._token_of = token_of
        self.timeout_seconds = timeout_seconds
        self._session: aiohttp.ClientSession | None = None
        self.newer_blocks = NewerBlocks()

    async def __aenter__(self) -> "SlackClient":
        # A connection that is not made by half of it never will be, and then nothing was sent for certain.
        limit = aiohttp.ClientTimeout(total=self.timeout_seconds, sock_connect=self.timeout_seconds / 2)
        self._session = aiohttp.ClientSession(timeout=limit)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    def raw(self, token: str | None = None) -> AsyncWebClient:
        """The SDK's client for one token (Bolt brings its own), on the shared session.

        Its own retry handlers are off: they may post a message twice.
        """
        return AsyncWebClient(token=token, base_url=self.base_url, session=self._session, retry_handlers=[])

    async def call(self, workspace_id: str, method: str, **arguments: Any) -> dict[str, Any]:
        """A call that writes, with the workspace's token; SlackFailure when it fails in any way.

        Newer blocks that the workspace's Slack refuses are sent as plain ones.
        """

        async def send(body: Body) -> dict[str, Any]:
            return await self._request(workspace_id, method, json=body)

        return await self.newer_blocks.send(workspace_id, arguments, send)

    async def read(self, workspace_id: str, method: str, **arguments: Any) -> dict[str, Any]:
        """A call that reads: these take no JSON body. SlackFailure when it fails in any way."""
        return await self._request(workspace_id, method, params=arguments)

    async def _request(self, workspace_id: str, method: str, **body: Any) -> dict[str, Any]:
        token = await self._token_of(workspace_id)
        if token is None:
            raise SlackFailure("not_authed", permanent=True)
        try:
            # With a session passed in, the SDK sets no timeout: set here.
            async with asyncio.timeout(self.timeout_seconds):
                response = await self.raw(token).api_call(method, **body)
        except SlackApiError as error:
            raise _failure(error) from None
        except (TimeoutError, aiohttp.ClientError) as error:
            raise _no_answer(error) from None
        return response.data if isinstance(response.data, dict) else {}

    async def download(self, workspace_id: str, url: str, into: Path, most_bytes: int) -> None:
        """Fetch a private file of the workspace into `into`; SlackFailure when that fails in any way."""
        session, token = self._open_session(), await self._token_of(workspace_id)
        if token is None or not self._is_slacks(url):
            raise SlackFailure("not_authed", permanent=True)
        try:
            headers = {"Authorization": f"Bearer {token}"}
            async with session.get(url, headers=headers, timeout=_FILE_TIMEOUT) as answer:
                # Without the right to read it Slack answers with its login page, status 200.
                if answer.status != 200 or answer.content_type == "text/html":
                    raise SlackFailure("file_not_readable", permanent=answer.status < 500)
                await _save(answer, into, most_bytes)
        except (TimeoutError, aiohttp.ClientError) as error:
            raise SlackFailure(type(error).__name__, permanent=False) from None

    def _is_slacks(self, url: str) -> bool:
        """Whether the token may be shown there: at Slack, or at its stand-in."""
        host = URL(url).host or ""
        own = URL(self.base_url)
        at_slack = URL(url).scheme == "https" and (host == "slack.com" or host.endswith(".slack.com"))
        return at_slack or (URL(url).origin() == own.origin() and not (own.host or "").endswith("slack.com"))

    async def upload(
        self, workspace_id: str, channel_id: str, name: str, content: bytes, comment: str
    ) -> None:
        """Send a file into a conversation, in the three steps that Slack has for it.

        Only after the last one may it be there: what fails before is never `unsure`.
        """
        try:
            file_id = await self._handed_over(workspace_id, name, content)
        except SlackFailure as failure:
            raise SlackFailure(
                failure.code,
                permanent=failure.permanent,
                retry_after=failure.retry_after,
                unreached=failure.is_outage,
            ) from None
        await self.call(
            workspace_id,
            "files.completeUploadExternal",
            files=[{"id": file_id, "title": name}],
            channel_id=channel_id,
            initial_comment=comment,
        )

    async def _handed_over(self, workspace_id: str, name: str, content: bytes) -> str:
        """The id of a file whose bytes Slack has, and which nobody sees yet."""
        place = await self.read(
            workspace_id, "files.getUploadURLExternal", filename=name, length=str(len(content))
        )
        try:
            async with self._open_session().post(
                place["upload_url"], data=content, timeout=_FILE_TIMEOUT
            ) as answer:
                if answer.status != 200:
                    is_outage = answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR
                    code = f"upload answered {answer.status}"
                    raise SlackFailure(code, permanent=not is_outage, unreached=is_outage)
        except (TimeoutError, aiohttp.ClientError) as error:
            raise _no_answer(error) from None
        return str(place["file_id"])

    def _open_session(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("the client is not open")
        return self._session

    async def post_to_response_url(self, workspace_id: str, url: str, body: dict[str, Any]) -> None:
        """Answer through a `response_url`, in plain blocks where newer ones are refused.

        SlackFailure when Slack refuses it in any way.
        """

        async def send(fitted: Body) -> dict[str, Any]:
            return await self._respond(url, fitted)

        await self.newer_blocks.send(workspace_id, body, send)

    async def _respond(self, url: str, body: Body) -> dict[str, Any]:
        try:
            async with self._open_session().post(url, json=body) as response:
                if response.status == HTTPStatus.TOO_MANY_REQUESTS:
                    wait = float(response.headers.get("Retry-After") or 1)
                    raise SlackFailure("ratelimited", permanent=False, retry_after=wait)
                if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                    code = f"http_{response.status}"
                    raise SlackFailure(code, permanent=False, unsure=is_unsure(code))
                said = await response.text()
                refused = next((code for code in REFUSED if code in said), "")
                if response.status >= 400 or refused:
                    code = refused or f"response_url answered {response.status}"
                    raise SlackFailure(code, permanent=True)
                return {}
        except (TimeoutError, aiohttp.ClientError) as error:
            raise _no_answer(error) from None


async def _save(answer: aiohttp.ClientResponse, into: Path, most_bytes: int) -> None:
    size = 0
    with into.open("wb") as file:
        async for chunk in answer.content.iter_chunked(_CHUNK):
            size += len(chunk)
            if size > most_bytes:
                raise SlackFailure(TOO_LARGE, permanent=True)
            file.write(chunk)


def error_code(error: SlackApiError) -> str:
    """Slack's own word for what went wrong; the HTTP status when something else answered for Slack."""
    response = error.response
    if not isinstance(response, AsyncSlackResponse):
        return "unreadable_answer"
    data = response.data if isinstance(response.data, dict) else {}
    return str(data.get("error") or f"http_{response.status_code}")


def _no_answer(error: Exception) -> SlackFailure:
    """Of a connection that was never made nothing was carried out; of any other it may have been."""
    unreached = isinstance(error, (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError))
    return SlackFailure(type(error).__name__, permanent=False, unsure=not unreached, unreached=unreached)


def _failure(error: SlackApiError) -> SlackFailure:
    code, response = error_code(error), error.response
    if isinstance(response, AsyncSlackResponse) and (response.status_code == 429 or code in RATE_LIMITED):
        wait = float(response.headers.get("Retry-After", 1))
        return SlackFailure("ratelimited", permanent=False, retry_after=wait)
    return SlackFailure(code, permanent=is_permanent(code), unsure=is_unsure(code))
