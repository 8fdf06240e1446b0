"""The Socket Mode door: connections that we open, so that no public address is needed."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import Pacer
from bot.config import SettingsError
from bot.slack.client import error_code

# Slack closes each connection about hourly; with two, one is open while the other comes back.
CONNECTIONS = 2


@asynccontextmanager
async def socket_door(pacer: Pacer) -> AsyncIterator[None]:
    """Connected while the context is open; SettingsError when Slack does not accept the app token."""
    token = pacer.settings.slack_app_token
    if token is None:
        raise SettingsError("SLACK_APP_TOKEN is not set: Socket Mode needs it.")
    slack = AsyncWebClient(token=token.get_secret_value(), base_url=pacer.settings.slack_api_url, timeout=10)
    await _check(slack)
    async with AsyncExitStack() as stack:
        for _ in range(CONNECTIONS):
            handler = AsyncSocketModeHandler(pacer.bolt, token.get_secret_value(), web_client=slack)
            stack.push_async_callback(handler.close_async)
            await handler.connect_async()  # type: ignore[no-untyped-call]
        yield


async def _check(slack: AsyncWebClient) -> None:
    # The SDK would try a bad token again for ever.
    try:
        await slack.apps_connections_open(app_token=slack.token or "")
    except SlackApiError as error:
        reason = f"Slack does not accept SLACK_APP_TOKEN: {error_code(error)}."
        raise SettingsError(reason) from None
