"""Every event by the name that the page gives it."""

from collections.abc import Awaitable, Callable

from bot.emulator.client.search import NotSeen
from bot.emulator.page.events import actions, inspector, messages, modals, navigation
from bot.emulator.page.events.event import UiEvent
from bot.emulator.page.session import UiSession
from bot.emulator.page.tips import next_tip
from bot.emulator.state.errors import SlackError

HANDLERS: dict[str, Callable[[UiSession, UiEvent], Awaitable[None]]] = {
    "actor": navigation.act_as,
    "actors": navigation.actors,
    "app": navigation.open_app,
    "app-tab": navigation.app_tab,
    "browse": navigation.browse,
    "choose": actions.choose,
    "clock": inspector.clock,
    "close": modals.close,
    "close-thread": navigation.close_thread,
    "colleagues": navigation.colleagues,
    "confirm": actions.confirm,
    "dismiss-toast": messages.dismiss_toast,
    "dismiss-tips": messages.dismiss_tips,
    "dm": navigation.dm,
    "earlier": navigation.earlier,
    "emoji": messages.emoji,
    "exchange": inspector.exchange,
    "fault": inspector.fault,
    "go": navigation.go,
    "hide": messages.hide,
    "inspector": inspector.inspector,
    "join": navigation.join,
    "jump": navigation.jump,
    "members": navigation.members,
    "menu": navigation.menu,
    "more": messages.more,
    "open": actions.open_options,
    "overflow": actions.open_overflow,
    "pick": actions.pick,
    "popup-close": actions.close_popup,
    "people": inspector.people,
    "presence": inspector.presence,
    "press": actions.press,
    "react": messages.react,
    "send": messages.send,
    "shortcut": messages.shortcut,
    "shortcuts": messages.shortcuts,
    "submit": modals.submit,
    "tab": navigation.tab,
    "thread": navigation.thread,
    "toggle": actions.toggle,
    "words": navigation.words,
}


async def tip(ui: UiSession, action: UiEvent) -> None:
    """Does what the button of the present tip promises, and goes on to the next."""
    present = next_tip(ui.scene)
    if present is None or ui.seat.follows_tip:
        return
    ui.seat.follows_tip = True
    try:
        for name, data in present.acts:
            await HANDLERS[name](ui, UiEvent(name, data))
        if present.says:
            await messages.ask(ui, present.fill)
        elif present.fill:
            ui.fill(present.fill)
        ui.seat.tip += 1
    finally:
        ui.seat.follows_tip = False


HANDLERS["tip"] = tip


async def do(ui: UiSession, action: UiEvent) -> None:
    """Do it and draw. A menu closes when something in it is done; a "no" of the emulator is a toast."""
    if action.name not in ("confirm", "popup-close", "toggle"):
        ui.seat.popup, ui.seat.toast = None, ""
    try:
        await HANDLERS[action.name](ui, action)
    except (NotSeen, SlackError, ValueError) as refused:
        ui.seat.toast = str(refused)
    ui.soon()
