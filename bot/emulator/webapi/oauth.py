"""apps.connections.open and oauth.v2.access: the two calls without a bot token."""

from typing import Any

from bot.emulator.protocol.grants import Interactions
from bot.emulator.protocol.tokens import check_app_token
from bot.emulator.state.errors import SlackError
from bot.emulator.state.installing import install
from bot.emulator.state.world import SlackTeam, World
from bot.emulator.webapi.caller import ApiResult


def connections_open(world: World, token: str | None, base_url: str) -> ApiResult:
    """apps.connections.open: the address of a Socket Mode connection, for an app-level token."""
    check_app_token(world, token)
    return {"ok": True, "url": f"{base_url.replace('http', 'ws', 1)}/socket"}


def oauth_access(world: World, arguments: dict[str, Any], interactions: Interactions) -> ApiResult:
    """oauth.v2.access: exchanges a code for the bot token; installs the app if it was not."""
    if arguments.get("client_id") != world.app.client_id:
        raise SlackError("invalid_client_id")
    if arguments.get("client_secret") != world.app.client_secret:
        raise SlackError("bad_client_secret")
    code = interactions.spend_code(str(arguments.get("code") or ""))
    if code.redirect_uri and code.redirect_uri != arguments.get("redirect_uri"):
        raise SlackError("bad_redirect_uri")
    team = world.organizations.get(code.team_id) or world.teams[code.team_id]
    if team.token is None:
        install(world, team)
    return _installation(world, team)


def _installation(world: World, team: SlackTeam) -> ApiResult:
    admins = [user.id for user in world.people(team.id) if user.is_admin]
    return {
        "ok": True,
        "app_id": world.app.id,
        "authed_user": {"id": admins[0] if admins else ""},
        "scope": ",".join(sorted(world.app.scopes)),
        "token_type": "bot",
        "access_token": team.token,
        "bot_user_id": team.bot_user_id,
        "team": None if team.is_organization else {"id": team.id, "name": team.name},
        "enterprise": {"id": team.id, "name": team.name} if team.is_organization else None,
        "is_enterprise_install": team.is_organization,
    }
