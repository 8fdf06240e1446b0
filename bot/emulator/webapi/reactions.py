"""reactions.*: adding, removing and reading reactions."""

import re

from bot.common.emoji_names import toned
from bot.emulator.protocol.serializers import message_payload
from bot.emulator.state.errors import SlackError
from bot.emulator.state.world import Channel, SlackMessage
from bot.emulator.webapi.caller import ApiCall, ApiResult, MethodRule

_EMOJI = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")


def reactions_add(call: ApiCall) -> ApiResult:
    """reactions.add: reacts as the bot."""
    name, message = _emoji(call), _message(call)
    people = message.reactions.get(name, [])
    if call.team.bot_user_id in people:
        raise SlackError("already_reacted")
    message.reactions[name] = [*people, call.team.bot_user_id]
    call.world.changed()
    return {"ok": True}


def reactions_remove(call: ApiCall) -> ApiResult:
    """reactions.remove: removes the bot's reaction."""
    name, message = _emoji(call), _message(call)
    people = message.reactions.get(name, [])
    if call.team.bot_user_id not in people:
        raise SlackError("no_reaction")
    people.remove(call.team.bot_user_id)
    if not people:
        del message.reactions[name]
    call.world.changed()
    return {"ok": True}


def reactions_get(call: ApiCall) -> ApiResult:
    """reactions.get: a message with its reactions."""
    message = _message(call)
    told = message_payload(call.world, message)
    return {"ok": True, "type": "message", "channel": message.channel_id, "message": told}


def _emoji(call: ApiCall) -> str:
    name = call.needed("name", "invalid_name")
    if not _EMOJI.fullmatch(name):
        raise SlackError("invalid_name")
    return toned(name)


def _message(call: ApiCall) -> SlackMessage:
    channel = _channel(call)
    return call.message(channel, call.needed("timestamp", "no_item_specified"))


def _channel(call: ApiCall) -> Channel:
    channel = call.channel(call.needed("channel", "no_item_specified"))
    if channel.is_archived:
        raise SlackError("is_archived")
    return channel


RULES = {
    "reactions.add": MethodRule(reactions_add, ("reactions:write",)),
    "reactions.remove": MethodRule(reactions_remove, ("reactions:write",), tier=2),
    "reactions.get": MethodRule(reactions_get, ("reactions:read",)),
}
