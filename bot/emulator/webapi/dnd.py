"""dnd.*: do-not-disturb of one user, or of several."""

from typing import Any

from bot.emulator.protocol.serializers import dnd_payload
from bot.emulator.state.errors import SlackError
from bot.emulator.webapi.caller import ApiCall, ApiResult, MethodRule

_MOST = 50


def dnd_info(call: ApiCall) -> ApiResult:
    """dnd.info: do-not-disturb of one user."""
    return {"ok": True, **dnd_payload(call.user(call.needed("user", "user_not_found")))}


def dnd_team_info(call: ApiCall) -> ApiResult:
    """dnd.teamInfo of up to fifty users, by id."""
    ids = [name.strip() for name in call.needed("users").split(",") if name.strip()]
    if len(ids) > _MOST:
        raise SlackError("too_many_users")
    told: dict[str, Any] = {user_id: dnd_payload(call.user(user_id)) for user_id in ids}
    return {"ok": True, "users": told, "cached": False}


RULES = {
    "dnd.info": MethodRule(dnd_info, ("dnd:read",)),
    "dnd.teamInfo": MethodRule(dnd_team_info, ("dnd:read",), tier=2),
}
