"""Handlers for Block Kit elements: buttons, menus, pickers, check boxes."""

from collections.abc import Iterator
from typing import Any

from bot.emulator.client.actions import choose as choose_in
from bot.emulator.client.actions import press as press_in
from bot.emulator.client.actions import screen_state
from bot.emulator.client.form_input import entered
from bot.emulator.client.search import Found, NotSeen
from bot.emulator.page.blocks.elements import epoch_seconds
from bot.emulator.page.blocks.selection import option_values
from bot.emulator.page.events.event import UiEvent
from bot.emulator.page.events.messages import message_of
from bot.emulator.page.popups import confirm_dialog, options_menu, overflow_menu
from bot.emulator.page.session import UiSession
from bot.emulator.page.view_model import Popup, Touch
from bot.emulator.state.elements import elements_of, entry
from bot.emulator.state.world import SlackMessage, View


def place_of(ui: UiSession, holder: str) -> SlackMessage | View:
    """The message or view called `holder`; NotSeen when it is not on the acting person's screen."""
    if ":" in holder:
        return message_of(ui, holder)
    me = ui.seat.me.id
    home = ui.world.homes.get(me)
    for view in [*ui.world.modals.get(me, []), *([home] if home else [])]:
        if view.id == holder:
            return view
    raise NotSeen("That view is closed.")


def touch_of(action: UiEvent, value: Any = None, *, pressed: bool = False) -> Touch:
    """The element that an event refers to, with the value chosen."""
    return Touch(action["holder"], action["block"], action["action"], value, pressed)


def found_by(ui: UiSession, touch: Touch) -> Found:
    """The element that is touched, in its latest version."""
    for found in _elements(place_of(ui, touch.holder)):
        if _name(found) == (touch.block_id, touch.action_id):
            return found
    raise NotSeen("The playground cannot use that element.")


def _elements(where: SlackMessage | View) -> Iterator[Found]:
    return (Found(where, block, element) for block, element in elements_of(where.blocks))


def _name(found: Found) -> tuple[str, str]:
    return str(found.block.get("block_id", "")), str(found.element.get("action_id", ""))


def keep_typed(ui: UiSession, where: SlackMessage | View, action: UiEvent) -> None:
    """Stores the values of the fields of a message or view, without sending them to the app."""
    typed = {(block_id, action_id): value for block_id, action_id, value in action.typed}
    state = screen_state(ui.emulator, ui.seat.me, where)
    for found in _elements(where):
        block_id, action_id = name = _name(found)
        if name in typed:
            value = entered(ui.world, ui.seat.me, found.element, _meant(ui, found.element, typed[name]))
            state[block_id][action_id] = entry(found.element, value)
    if isinstance(where, View):
        where.state = state
    elif typed:
        ui.emulator.drafts[ui.seat.me.id, where.ts] = state


def _meant(ui: UiSession, element: dict[str, Any], value: Any) -> Any:
    if element["type"] == "datetimepicker" and value:
        return epoch_seconds(str(value), ui.seat.me.tz)
    return value


async def press(ui: UiSession, action: UiEvent) -> None:
    """Clicks a button, after its confirmation dialog if it has one."""
    keep_typed(ui, place_of(ui, action["holder"]), action)
    await _tell(ui, touch_of(action, pressed=True))


async def open_options(ui: UiSession, action: UiEvent) -> None:
    """Opens the menu of a select."""
    touch = touch_of(action)
    found = found_by(ui, touch)
    keep_typed(ui, found.where, action)
    chosen = _chosen(ui, found)
    ui.pop_up(options_menu(ui.scene, found.element, chosen, _address(action)), action.at)
    if ui.seat.popup and found.element["type"].startswith("multi_"):
        touch.value = chosen
        ui.seat.popup.touch = touch


async def open_overflow(ui: UiSession, action: UiEvent) -> None:
    """Opens the menu of an overflow element."""
    element = found_by(ui, touch_of(action)).element
    ui.pop_up(overflow_menu(element, _address(action)), action.at)


async def pick(ui: UiSession, action: UiEvent) -> None:
    """Chooses one option of the open menu."""
    await _tell(ui, touch_of(action, action["value"]))


async def toggle(ui: UiSession, action: UiEvent) -> None:
    """Ticks or unticks an option of a multi-select; the choice is sent when the menu closes."""
    popup = ui.seat.popup
    if popup is None or popup.touch is None:
        raise NotSeen("That menu is closed.")
    values, value = popup.touch.value, action["value"]
    values.remove(value) if value in values else values.append(value)
    popup.html = options_menu(ui.scene, found_by(ui, popup.touch).element, values, _address(action))


async def close_popup(ui: UiSession, action: UiEvent) -> None:
    """Closes the menu or dialog; a multi-select sends its choice now."""
    popup, ui.seat.popup = ui.seat.popup, None
    if popup is None or popup.touch is None or popup.kind == "dialog":
        return
    if popup.touch.value != _chosen(ui, found_by(ui, popup.touch)):
        await _tell(ui, popup.touch)


async def choose(ui: UiSession, action: UiEvent) -> None:
    """Sends a changed field that dispatches at once: picker, check boxes, text with Enter."""
    touch = touch_of(action)
    found = found_by(ui, touch)
    if "confirm" not in found.element:
        keep_typed(ui, found.where, action)
    touch.value = _meant(ui, found.element, action.given)
    await _tell(ui, touch)


async def confirm(ui: UiSession, action: UiEvent) -> None:
    """Accepts an element's confirmation dialog."""
    popup, ui.seat.popup = ui.seat.popup, None
    if popup and popup.touch:
        await _tell(ui, popup.touch, sure=True)


async def _tell(ui: UiSession, touch: Touch, *, sure: bool = False) -> None:
    """Sends the action to the app, after the element's confirmation dialog if it has one."""
    found = found_by(ui, touch)
    question = found.element.get("confirm")
    if question and not sure:
        ui.seat.popup = Popup(confirm_dialog(ui.scene, question), kind="dialog", touch=touch)
        return
    me = ui.seat.me
    with ui.waiting():
        told = (
            press_in(ui.emulator, me, found)
            if touch.pressed
            else choose_in(ui.emulator, me, found, touch.value)
        )
        outcome = await told
        if outcome.exchanges:
            await ui.emulator.settled()
        ui.tell(outcome)


def _chosen(ui: UiSession, found: Found) -> list[str]:
    block_id, action_id = _name(found)
    state = screen_state(ui.emulator, ui.seat.me, found.where)
    return option_values(found.element, state[block_id][action_id])


def _address(action: UiEvent) -> dict[str, str]:
    return {f"data_{key}": action[key] for key in ("holder", "block", "action")}
