"""Maps the event names that the page sends to their handlers."""

from collections.abc import Awaitable, Callable

from bot.emulator.client.search import NotSeen
from bot.emulator.page.events import actions, inspector, messages, modals, navigation
from bot.emulator.page.events.event import UiEvent
from bot.emulator.page.session import UiSession
from bot.emulator.state.errors import SlackError

DEEDS: dict[str, Callable[[UiSession, UiEvent], Awaitable[None]]] = {
    "actor": navigation.act_as,
    "actors": navigation.actors,
    "app": navigation.open_app,
    "browse": navigation.browse,
    "choose": actions.choose,
    "clock": inspector.clock,
    "close": modals.close,
    "close-thread": navigation.close_thread,
    "colleagues": navigation.colleagues,
    "confirm": actions.confirm,
    "dismiss-toast": messages.dismiss_toast,
    "dismiss-welcome": messages.dismiss_welcome,
    "dm": navigation.dm,
    "earlier": navigation.earlier,
    "emoji": messages.emoji,
    "exchange": inspector.exchange,
    "fault": inspector.fault,
    "go": navigation.go,
    "hide": messages.hide,
    "inspector": inspector.inspector,
    "join": navigation.join,
    "members": navigation.members,
    "menu": navigation.menu,
    "more": messages.more,
    "open": actions.open_options,
    "overflow": actions.open_overflow,
    "pick": actions.pick,
    "popup-close": actions.close_popup,
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
}


async def do(desk: UiSession, action: UiEvent) -> None:
    """Runs the handler of an event and redraws.

    A menu closes when something in it is used; a refusal of the emulator is shown as a toast.
    """
    if action.name not in ("confirm", "popup-close", "toggle"):
        desk.seat.popup, desk.seat.toast = None, ""
    try:
        await DEEDS[action.name](desk, action)
    except (NotSeen, SlackError, ValueError) as refused:
        desk.seat.toast = str(refused)
    desk.soon()
