"""Handlers of messages: sending, commands, reactions, shortcuts."""

from bot.emulator.client.search import NotSeen
from bot.emulator.page.composer import shortcuts_menu
from bot.emulator.page.events.event import UiEvent
from bot.emulator.page.events.navigation import channel_for
from bot.emulator.page.popups import actions_menu, emoji_menu
from bot.emulator.page.session import UiSession
from bot.emulator.state.world import SlackMessage


def message_of(ui: UiSession, holder: str) -> SlackMessage:
    """The message called `channel:ts`, if the acting person sees it; NotSeen otherwise."""
    channel_id, _, ts = holder.partition(":")
    message = channel_for(ui, channel_id).message(ts)
    if message is None or message.ephemeral_to not in (None, ui.seat.me.id):
        raise NotSeen("That message is gone.")
    return message


async def send(ui: UiSession, action: UiEvent) -> None:
    """Sends a message or command; a refusal is shown as an ephemeral message of Slackbot."""
    channel, thread = channel_for(ui, action["channel"]), action.data.get("thread") or None
    ui.seat.new_from.pop(channel.id, None)
    with ui.waiting():
        outcome = await ui.actor.types(str(action.given), thread_ts=thread, channel=channel)
    if outcome.error:
        ui.note(outcome.error, channel.id, thread)


async def ask(ui: UiSession, words: str) -> None:
    """Sends words where the window is, and opens the thread in which they are answered."""
    here = ui.scene.channel
    await send(ui, UiEvent("send", {"channel": here.id}, given=words))
    mine = [message.ts for message in here.messages if message.user_id == ui.seat.me.id]
    ui.seat.thread = mine[-1] if mine else None


async def emoji(ui: UiSession, action: UiEvent) -> None:
    """Opens the emoji picker for a message."""
    ui.pop_up(emoji_menu(action["holder"]), action.at)


async def react(ui: UiSession, action: UiEvent) -> None:
    """Adds the acting person's reaction, or removes it."""
    message, name = message_of(ui, action["holder"]), action["emoji"]
    mine = ui.seat.me.id in message.reactions.get(name, [])
    await (ui.actor.unreacts(name, message) if mine else ui.actor.reacts(name, message))


async def more(ui: UiSession, action: UiEvent) -> None:
    """Opens the menu of a message."""
    ui.pop_up(actions_menu(ui.scene, action["holder"]), action.at)


async def shortcuts(ui: UiSession, action: UiEvent) -> None:
    """Opens the menu of global shortcuts."""
    ui.pop_up(shortcuts_menu(ui.scene), action.at)


async def shortcut(ui: UiSession, action: UiEvent) -> None:
    """Runs a shortcut, on the message in whose menu it was chosen."""
    holder = action.data.get("holder")
    with ui.waiting():
        message = message_of(ui, holder) if holder else None
        ui.tell(await ui.actor.uses_shortcut(action["shortcut"], on=message))


async def hide(ui: UiSession, action: UiEvent) -> None:
    """Hide an ephemeral message from this window."""
    ui.seat.hidden.add(action["ts"])
    ui.seat.notes = [note for note in ui.seat.notes if note.ts != action["ts"]]


async def dismiss_tips(ui: UiSession, action: UiEvent) -> None:
    """Hides the tips for good in this window."""
    ui.seat.tips = None


async def dismiss_toast(ui: UiSession, action: UiEvent) -> None:
    """Hides the toast that is shown."""
    ui.seat.toast = ""
