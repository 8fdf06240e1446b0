"""api.test, auth.*, team.info, bots.info: facts on the token and its workspace."""

from typing import Any

from bot.emulator.block_kit import validate_message, validate_view
from bot.emulator.state.errors import SlackError
from bot.emulator.webapi.caller import ApiCall, ApiResult, MethodRule


def api_test(arguments: dict[str, Any]) -> ApiResult:
    """api.test: echoes its arguments; needs no token."""
    if arguments.get("error"):
        raise SlackError(str(arguments["error"]), args=dict(arguments))
    return {"ok": True, "args": dict(arguments)}


def auth_test(call: ApiCall) -> ApiResult:
    """auth.test: workspace and bot of this token."""
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
    """auth.revoke: invalidates the token; does nothing with `test`."""
    if call.flag("test"):
        return {"ok": True, "revoked": False}
    call.team.token = None
    call.world.changed()
    return {"ok": True, "revoked": True}


def team_info(call: ApiCall) -> ApiResult:
    """team.info: the token's own workspace; others are not found."""
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
    """bots.info: the app's bot user and its ids."""
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


def blocks_validate(call: ApiCall) -> ApiResult:
    """blocks.validate: whether these blocks, or this view, would be taken."""
    arguments = call.arguments
    if "view" in arguments:
        validate_view(call.structure("view"))
    else:
        validate_message("", call.structure("blocks"), None)
    return {"ok": True}


RULES = {
    "blocks.validate": MethodRule(blocks_validate),
    "auth.test": MethodRule(auth_test, tier=4),
    "auth.revoke": MethodRule(auth_revoke),
    "team.info": MethodRule(team_info, ("team:read",)),
    "bots.info": MethodRule(bots_info, ("users:read",)),
}
