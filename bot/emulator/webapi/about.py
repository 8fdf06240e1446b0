"""api.test, auth.*, team.info, bots.info: whose token this is, and where."""

from typing import Any

from bot.emulator.state.errors import SlackError
from bot.emulator.webapi.caller import ApiCall, ApiResult, MethodRule


def api_test(arguments: dict[str, Any]) -> ApiResult:
    """Answers what it was asked; needs no token."""
    if arguments.get("error"):
        raise SlackError(str(arguments["error"]), args=dict(arguments))
    return {"ok": True, "args": dict(arguments)}


def auth_test(call: ApiCall) -> ApiResult:
    """Whose token this is."""
    team = call.team
    return {
        "ok": True,
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "user": call.world.users[team.bot_user_id].name,
        "team_id": team.id,
        "user_id": team.bot_user_id,
        "bot_id": team.bot_id,
        "is_enterprise_install": team.is_organization,
    }


def auth_revoke(call: ApiCall) -> ApiResult:
    """Make the token useless; with `test` nothing happens."""
    if call.flag("test"):
        return {"ok": True, "revoked": False}
    call.team.token = None
    call.world.changed()
    return {"ok": True, "revoked": True}


def team_info(call: ApiCall) -> ApiResult:
    """The workspace; another one is not found."""
    team = call.team
    if call.text("team", team.id) != team.id:
        raise SlackError("team_not_found")
    told = {
        "id": team.id,
        "name": team.name,
        "domain": team.domain,
        "email_domain": "",
        "icon": {"image_default": True},
        "url": f"https://{team.domain}.slack.com/",
    }
    return {"ok": True, "team": told}


def bots_info(call: ApiCall) -> ApiResult:
    """The bot."""
    team = call.team
    if call.text("bot", team.bot_id) != team.bot_id:
        raise SlackError("bot_not_found")
    told = {
        "id": team.bot_id,
        "deleted": False,
        "name": call.world.app.name,
        "updated": int(call.world.clock.now().timestamp()),
        "app_id": call.world.app.id,
        "user_id": team.bot_user_id,
        "icons": {},
    }
    return {"ok": True, "bot": told}


RULES = {
    "auth.test": MethodRule(auth_test, tier=4),
    "auth.revoke": MethodRule(auth_revoke),
    "team.info": MethodRule(team_info, ("team:read",)),
    "bots.info": MethodRule(bots_info, ("users:read",)),
}
