"""Every deed by the name that the page gives it."""

from collections.abc import Awaitable, Callable

from bot.playground.errors import SlackError
from bot.playground.finding import NotSeen
from bot.playground.page.deeds import drawer, forms, places, touch, words
from bot.playground.page.deeds.deed import Deed
from bot.playground.page.desk import Desk

DEEDS: dict[str, Callable[[Desk, Deed], Awaitable[None]]] = {
    "actor": places.act_as,
    "actors": places.actors,
    "app": places.open_app,
    "browse": places.browse,
    "choose": touch.choose,
    "clock": drawer.clock,
    "close": forms.close,
    "close-thread": places.close_thread,
    "colleagues": places.colleagues,
    "confirm": touch.confirm,
    "dismiss-toast": words.dismiss_toast,
    "dismiss-welcome": words.dismiss_welcome,
    "dm": places.dm,
    "earlier": places.earlier,
    "emoji": words.emoji,
    "exchange": drawer.exchange,
    "fault": drawer.fault,
    "go": places.go,
    "hide": words.hide,
    "inspector": drawer.inspector,
    "join": places.join,
    "members": places.members,
    "menu": places.menu,
    "more": words.more,
    "open": touch.open_options,
    "overflow": touch.open_overflow,
    "pick": touch.pick,
    "popup-close": touch.close_popup,
    "presence": drawer.presence,
    "press": touch.press,
    "react": words.react,
    "send": words.send,
    "shortcut": words.shortcut,
    "shortcuts": words.shortcuts,
    "submit": forms.submit,
    "tab": places.tab,
    "thread": places.thread,
    "toggle": touch.toggle,
}


async def do(desk: Desk, deed: Deed) -> None:
    """Do a deed and draw. A menu closes when something in it is done; a "no" of the box is a toast."""
    if deed.name not in ("confirm", "popup-close", "toggle"):
        desk.seat.popup, desk.seat.toast = None, ""
    try:
        await DEEDS[deed.name](desk, deed)
    except (NotSeen, SlackError, ValueError) as refused:
        desk.seat.toast = str(refused)
    desk.soon()
