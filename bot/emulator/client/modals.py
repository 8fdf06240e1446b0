"""Modals in the client: fill in, validate, submit, close."""

from collections.abc import Mapping
from typing import Any

from bot.emulator.client.actions import choose, current, fields_only, screen_state
from bot.emulator.client.outcome import TROUBLE, Outcome
from bot.emulator.client.search import NotSeen, find
from bot.emulator.client.validation import complaints
from bot.emulator.protocol.envelopes import AppResponse, Envelope
from bot.emulator.protocol.payloads import view_closed, view_submission
from bot.emulator.protocol.serializers import view_payload
from bot.emulator.state.errors import SlackError
from bot.emulator.state.world import Exchange, User, View
from bot.emulator.transport.session import Session
from bot.emulator.webapi import apply_view_response


async def fill(session: Session, user: User, view: View, values: Mapping[str, Any]) -> None:
    """Enter values by label, block_id or action_id; fields that dispatch tell the app at once."""
    for name, value in values.items():
        on_screen = current(session, view)
        if on_screen is None:
            raise NotSeen("that view is not open any more")
        await choose(session, user, find(name, [on_screen], fields_only), value)


async def submit(session: Session, user: User, view: View) -> Outcome:
    """Submits a modal, unless the client's own validation fails; then applies the app's response."""
    view.state = screen_state(session, user, view)
    view.errors = complaints(view.blocks, view.state)
    if view.errors:
        session.world.changed()
        return Outcome(error=next(iter(view.errors.values())))
    trigger = session.interactions.new_trigger(user.id, view_id=view.id)
    payload = view_submission(session.world, user, view_payload(session.world, view), trigger_id=trigger)
    parcel = Envelope("interactive", "view_submission", view.callback_id, payload)
    answer, exchange = await session.delivery.send(parcel)
    return _after_submit(session, view, answer, exchange)


async def close(session: Session, user: User, *, clear: bool) -> Outcome:
    """Closes the top modal, or with `clear` all of them; sends view_closed where `notify_on_close` is set."""
    stack = session.world.modals.get(user.id, [])
    if not stack:
        raise NotSeen("there is no modal open")
    clear = clear or stack[-1].clear_on_close or len(stack) == 1
    gone = list(reversed(stack)) if clear else [stack[-1]]
    session.world.modals[user.id] = [] if clear else stack[:-1]
    session.world.changed()
    exchanges = []
    for view in gone:
        if view.notify_on_close:
            shown = view_payload(session.world, view)
            payload = view_closed(session.world, user, shown, is_cleared=clear and len(gone) > 1)
            parcel = Envelope("interactive", "view_closed", view.callback_id, payload)
            exchanges.append((await session.delivery.send(parcel))[1])
    return Outcome(exchanges)


def _after_submit(session: Session, view: View, answer: AppResponse, exchange: Exchange) -> Outcome:
    on_screen = current(session, view)
    if not answer.ok:
        return Outcome([exchange], error=TROUBLE)
    if on_screen is None:
        return Outcome([exchange])
    try:
        apply_view_response(session.world, on_screen, answer.body or {})
    except SlackError:
        return Outcome([exchange], error=TROUBLE)
    session.world.changed()
    return Outcome([exchange], error=next(iter(on_screen.errors.values()), None))
