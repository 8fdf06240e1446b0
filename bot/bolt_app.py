"""Bolt as Pacer uses it: authorization by workspace, and the installation pages."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth import OAuthStateUtils

from bot.config import Settings
from bot.manifest import REMOVAL_EVENTS, bot_scopes
from bot.slack.client import SlackClient, error_code
from bot.slack.identity import Authorize, Identities
from bot.slack.install_pages import installed_page, refused_page, why_refused
from bot.slack.installations import Installations, NotOneWorkspace, OAuthStates
from bot.slack.requests import workspace_of

# An event is acknowledged within three seconds.
_LONGEST_LOOK_S = 2.0
# What Slack says of a token whose installation is gone.
_REMOVED = frozenset({"account_inactive", "invalid_auth", "token_revoked"})


def _is_news(record: logging.LogRecord) -> bool:
    # Drops Bolt's warning that it does not use SLACK_BOT_TOKEN, which is intended.
    return "`token` will be unused" not in record.getMessage()


def make_bolt(
    settings: Settings,
    identities: Identities,
    client: SlackClient,
    installations: Installations | None,
    states: OAuthStates,
) -> AsyncApp:
    """A Bolt application whose only listeners handle the removal of the app."""
    logging.getLogger("slack_bolt.AsyncApp").addFilter(_is_news)
    secret = settings.slack_signing_secret
    flow = _oauth_flow(settings, client, installations, states) if installations else None
    bolt = AsyncApp(
        name="pacer",  # Otherwise Bolt reads the source of each file on the stack for one.
        signing_secret=secret.get_secret_value() if secret else "",
        client=client.raw(),
        # Otherwise Bolt polls every 10 ms for the acknowledgement.
        process_before_response=True,
        # Typed as a function, but an AsyncAuthorize is what goes together with an OAuth flow.
        authorize=Authorize(identities),  # type: ignore[arg-type]
        oauth_flow=flow,
        attaching_function_token_enabled=False,
    )
    for event in REMOVAL_EVENTS:
        bolt.event(event)(_on_removal(identities, installations, client))
    return bolt


def _on_removal(
    identities: Identities, installations: Installations | None, client: SlackClient
) -> Callable[[dict[str, Any]], Awaitable[None]]:
    async def works(token: str) -> bool | None:
        try:
            async with asyncio.timeout(_LONGEST_LOOK_S):
                await client.raw(token).auth_test()
        except SlackApiError as error:
            return False if error_code(error) in _REMOVED else None
        except (aiohttp.ClientError, TimeoutError):
            return None
        return True

    async def on_removal(body: dict[str, Any]) -> None:
        event = body["event"]
        if event["type"] == "tokens_revoked" and not (event.get("tokens") or {}).get("bot"):
            return
        if installations is not None:
            told_at = datetime.fromtimestamp(int(body.get("event_time") or 0), UTC)
            await installations.removed(workspace_of(body), told_at, works)
        identities.forget(workspace_of(body))

    return on_removal


def _oauth_flow(
    settings: Settings, client: SlackClient, installations: Installations, states: OAuthStates
) -> AsyncOAuthFlow:
    secret, slack_url = settings.slack_client_secret, settings.slack_api_url.removesuffix("api/")
    how = AsyncOAuthSettings(
        client_id=settings.slack_client_id,
        client_secret=secret.get_secret_value() if secret else None,
        scopes=bot_scopes(),
        installation_store=installations,
        state_store=states,
        authorization_url=f"{slack_url}oauth/v2/authorize",
        install_page_rendering_enabled=False,
        redirect_uri=f"{settings.public_url}/slack/oauth_redirect" if settings.public_url else None,
        callback_options=AsyncCallbackOptions(success=_on_success(slack_url), failure=_on_failure),
    )
    how.state_utils = StateCookie(is_https=not (settings.public_url or "").startswith("http://"))
    return AsyncOAuthFlow(client=client.raw(), settings=how)


class StateCookie(OAuthStateUtils):
    """The cookie that ties an installation to a browser; no other site's page can have it sent along.

    Lax: with Strict it would not come back from Slack's consent page either.
    """

    def __init__(self, *, is_https: bool) -> None:
        super().__init__()
        self._is_https = is_https

    def build_set_cookie_for_new_state(self, state: str) -> str:
        """The Set-Cookie header with a new state."""
        return self._bound(super().build_set_cookie_for_new_state(state))

    def build_set_cookie_for_deletion(self) -> str:
        """The Set-Cookie header that deletes the state."""
        return self._bound(super().build_set_cookie_for_deletion())

    def _bound(self, cookie: str) -> str:
        return f"{cookie if self._is_https else cookie.replace(' Secure;', '')}; SameSite=Lax"


def _on_success(slack_url: str) -> Callable[[AsyncSuccessArgs], Awaitable[BoltResponse]]:
    async def on_success(args: AsyncSuccessArgs) -> BoltResponse:
        into = args.installation
        shown = installed_page(into.team_name or "", into.app_id or "", into.team_id or "", slack_url)
        return _html(shown, 200, args.settings)

    return on_success


async def _on_failure(args: AsyncFailureArgs) -> BoltResponse:
    if isinstance(args.error, NotOneWorkspace):
        return _html(refused_page(str(args.error)), 403, args.settings)
    return _html(refused_page(why_refused(args.reason)), args.suggested_status_code, args.settings)


def _html(body: str, status: int, settings: AsyncOAuthSettings) -> BoltResponse:
    headers: dict[str, str | Sequence[str]] = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
        "Set-Cookie": settings.state_utils.build_set_cookie_for_deletion(),
    }
    return BoltResponse(status=status, headers=headers, body=body)
