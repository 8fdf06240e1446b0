"""Checks an installation, one sentence a check."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp
from pydantic import SecretStr
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import text

from bot.app import WHOLE_ORGANIZATION
from bot.common.text import listed
from bot.config import Settings, SettingsError, load_settings
from bot.db.diagnosis import DatabaseUnusable, explained, require_file
from bot.db.engine import make_engine
from bot.db.migrate import require_current
from bot.manifest import bot_scopes
from bot.slack.client import error_code
from bot.slack.layouts import SAMPLES
from bot.slack.newer_blocks import REFUSED
from bot.slack.signatures import off_by


@dataclass(frozen=True)
class Check:
    """The result of one check; `sentence` says what to do where it is not `ok`."""

    ok: bool
    sentence: str


async def examine() -> list[Check]:
    """Runs all checks in order; later ones are left out where an earlier failure makes them useless."""
    try:
        settings = load_settings()
    except SettingsError as error:
        return [Check(False, f"Settings: {error}")]
    checks = [_front_door(settings)]
    checks += [check async for check in _database(settings)]
    if settings.slack_bot_token is not None:
        known = await _bot_token(settings, settings.slack_bot_token)
        checks.append(known)
        if known.ok:
            checks.append(await _newer_blocks(settings, settings.slack_bot_token))
    if settings.slack_app_token is not None:
        checks.append(await _app_token(settings, settings.slack_app_token))
    return checks


def _front_door(settings: Settings) -> Check:
    try:
        settings.require_front_door()
    except SettingsError as error:
        return Check(False, f"Settings: {error}")
    door = "Socket Mode" if settings.socket_mode else f"HTTP on {settings.host}:{settings.port}"
    return Check(True, f"Settings are complete; Slack comes in by {door}.")


async def _database(settings: Settings) -> AsyncIterator[Check]:
    engine = make_engine(settings.database_url)
    try:
        require_file(engine)
        with explained(engine):
            async with engine.execution_options(reading=True).connect() as connection:
                await connection.execute(text("SELECT 1"))
        yield Check(True, f"The database answers ({engine.dialect.name}).")
        await require_current(engine)
        yield Check(True, "The schema is up to date.")
    except DatabaseUnusable as reason:
        yield Check(False, f"DATABASE_URL: {reason}")
    finally:
        await engine.dispose()


async def _bot_token(settings: Settings, token: SecretStr) -> Check:
    slack = AsyncWebClient(token=token.get_secret_value(), base_url=settings.slack_api_url, timeout=10)
    try:
        about = await slack.auth_test()
    except SlackApiError as error:
        return Check(False, f"Slack does not accept SLACK_BOT_TOKEN ({error_code(error)}).")
    except (aiohttp.ClientError, TimeoutError, OSError):
        return Check(False, "Slack cannot be reached from here: look at the network or SLACK_API_URL.")
    clock = off_from(about.headers.get("date", ""), datetime.now(UTC))
    if clock:
        return Check(False, clock)
    if about.get("is_enterprise_install"):
        return Check(False, WHOLE_ORGANIZATION)
    granted = {scope for scope in about.headers.get("x-oauth-scopes", "").split(",") if scope}
    missing = [scope for scope in bot_scopes() if granted and scope not in granted]
    if missing:
        return Check(False, f"The app lacks {', '.join(missing)}: update its manifest and reinstall it.")
    return Check(True, f"Slack knows the bot in {about['team']}.")


async def _newer_blocks(settings: Settings, token: SecretStr) -> Check:
    """What Slack says of each newer block; whatever it says, plain ones stand ready."""
    slack = AsyncWebClient(token=token.get_secret_value(), base_url=settings.slack_api_url, timeout=10)
    taken, refused = [], []
    for kind, sample in SAMPLES.items():
        try:
            await slack.api_call("blocks.validate", json=dict(sample))
        except SlackApiError as error:
            if error_code(error) not in REFUSED | {"invalid_view"}:
                return Check(True, f"Slack does not say which newer blocks it takes ({error_code(error)}).")
            refused.append(kind)
        except (aiohttp.ClientError, TimeoutError, OSError):
            return Check(True, "Slack does not say which newer blocks it takes.")
        else:
            taken.append(kind)
    plain = f" In place of {listed(refused)} people see plain blocks." if refused else ""
    return Check(True, f"Newer blocks that Slack takes: {listed(taken) or 'none'}.{plain}")


def off_from(told: str, now: datetime) -> str:
    """What is wrong with the clock here by the `Date` of Slack's answer; "" for nothing, or without one."""
    try:
        return off_by((parsedate_to_datetime(told) - now).total_seconds())
    except (TypeError, ValueError):
        return ""


async def _app_token(settings: Settings, token: SecretStr) -> Check:
    slack = AsyncWebClient(token=token.get_secret_value(), base_url=settings.slack_api_url, timeout=10)
    try:
        await slack.apps_connections_open(app_token=token.get_secret_value())
    except SlackApiError as error:
        return Check(False, f"Slack does not accept SLACK_APP_TOKEN ({error_code(error)}).")
    except (aiohttp.ClientError, TimeoutError, OSError):
        return Check(False, "Socket Mode cannot be opened from here: look at the network.")
    return Check(True, "Socket Mode opens.")
