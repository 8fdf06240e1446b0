"""conversations.* and reactions.*: places, and what is in them."""

import re

from bot.playground.errors import SlackError
from bot.playground.shapes import channel_payload, message_payload
from bot.playground.webapi.caller import Answer, Call, Rule
from bot.playground.world import Channel, Message

_READ = ("channels:read", "groups:read", "im:read", "mpim:read")
_HISTORY = {"public": "channels:history", "private": "groups:history", "im": "im:history"}
_EMOJI = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")


def conversations_list(call: Call) -> Answer:
    """The conversations that the bot can see."""
    bot = call.team.bot_user_id
    channels = [
        channel_payload(call.world, channel)
        for channel in call.world.channels.values()
        if channel.team_id == call.team.id and (channel.kind == "public" or bot in channel.members)
    ]
    return {"ok": True, "channels": channels, "response_metadata": {"next_cursor": ""}}


def conversations_info(call: Call) -> Answer:
    """One conversation."""
    channel = call.channel(call.needed("channel", "channel_not_found"))
    return {"ok": True, "channel": channel_payload(call.world, channel)}


def conversations_members(call: Call) -> Answer:
    """Who is in it."""
    channel = call.channel(call.needed("channel", "channel_not_found"))
    return {"ok": True, "members": sorted(channel.members), "response_metadata": {"next_cursor": ""}}


def conversations_open(call: Call) -> Answer:
    """The direct message with somebody."""
    channel = call.channel(call.needed("users", "users_list_not_supplied"))
    return {"ok": True, "channel": {"id": channel.id}}


def conversations_history(call: Call) -> Answer:
    """The newest messages."""
    channel = _readable(call)
    shown = [m for m in channel.messages if m.ephemeral_to is None and m.thread_ts in (None, m.ts)]
    return _page(call, list(reversed(shown)))


def conversations_replies(call: Call) -> Answer:
    """One thread, oldest first."""
    channel = _readable(call)
    ts = call.needed("ts", "thread_not_found")
    shown = [m for m in channel.messages if ts in (m.ts, m.thread_ts) and m.ephemeral_to is None]
    if not shown:
        raise SlackError("thread_not_found")
    return _page(call, shown)


def _readable(call: Call) -> Channel:
    channel = call.channel(call.needed("channel", "channel_not_found"))
    scope = _HISTORY[channel.kind]
    if scope not in call.world.app.scopes:
        raise SlackError("missing_scope", needed=scope, provided=",".join(sorted(call.world.app.scopes)))
    if call.team.bot_user_id not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _page(call: Call, messages: list[Message]) -> Answer:
    limit = call.number("limit", 100)
    page = [message_payload(call.world, message) for message in messages[:limit]]
    return {"ok": True, "messages": page, "has_more": len(messages) > limit, "pin_count": 0}


def reactions_add(call: Call) -> Answer:
    """React as the bot."""
    message, people = _reaction(call)
    if call.team.bot_user_id in people:
        raise SlackError("already_reacted")
    message.reactions.setdefault(call.text("name"), []).append(call.team.bot_user_id)
    call.world.changed()
    return {"ok": True}


def reactions_remove(call: Call) -> Answer:
    """Take the bot's reaction back."""
    message, people = _reaction(call)
    if call.team.bot_user_id not in people:
        raise SlackError("no_reaction")
    people.remove(call.team.bot_user_id)
    if not people:
        del message.reactions[call.text("name")]
    call.world.changed()
    return {"ok": True}


def _reaction(call: Call) -> tuple[Message, list[str]]:
    name = call.needed("name", "invalid_name")
    if not _EMOJI.fullmatch(name):
        raise SlackError("invalid_name")
    channel = call.channel(call.needed("channel", "no_item_specified"))
    message = call.message(channel, call.needed("timestamp", "no_item_specified"))
    return message, message.reactions.get(name, [])


RULES = {
    "conversations.list": Rule(conversations_list, _READ, tier=2),
    "conversations.info": Rule(conversations_info, _READ),
    "conversations.members": Rule(conversations_members, _READ, tier=4),
    "conversations.open": Rule(conversations_open, ("im:write", "mpim:write")),
    "conversations.history": Rule(conversations_history, tuple(_HISTORY.values())),
    "conversations.replies": Rule(conversations_replies, tuple(_HISTORY.values())),
    "reactions.add": Rule(reactions_add, ("reactions:write",)),
    "reactions.remove": Rule(reactions_remove, ("reactions:write",)),
}
