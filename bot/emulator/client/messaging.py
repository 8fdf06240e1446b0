"""Sending messages, files and slash commands, and showing a command's acknowledgement."""

from dataclasses import replace
from typing import Any

from bot.emulator.block_kit import refuse_new_blocks
from bot.emulator.client.outcome import Outcome
from bot.emulator.protocol.envelopes import AppResponse, Envelope
from bot.emulator.protocol.grants import ResponseRight
from bot.emulator.protocol.mentions import as_command, as_message
from bot.emulator.protocol.payloads import slash_command
from bot.emulator.state.errors import SlackError
from bot.emulator.state.world import Channel, SlackMessage, User
from bot.emulator.transport.events import tell_edit, tell_message
from bot.emulator.transport.files import new_file
from bot.emulator.transport.session import Session
from bot.emulator.webapi import respond

TURNED_OFF = "Sending messages to this app has been turned off."


async def say(
    session: Session, user: User, channel: Channel, typed: str, thread_ts: str | None = None
) -> Outcome:
    """Sends the typed text: as a command when it starts with a slash, as a message otherwise."""
    if user.id not in channel.members:
        return Outcome(error=f"You need to join #{channel.name} before you can write there.")
    if channel.is_archived:
        return Outcome(error=f"#{channel.name} is archived.")
    if session.world.is_closed_to_words(channel):
        return Outcome(error=TURNED_OFF)
    if typed.startswith("/"):
        return await _command(session, user, channel, typed, thread_ts)
    return await _message(session, user, channel, typed, thread_ts)


async def upload(
    session: Session, user: User, channel: Channel, name: str, content: bytes, typed: str
) -> Outcome:
    """Sends a file; `typed` is its comment, "" for none."""
    if user.id not in channel.members:
        return Outcome(error=f"You need to join #{channel.name} before you can write there.")
    if session.world.is_closed_to_words(channel):
        return Outcome(error=TURNED_OFF)
    file = new_file(session.world, channel.team_id, user.id, name, content)
    file.channel_ids.add(channel.id)
    text = as_message(session.world, user, typed) if typed.strip() else ""
    message = SlackMessage(session.world.next_ts(), channel.id, user.id, text, files=[file])
    channel.messages.append(message)
    session.world.changed()
    return Outcome(await tell_message(session, message, channel))


async def edit(session: Session, user: User, message: SlackMessage, typed: str) -> Outcome:
    """Changes the text of one's own message."""
    if message.user_id != user.id or message.bot_id:
        return Outcome(error="Only its author can edit a message.")
    if not typed.strip():
        return Outcome(error="There is nothing to send.")
    before, channel = replace(message), session.world.channels[message.channel_id]
    message.text = as_message(session.world, user, typed)
    message.edited_ts = session.world.next_ts()
    session.world.changed()
    return Outcome(await tell_edit(session, before, message, channel))


async def _message(
    session: Session, user: User, channel: Channel, typed: str, thread_ts: str | None
) -> Outcome:
    if not typed.strip():
        return Outcome(error="There is nothing to send.")
    text = as_message(session.world, user, typed)
    message = SlackMessage(session.world.next_ts(), channel.id, user.id, text, thread_ts=thread_ts)
    channel.messages.append(message)
    session.world.changed()
    return Outcome(await tell_message(session, message, channel))


async def _command(
    session: Session, user: User, channel: Channel, typed: str, thread_ts: str | None
) -> Outcome:
    name, *rest = typed.split(maxsplit=1)
    declared = next((c for c in session.world.app.commands if c["command"] == name), None)
    if declared is None or session.world.teams[user.team_id].token is None:
        return Outcome(
            error=f"{name} is not a valid command. In Slack, all messages that start with the “/” "
            "character are interpreted as commands. If you are trying to send a message and not run "
            "a command, try preceding the “/” with an empty space."
        )
    if thread_ts is not None:
        return Outcome(error=f"{name} is not supported in threads. Sorry!")
    text = as_command(
        session.world,
        user,
        "".join(rest),
        escape=bool(declared.get("should_escape")),
        labels=session.mention_labels,
    )
    payload = slash_command(
        session.world,
        user,
        channel,
        name,
        text,
        trigger_id=session.interactions.new_trigger(user.id),
        response_url=session.response_url(user, channel.id),
    )
    answer, exchange = await session.delivery.send(Envelope("slash_commands", "command", name, payload))
    if not answer.ok:
        return Outcome([exchange], error=f'{name} failed with the error "{_failure(answer)}"')
    try:
        return Outcome([exchange], text=_show(session, user, channel, answer))
    except SlackError as refused:
        return Outcome([exchange], error=f'{name} failed with the error "{refused.code}"')


def _failure(answer: AppResponse) -> str:
    if answer.problem == "http_timeout":
        return "operation_timeout"
    return "http_service_error" if answer.status >= 500 else "dispatch_failed"


def _show(session: Session, user: User, channel: Channel, answer: AppResponse) -> str:
    body: dict[str, Any] = answer.body if answer.body is not None else {"text": answer.text}
    if not (body.get("text") or body.get("blocks") or body.get("attachments")):
        return ""
    if session.faults.refuse_new_blocks:
        refuse_new_blocks(body.get("blocks"))
    respond(session.world, ResponseRight(user.id, channel.id, None), body)
    session.world.changed()
    return str(body.get("text", ""))
