"""Touching Block Kit: buttons, menus, pickers, boxes."""

from typing import Any

from bot.playground.elements import elements_of, entry, value_in
from bot.playground.filling import entered
from bot.playground.finding import Found, NotSeen
from bot.playground.outcome import Outcome
from bot.playground.page.blocks.chosen import option_values
from bot.playground.page.blocks.elements import epoch_seconds
from bot.playground.page.deeds.deed import Deed
from bot.playground.page.deeds.words import message_of
from bot.playground.page.desk import Desk
from bot.playground.page.popups import confirm_dialog, options_menu, overflow_menu
from bot.playground.page.scene import Pending, Popup
from bot.playground.touching import choose as choose_in
from bot.playground.touching import press as press_in
from bot.playground.touching import screen_state
from bot.playground.world import Message, View

_ADDRESS = ("holder", "block", "action")


def place_of(desk: Desk, holder: str) -> Message | View:
    """The message or view called `holder`; NotSeen when the acting person does not have it before them."""
    if ":" in holder:
        return message_of(desk, holder)
    me = desk.seat.me.id
    views = [
        *desk.world.modals.get(me, []),
        *(view for owner, view in desk.world.homes.items() if owner == me),
    ]
    view = next((view for view in views if view.id == holder), None)
    if view is None:
        raise NotSeen("That view is closed.")
    return view


def found_by(desk: Desk, deed: Deed) -> Found:
    """The very element that was touched, by message or view, block_id and action_id."""
    where = place_of(desk, deed["holder"])
    return _element(where, deed["block"], deed["action"])


def _element(where: Message | View, block_id: str, action_id: str) -> Found:
    for block, element in elements_of(where.blocks):
        if (str(block.get("block_id", "")), str(element.get("action_id", ""))) == (block_id, action_id):
            return Found(where, block, element)
    raise NotSeen("The playground cannot use that element.")


def keep_typed(desk: Desk, where: Message | View, deed: Deed) -> None:
    """Take over what stands in the fields of a message or view, without telling the app."""
    state = screen_state(desk.box, desk.seat.me, where)
    for block_id, action_id, value in deed.typed:
        element = _element(where, block_id, action_id).element
        held = entered(desk.world, desk.seat.me, element, _meant(desk, element, value))
        if held != value_in(state[block_id][action_id]):
            state[block_id][action_id] = entry(element, held)
    if isinstance(where, View):
        where.state = state
    elif deed.typed:
        desk.box.drafts[desk.seat.me.id, where.ts] = state


def _meant(desk: Desk, element: dict[str, Any], value: Any) -> Any:
    if element["type"] == "datetimepicker" and value:
        return epoch_seconds(str(value), desk.seat.me.tz)
    return value


async def press(desk: Desk, deed: Deed) -> None:
    """Click a button."""
    found = found_by(desk, deed)
    keep_typed(desk, found.where, deed)
    if _asks(desk, found, deed):
        return
    with desk.waiting():
        desk.tell(await _settled(desk, await press_in(desk.box, desk.seat.me, found)))


async def open_options(desk: Desk, deed: Deed) -> None:
    """Open a select."""
    found = found_by(desk, deed)
    keep_typed(desk, found.where, deed)
    chosen = option_values(found.element, _held(desk, found))
    many = found.element["type"].startswith("multi_")
    _show_options(desk, found, deed, chosen)
    if desk.seat.popup and many:
        desk.seat.popup.pending = Pending(found, chosen, list(chosen))


async def open_overflow(desk: Desk, deed: Deed) -> None:
    """Open an overflow menu."""
    desk.pop_up(overflow_menu(found_by(desk, deed).element, _address(deed)), deed.at)


async def pick(desk: Desk, deed: Deed) -> None:
    """Choose one option."""
    found = found_by(desk, deed)
    if not _asks(desk, found, deed):
        await _choose(desk, found, deed["value"])


async def toggle(desk: Desk, deed: Deed) -> None:
    """Tick or untick an option of a multi select; the menu stays open and tells when it closes."""
    popup = desk.seat.popup
    if popup is None or popup.pending is None:
        raise NotSeen("That menu is closed.")
    values, value = popup.pending.values, deed["value"]
    values.remove(value) if value in values else values.append(value)
    popup.html = options_menu(desk.scene, popup.pending.found.element, values, _address(deed))


async def close_popup(desk: Desk, deed: Deed) -> None:
    """Close the menu; a multi select now tells its choice."""
    popup, desk.seat.popup = desk.seat.popup, None
    if popup and popup.pending and popup.pending.values != popup.pending.before:
        await _choose(desk, popup.pending.found, popup.pending.values)


async def choose(desk: Desk, deed: Deed) -> None:
    """A field that tells at once was changed: a picker, boxes, a text with Enter."""
    found = found_by(desk, deed)
    value = _meant(desk, found.element, deed.given)
    if not _asks(desk, found, deed):
        await _choose(desk, found, value)


async def _choose(desk: Desk, found: Found, value: Any) -> None:
    with desk.waiting():
        desk.tell(await _settled(desk, await choose_in(desk.box, desk.seat.me, found, value)))


async def _settled(desk: Desk, outcome: Outcome) -> Outcome:
    await desk.box.settled()
    return outcome


def _asks(desk: Desk, found: Found, deed: Deed) -> bool:
    """Whether the element wants a yes first; then the question is on the screen now."""
    confirm = found.element.get("confirm")
    if not confirm or deed.data.get("confirmed"):
        return False
    data = {f"data_{key}": value for key, value in deed.data.items() if key in (*_ADDRESS, "deed", "value")}
    desk.seat.popup = Popup(confirm_dialog(desk.scene, confirm, data), kind="dialog")
    return True


def _held(desk: Desk, found: Found) -> dict[str, Any]:
    state = screen_state(desk.box, desk.seat.me, found.where)
    return state[found.block["block_id"]][found.element["action_id"]]


def _show_options(desk: Desk, found: Found, deed: Deed, chosen: list[str]) -> None:
    desk.pop_up(options_menu(desk.scene, found.element, chosen, _address(deed)), deed.at)


def _address(deed: Deed) -> dict[str, str]:
    return {f"data_{key}": deed[key] for key in _ADDRESS}
