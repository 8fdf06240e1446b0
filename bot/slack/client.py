"""Slack's Web API: one HTTP session for the process, one token per workspace, errors sorted by what to do."""

from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

# The permanent errors: trying again cannot help until somebody changes something in Slack.
PERMANENT = frozenset(
    {
        "account_inactive",
        "cannot_dm_bot",
        "cant_delete_message",
        "cant_update_message",
        "channel_not_found",
        "edit_window_closed",
        "ekm_access_denied",
        "invalid_arguments",
        "invalid_auth",
        "invalid_blocks",
        "is_archived",
        "message_not_found",
        "missing_scope",
        "msg_too_long",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "not_in_channel",
        "restricted_action",
        "token_expired",
        "token_revoked",
        "user_disabled",
        "user_not_found",
        "user_not_in_channel",
    }
)

TokenOf = Callable[[str], Awaitable[str | None]]


class SlackFailure(Exception):
    """Slack did not do it. `permanent`: it never will. `retry_after`: the seconds that Slack asks for."""

    def __init__(self, code: str, *, permanent: bool, retry_after: float | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.permanent = permanent
        self.retry_after = retry_after


class SlackClient:
    """Calls the Web API on behalf of a workspace. Use as an async context manager."""

    def __init__(self, base_url: str, token_of: TokenOf, *, timeout_seconds: int = 10) -> None:
        self.base_url = base_url
        self._token_of = token_of
        self._timeout = timeout_seconds
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> "SlackClient":
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self._timeout))
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
        return AsyncWebClient(
            token=token,
            base_url=self.base_url,
            session=self._session,
            timeout=self._timeout,
            retry_handlers=[],
        )

    async def call(self, workspace_id: str, method: str, **arguments: Any) -> dict[str, Any]:
        """A call that writes, with the workspace's token; SlackFailure when it fails in any way."""
        return await self._request(workspace_id, method, json=arguments)

    async def read(self, workspace_id: str, method: str, **arguments: Any) -> dict[str, Any]:
        """A call that reads: these take no JSON body. SlackFailure when it fails in any way."""
        return await self._request(workspace_id, method, params=arguments)

    async def _request(self, workspace_id: str, method: str, **body: Any) -> dict[str, Any]:
        token = await self._token_of(workspace_id)
        if token is None:
            raise SlackFailure("not_authed", permanent=True)
        try:
            response = await self.raw(token).api_call(method, **body)
        except SlackApiError as error:
            raise _failure(error) from None
        except (TimeoutError, aiohttp.ClientError) as error:
            raise SlackFailure(type(error).__name__, permanent=False) from None
        return response.data if isinstance(response.data, dict) else {}

    async def post_to_response_url(self, url: str, body: dict[str, Any]) -> None:
        """Answer through a `response_url`; SlackFailure when Slack refuses it."""
        if self._session is None:
            raise RuntimeError("the client is not open")
        try:
            async with self._session.post(url, json=body) as response:
                if response.status >= 400:
                    raise SlackFailure(f"response_url answered {response.status}", permanent=True)
        except (TimeoutError, aiohttp.ClientError) as error:
            raise SlackFailure(type(error).__name__, permanent=False) from None


def error_code(error: SlackApiError) -> str:
    """Slack's own word for what went wrong; the HTTP status when something else answered for Slack."""
    response = error.response
    if not isinstance(response, AsyncSlackResponse):
        return "unreadable_answer"
    data = response.data if isinstance(response.data, dict) else {}
    return str(data.get("error") or f"http_{response.status_code}")


def _failure(error: SlackApiError) -> SlackFailure:
    code, response = error_code(error), error.response
    if isinstance(response, AsyncSlackResponse) and (response.status_code == 429 or code == "ratelimited"):
        wait = float(response.headers.get("Retry-After", 1))
        return SlackFailure("ratelimited", permanent=False, retry_after=wait)
    return SlackFailure(code, permanent=code in PERMANENT)
