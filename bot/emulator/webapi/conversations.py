"""conversations.list, .info, .members, .open: conversations that the bot may see."""

from bot.emulator.protocol.serializers import channel_payload
from bot.emulator.state.errors import SlackError
from bot.emulator.state.world import Channel
from bot.emulator.webapi.caller import ApiCall, ApiResult, MethodRule
from bot.emulator.webapi.paging import page_of

_KINDS = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}
_READ = {"public": "channels:read", "private": "groups:read", "im": "im:read", "mpim": "mpim:read"}
_DIRECT = {"im": "im:write", "mpim": "mpim:write"}
# Without the one who opens it.
MOST_IN_A_GROUP = 8
_ANY_READ = tuple(_READ.values())


def asked_for(call: ApiCall) -> list[Channel]:
    """The conversations that the bot sees, of the requested `types` (public channels by default)."""
    kinds = _kinds(call)
    for kind in kinds:
        call.need_scope(_READ[kind])
    return [
        channel
        for channel in call.world.channels.values()
        if channel.kind in kinds
        and channel.team_id == call.team.id
        and (channel.kind == "public" or call.team.bot_user_id in channel.members)
        and not (channel.is_archived and call.flag("exclude_archived"))
    ]


def _kinds(call: ApiCall) -> list[str]:
    names = [name.strip() for name in call.text("types", "public_channel").split(",")]
    if any(name not in _KINDS for name in names):
        raise SlackError("invalid_types")
    return [_KINDS[name] for name in names]


def conversations_list(call: ApiCall) -> ApiResult:
    """conversations.list: what the bot sees, page by page."""
    page, cursor = page_of(call, asked_for(call), 100)
    told = [channel_payload(call.world, channel) for channel in page]
    return {"ok": True, "channels": told, "response_metadata": {"next_cursor": cursor}}


def conversations_info(call: ApiCall) -> ApiResult:
    """conversations.info: one conversation that the bot sees."""
    return {"ok": True, "channel": channel_payload(call.world, _known(call))}


def conversations_members(call: ApiCall) -> ApiResult:
    """conversations.members: user ids, page by page."""
    page, cursor = page_of(call, sorted(_known(call).members), 100)
    return {"ok": True, "members": page, "response_metadata": {"next_cursor": cursor}}


def _known(call: ApiCall) -> Channel:
    channel = call.channel(call.needed("channel", "channel_not_found"))
    call.need_scope(_READ[channel.kind])
    return channel


def conversations_open(call: ApiCall) -> ApiResult:
    """conversations.open: the direct message of these `users`, or the one of a given id."""
    if call.text("channel"):
        channel = call.channel(call.text("channel"))
    else:
        channel = _with(call, call.needed("users", "users_list_not_supplied").split(","))
    if channel.kind not in _DIRECT:
        raise SlackError("method_not_supported_for_channel_type")
    told = channel_payload(call.world, channel) if call.flag("return_im") else {"id": channel.id}
    return {"ok": True, "channel": told}


def _with(call: ApiCall, user_ids: list[str]) -> Channel:
    users = [call.user(user_id.strip()) for user_id in dict.fromkeys(user_ids)]
    if any(user.deleted for user in users):
        raise SlackError("user_disabled")
    call.need_scope(_DIRECT["im" if len(users) == 1 else "mpim"])
    if len(users) == 1:
        return call.direct(users[0].id)
    if len(users) > MOST_IN_A_GROUP:
        raise SlackError("too_many_users")
    members = {user.id for user in users} | {call.team.bot_user_id}
    return call.world.group_channel(call.team.id, members)


RULES = {
    "conversations.list": MethodRule(conversations_list, _ANY_READ, tier=2),
    "conversations.info": MethodRule(conversations_info, _ANY_READ),
    "conversations.members": MethodRule(conversations_members, _ANY_READ, tier=4),
    "conversations.open": MethodRule(conversations_open, ("im:write", "mpim:write")),
}
