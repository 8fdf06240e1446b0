"""Posts to a response_url, and responses in a command's acknowledgement."""

from typing import Any

from bot.emulator.block_kit import validate_message
from bot.emulator.protocol.grants import ResponseRight
from bot.emulator.state.errors import SlackError
from bot.emulator.state.world import Channel, SlackMessage, World
from bot.emulator.webapi.block_ids import named


def respond(world: World, right: ResponseRight, body: dict[str, Any]) -> None:
    """Posts the response: ephemeral unless told otherwise; or replaces or deletes the message clicked."""
    channel = world.channels[right.channel_id]
    touched = channel.message(right.message_ts) if right.message_ts else None
    if body.get("delete_original"):
        _delete(channel, touched)
        return
    text, blocks = str(body.get("text") or ""), body.get("blocks") or []
    validate_message(text, blocks, body.get("attachments"))
    blocks = named(world, blocks)
    if body.get("replace_original", False):
        _replace(world, touched, text, blocks)
        return
    channel.messages.append(_message(world, right, channel, text, blocks, body))


def _message(
    world: World, right: ResponseRight, channel: Channel, text: str, blocks: list[Any], body: dict[str, Any]
) -> SlackMessage:
    team = world.teams[channel.team_id]
    public = body.get("response_type") == "in_channel"
    return SlackMessage(
        ts=world.next_ts(),
        channel_id=channel.id,
        user_id=team.bot_user_id,
        text=text,
        blocks=blocks,
        thread_ts=body.get("thread_ts"),
        bot_id=team.bot_id,
        ephemeral_to=None if public else right.user_id,
    )


def _delete(channel: Channel, touched: SlackMessage | None) -> None:
    if touched is None:
        raise SlackError("no_original")
    channel.messages.remove(touched)


def _replace(world: World, touched: SlackMessage | None, text: str, blocks: list[Any]) -> None:
    if touched is None:
        raise SlackError("no_original")
    touched.text, touched.blocks = text, blocks
    if touched.ephemeral_to is None:
        touched.edited_ts = world.next_ts()
