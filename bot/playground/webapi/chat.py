"""chat.*: posting, whispering, editing and deleting."""

from typing import Any

from bot.playground.blocks import validate_message
from bot.playground.errors import SlackError
from bot.playground.shapes import message_payload
from bot.playground.webapi.caller import Answer, Call, Rule
from bot.playground.webapi.naming import named
from bot.playground.world import Channel, Message

LONGEST_TEXT = 40_000


def post_message(call: Call) -> Answer:
    """Post as the bot."""
    channel = call.channel(call.needed("channel", "channel_not_found"))
    _may_post(call, channel)
    message = _message(call, channel)
    call.world.limits.post(channel.id)
    channel.messages.append(message)
    call.world.changed()
    told = message_payload(call.world, message)
    return {"ok": True, "channel": channel.id, "ts": message.ts, "message": told}


def post_ephemeral(call: Call) -> Answer:
    """Show a message to one person only."""
    channel = call.channel(call.needed("channel", "channel_not_found"))
    user = call.user(call.needed("user", "user_not_found"))
    if user.id not in channel.members:
        raise SlackError("user_not_in_channel")
    _may_post(call, channel)
    message = _message(call, channel)
    message.ephemeral_to = user.id
    channel.messages.append(message)
    call.world.changed()
    return {"ok": True, "message_ts": message.ts}


def update(call: Call) -> Answer:
    """Change a message of the bot's own."""
    channel = call.channel(call.needed("channel", "channel_not_found"))
    message = _own(call, channel, "cant_update_message")
    text, blocks = _content(call)
    if "text" in call.arguments:
        message.text = text
    # Text alone takes the blocks away, as in Slack.
    message.blocks = named(call.world, blocks or [])
    message.edited_ts = call.world.next_ts()
    call.world.changed()
    told = message_payload(call.world, message)
    return {"ok": True, "channel": channel.id, "ts": message.ts, "text": message.text, "message": told}


def delete(call: Call) -> Answer:
    """Delete a message of the bot's own."""
    channel = call.channel(call.needed("channel", "channel_not_found"))
    message = _own(call, channel, "cant_delete_message")
    channel.messages.remove(message)
    call.world.changed()
    return {"ok": True, "channel": channel.id, "ts": message.ts}


def permalink(call: Call) -> Answer:
    """The address of a message."""
    channel = call.channel(call.needed("channel", "channel_not_found"))
    message = call.message(channel, call.needed("message_ts", "message_not_found"))
    address = f"https://{call.team.domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    return {"ok": True, "channel": channel.id, "permalink": address}


def _may_post(call: Call, channel: Channel) -> None:
    if channel.is_archived:
        raise SlackError("is_archived")
    if call.team.bot_user_id in channel.members:
        return
    if channel.kind != "public" or "chat:write.public" not in call.world.app.scopes:
        raise SlackError("not_in_channel")


def _message(call: Call, channel: Channel) -> Message:
    text, blocks = _content(call)
    thread_ts = call.text("thread_ts") or None
    if thread_ts and channel.message(thread_ts) is None:
        raise SlackError("thread_not_found")
    return Message(
        ts=call.world.next_ts(),
        channel_id=channel.id,
        user_id=call.team.bot_user_id,
        text=text,
        blocks=named(call.world, blocks or []),
        thread_ts=thread_ts,
        bot_id=call.team.bot_id,
        metadata=call.structure("metadata"),
    )


def _content(call: Call) -> tuple[str, list[dict[str, Any]] | None]:
    text, blocks = call.text("text"), call.structure("blocks")
    if not text and not blocks and not call.structure("attachments"):
        raise SlackError("no_text")
    if len(text) > LONGEST_TEXT:
        raise SlackError("msg_too_long")
    validate_message(text, blocks, call.structure("attachments"))
    return text, blocks


def _own(call: Call, channel: Channel, refusal: str) -> Message:
    message = call.message(channel, call.needed("ts", "message_not_found"))
    if message.user_id != call.team.bot_user_id:
        raise SlackError(refusal)
    return message


_WRITE = ("chat:write",)
RULES = {
    "chat.postMessage": Rule(post_message, _WRITE, tier=4),
    "chat.postEphemeral": Rule(post_ephemeral, _WRITE, tier=4),
    "chat.update": Rule(update, _WRITE),
    "chat.delete": Rule(delete, _WRITE),
    "chat.getPermalink": Rule(permalink),
}
