"""Handlers of modals: submit and close."""

from bot.emulator.page.events.actions import keep_typed
from bot.emulator.page.events.event import UiEvent
from bot.emulator.page.session import UiSession


async def submit(desk: UiSession, action: UiEvent) -> None:
    """Submits the modal; errors are shown below their fields, other failures as a toast."""
    actor = desk.actor
    modal = actor.modal
    if modal is None or desk.seat.submitting:
        return
    keep_typed(desk, modal, action)
    desk.seat.submitting = True
    try:
        with desk.waiting():
            outcome = await actor.submits()
    finally:
        desk.seat.submitting = False
    if not modal.errors:
        desk.tell(outcome)


async def close(desk: UiSession, action: UiEvent) -> None:
    """Closes the modal on top, or with the cross the whole stack."""
    if desk.actor.modal is not None:
        desk.tell(await desk.actor.closes(clear=bool(action.data.get("all"))))
