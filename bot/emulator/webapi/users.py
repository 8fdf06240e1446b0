"""users.*: members of the workspace, and their conversations."""

from bot.emulator.protocol.serializers import channel_payload, user_payload
from bot.emulator.state.errors import SlackError
from bot.emulator.webapi.caller import ApiCall, ApiResult, MethodRule
from bot.emulator.webapi.conversations import asked_for
from bot.emulator.webapi.paging import MOST, page_of


def users_info(call: ApiCall) -> ApiResult:
    """users.info: one user; of another workspace only somebody in a channel shared with the app."""
    user = call.met(call.needed("user", "user_not_found"))
    stranger = {"is_stranger": True} if user.team_id != call.team.id else {}
    return {"ok": True, "user": user_payload(call.world, user) | stranger}


def users_list(call: ApiCall) -> ApiResult:
    """users.list, page by page; deactivated users and bots included."""
    members = [user for user in call.world.users.values() if user.team_id == call.team.id]
    page, cursor = page_of(call, members, MOST)
    return {
        "ok": True,
        "members": [user_payload(call.world, user) for user in page],
        "cache_ts": int(call.world.clock.now().timestamp()),
        "response_metadata": {"next_cursor": cursor},
    }


def users_lookup(call: ApiCall) -> ApiResult:
    """users.lookupByEmail: the user with this address."""
    email = call.needed("email", "users_not_found").lower()
    for user in call.world.people(call.team.id):
        if user.email.lower() == email:
            return {"ok": True, "user": user_payload(call.world, user)}
    raise SlackError("users_not_found")


def users_conversations(call: ApiCall) -> ApiResult:
    """users.conversations: those of a user, by default the bot."""
    who = call.user(call.text("user", call.team.bot_user_id))
    channels = [channel for channel in asked_for(call) if who.id in channel.members]
    page, cursor = page_of(call, channels, 100)
    told = [channel_payload(call.world, channel) for channel in page]
    return {"ok": True, "channels": told, "response_metadata": {"next_cursor": cursor}}


RULES = {
    "users.info": MethodRule(users_info, ("users:read",), tier=4),
    "users.list": MethodRule(users_list, ("users:read",), tier=2),
    "users.lookupByEmail": MethodRule(users_lookup, ("users:read.email",)),
    "users.conversations": MethodRule(users_conversations, ("channels:read", "groups:read", "im:read")),
}
