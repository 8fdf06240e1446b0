"""Handlers of messages: sending, commands, reactions, shortcuts."""

from bot.emulator.client.search import NotSeen
from bot.emulator.page.composer import shortcuts_menu
from bot.emulator.page.events.event import UiEvent
from bot.emulator.page.events.navigation import channel_for
from bot.emulator.page.popups import actions_menu, emoji_menu
from bot.emulator.page.session import UiSession
from bot.emulator.state.world import SlackMessage


def message_of(desk: UiSession, holder: str) -> SlackMessage:
    """The message called `channel:ts`, if the acting person sees it; NotSeen otherwise."""
    channel_id, _, ts = holder.partition(":")
    message = channel_for(desk, channel_id).message(ts)
    if message is None or message.ephemeral_to not in (None, desk.seat.me.id):
        raise NotSeen("That message is gone.")
    return message


async def send(desk: UiSession, action: UiEvent) -> None:
    """Sends a message or command; a refusal is shown as an ephemeral message of Slackbot."""
    channel, thread = channel_for(desk, action["channel"]), action.data.get("thread") or None
    desk.seat.new_from.pop(channel.id, None)
    if str(action.given).startswith("/"):
        desk.seat.welcome = None
    with desk.waiting():
        outcome = await desk.actor.types(str(action.given), thread_ts=thread, channel=channel)
    if outcome.error:
        desk.note(outcome.error, channel.id, thread)


async def emoji(desk: UiSession, action: UiEvent) -> None:
    """Opens the emoji picker for a message."""
    desk.pop_up(emoji_menu(action["holder"]), action.at)


async def react(desk: UiSession, action: UiEvent) -> None:
    """Adds the acting person's reaction, or removes it."""
    message, name = message_of(desk, action["holder"]), action["emoji"]
    mine = desk.seat.me.id in message.reactions.get(name, [])
    await (desk.actor.unreacts(name, message) if mine else desk.actor.reacts(name, message))


async def more(desk: UiSession, action: UiEvent) -> None:
    """Opens the menu of a message."""
    desk.pop_up(actions_menu(desk.scene, action["holder"]), action.at)


async def shortcuts(desk: UiSession, action: UiEvent) -> None:
    """Opens the menu of global shortcuts."""
    desk.pop_up(shortcuts_menu(desk.scene), action.at)


async def shortcut(desk: UiSession, action: UiEvent) -> None:
    """Runs a shortcut, on the message in whose menu it was chosen."""
    holder = action.data.get("holder")
    with desk.waiting():
        message = message_of(desk, holder) if holder else None
        desk.tell(await desk.actor.uses_shortcut(action["shortcut"], on=message))


async def hide(desk: UiSession, action: UiEvent) -> None:
    """Hide an ephemeral message from this window."""
    desk.seat.hidden.add(action["ts"])
    desk.seat.notes = [note for note in desk.seat.notes if note.ts != action["ts"]]


async def dismiss_welcome(desk: UiSession, action: UiEvent) -> None:
    """Hides the welcome hint for good in this window."""
    desk.seat.welcome = None


async def dismiss_toast(desk: UiSession, action: UiEvent) -> None:
    """Hides the toast that is shown."""
    desk.seat.toast = ""
