"""Clicks and choices: how they change the screen, and the block_actions that they send."""

from typing import Any

from bot.emulator.client.form_input import entered, option_called
from bot.emulator.client.outcome import TROUBLE, Outcome
from bot.emulator.client.search import Found
from bot.emulator.protocol.envelopes import AppResponse, Envelope
from bot.emulator.protocol.payloads import Payload, message_actions, view_actions
from bot.emulator.protocol.serializers import message_payload, view_payload
from bot.emulator.state.elements import State, action_report, entry, is_pressed, state_of
from bot.emulator.state.world import SlackMessage, User, View
from bot.emulator.transport.session import Session

TIMED_OUT = "Operation timed out. Apps need to respond within 3 seconds."
NOT_INTERACTIVE = "This app is not configured to handle interactive responses."


async def press(session: Session, user: User, found: Found) -> Outcome:
    """Clicks a button; one with a URL also opens it."""
    outcome = await _report(session, user, found, None)
    url = str(found.element.get("url", ""))
    return Outcome(outcome.exchanges, outcome.error, outcome.text, url)


async def choose(session: Session, user: User, found: Found, value: Any) -> Outcome:
    """Chooses or types a value; sent at once unless the field belongs to a form."""
    if found.element["type"] == "overflow":
        option = option_called(found.element, value)
        outcome = await _report(session, user, found, option)
        return Outcome(outcome.exchanges, outcome.error, opened_url=str(option.get("url", "")))
    held = entered(session.world, user, found.element, value)
    _hold(session, user, found, held)
    session.world.changed()
    if found.block["type"] == "input" and not found.block.get("dispatch_action"):
        return Outcome()
    return await _report(session, user, found, held)


def screen_state(session: Session, user: User, where: SlackMessage | View) -> State:
    """`state.values` of a message or view as this person has it before them."""
    if isinstance(where, View):
        return state_of(where.blocks, where.state)
    return state_of(where.blocks, session.drafts.get((user.id, where.ts), {}), where.channel_id)


def current(session: Session, view: View) -> View | None:
    """The latest version of the view; None when it is closed."""
    stack = [*session.world.modals.get(view.user_id, []), *session.world.homes.values()]
    return next((other for other in stack if other.id == view.id), None)


def _hold(session: Session, user: User, found: Found, value: Any) -> None:
    state = screen_state(session, user, found.where)
    block_id = found.block.get("block_id", "")
    state[block_id][found.element.get("action_id", "")] = entry(found.element, value)
    if isinstance(found.where, View):
        found.where.state = state
        found.where.errors.pop(block_id, None)
    else:
        session.drafts[user.id, found.where.ts] = state


async def _report(session: Session, user: User, found: Found, value: Any) -> Outcome:
    settings = session.world.app.manifest.get("settings", {})
    if not settings.get("interactivity", {}).get("is_enabled", True):
        return Outcome(error=NOT_INTERACTIVE)
    payload = _payload(session, user, found, value)
    name = str(found.element.get("action_id", ""))
    answer, exchange = await session.delivery.send(Envelope("interactive", "block_actions", name, payload))
    return Outcome([exchange], None if answer.ok else trouble(answer))


def trouble(answer: AppResponse) -> str:
    """What the person sees beside a button whose click was not acknowledged."""
    if answer.problem == "http_timeout":
        return TIMED_OUT
    return f"This app responded with Status Code {answer.status}." if answer.status else TROUBLE


def _payload(session: Session, user: User, found: Found, value: Any) -> Payload:
    actions = [action_report(found.block, found.element, value, session.world.next_ts())]
    where = found.where
    if isinstance(where, View):
        where.state = screen_state(session, user, where)
        trigger = session.interactions.new_trigger(user.id, view_id=where.id)
        shown = view_payload(session.world, where)
        return view_actions(session.world, user, where, shown, actions=actions, trigger_id=trigger)
    channel = session.world.channels[where.channel_id]
    return message_actions(
        session.world,
        user,
        channel,
        where,
        message_payload(session.world, where),
        actions=actions,
        state=screen_state(session, user, where),
        trigger_id=session.interactions.new_trigger(user.id),
        response_url=session.response_url(user, channel.id, where.ts),
    )


def pressed_only(element: dict[str, Any]) -> bool:
    """Whether the element is a button."""
    return bool(element["type"] == "button")


def chosen_only(element: dict[str, Any]) -> bool:
    """Whether the element takes a choice or text; overflow menus included."""
    return bool(element["type"] != "button")


def fields_only(element: dict[str, Any]) -> bool:
    """Whether the element keeps a value in `state.values`."""
    return not is_pressed(element)
