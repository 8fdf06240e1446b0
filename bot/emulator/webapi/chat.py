"""chat.*: posting, ephemeral messages, updating and deleting."""

from typing import Any

from bot.emulator.block_kit import validate_message
from bot.emulator.protocol.serializers import message_payload
from bot.emulator.state.errors import SlackError
from bot.emulator.state.world import Block, Channel, SlackMessage
from bot.emulator.webapi.block_ids import named
from bot.emulator.webapi.caller import ApiCall, ApiResult, MethodRule


def post_message(call: ApiCall) -> ApiResult:
    """chat.postMessage: posts as the bot."""
    channel = call.place(call.needed("channel", "channel_not_found"))
    _may_post(call, channel)
    message = _message(call, channel)
    call.world.limits.post(channel.id)
    channel.messages.append(message)
    call.world.changed()
    told = message_payload(call.world, message)
    return {"ok": True, "channel": channel.id, "ts": message.ts, "message": told}


def post_ephemeral(call: ApiCall) -> ApiResult:
    """chat.postEphemeral: shows a message to one user."""
    channel = call.place(call.needed("channel", "channel_not_found"))
    user = call.met(call.needed("user", "user_not_found"))
    if user.id not in channel.members:
        raise SlackError("user_not_in_channel")
    _may_post(call, channel)
    message = _message(call, channel)
    message.ephemeral_to = user.id
    channel.messages.append(message)
    call.world.changed()
    return {"ok": True, "message_ts": message.ts}


def update(call: ApiCall) -> ApiResult:
    """chat.update: changes a message of the bot's own."""
    channel = call.channel(call.needed("channel", "channel_not_found"))
    message = _own(call, channel, "cant_update_message")
    text, blocks = _content(call)
    if "text" in call.arguments:
        message.text = text
    # Text alone takes the blocks away, as in Slack.
    message.blocks = named(call.world, blocks)
    message.metadata = _metadata(call) or message.metadata
    message.edited_ts = call.world.next_ts()
    call.world.changed()
    told = message_payload(call.world, message)
    return {"ok": True, "channel": channel.id, "ts": message.ts, "text": message.text, "message": told}


def delete(call: ApiCall) -> ApiResult:
    """chat.delete: deletes a message of the bot's own."""
    channel = call.channel(call.needed("channel", "channel_not_found"))
    message = _own(call, channel, "cant_delete_message")
    channel.messages.remove(message)
    call.world.changed()
    return {"ok": True, "channel": channel.id, "ts": message.ts}


def permalink(call: ApiCall) -> ApiResult:
    """chat.getPermalink: the address of a message; a reply's includes its thread."""
    channel = call.channel(call.needed("channel", "channel_not_found"))
    message = call.message(channel, call.needed("message_ts", "message_not_found"))
    address = f"https://{call.team.domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.thread_ts not in (None, message.ts):
        address += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"ok": True, "channel": channel.id, "permalink": address}


def _may_post(call: ApiCall, channel: Channel) -> None:
    if channel.is_archived:
        raise SlackError("is_archived")
    if channel.posting == "nobody":
        raise SlackError("restricted_action")
    closed = "non_threadable" if call.text("thread_ts") else "thread_only"
    if channel.posting in ("read_only", closed):
        raise SlackError(f"restricted_action_{channel.posting}_channel")
    if call.team.bot_user_id in channel.members:
        return
    if channel.kind != "public" or "chat:write.public" not in call.world.app.scopes:
        raise SlackError("not_in_channel")


def _message(call: ApiCall, channel: Channel) -> SlackMessage:
    text, blocks = _content(call)
    return SlackMessage(
        ts=call.world.next_ts(),
        channel_id=channel.id,
        user_id=call.team.bot_user_id,
        text=text,
        blocks=named(call.world, blocks),
        thread_ts=_thread(call, channel),
        bot_id=call.team.bot_id,
        metadata=_metadata(call),
    )


def _thread(call: ApiCall, channel: Channel) -> str | None:
    ts = call.text("thread_ts")
    if not ts:
        return None
    parent = channel.message(ts)
    if parent is None or parent.ephemeral_to is not None:
        raise SlackError("thread_not_found")
    return parent.thread_ts or parent.ts


def _content(call: ApiCall) -> tuple[str, list[Block]]:
    text = call.text("text")
    blocks = call.structure("blocks", "invalid_blocks_format")
    validate_message(text, blocks, call.structure("attachments", "invalid_attachments"))
    return text, blocks or []


def _metadata(call: ApiCall) -> dict[str, Any] | None:
    given = call.structure("metadata", "invalid_metadata_format")
    if not given:
        return None
    shaped = isinstance(given, dict) and given.keys() <= {"event_type", "event_payload"}
    if not shaped or not isinstance(given.get("event_type"), str):
        raise SlackError("invalid_metadata_format")
    if not isinstance(given.get("event_payload"), dict):
        raise SlackError("invalid_metadata_format")
    return dict(given)


def _own(call: ApiCall, channel: Channel, refusal: str) -> SlackMessage:
    message = call.message(channel, call.needed("ts", "message_not_found"))
    if message.user_id != call.team.bot_user_id:
        raise SlackError(refusal)
    return message


_WRITE = ("chat:write",)
RULES = {
    "chat.postMessage": MethodRule(post_message, _WRITE, tier=4),
    "chat.postEphemeral": MethodRule(post_ephemeral, _WRITE, tier=4),
    "chat.update": MethodRule(update, _WRITE),
    "chat.delete": MethodRule(delete, _WRITE),
    "chat.getPermalink": MethodRule(permalink),
}
