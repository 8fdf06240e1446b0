"""Handlers of modals: submit and close."""

from bot.emulator.page.events.actions import keep_typed
from bot.emulator.page.events.event import UiEvent
from bot.emulator.page.session import UiSession


async def submit(ui: UiSession, action: UiEvent) -> None:
    """Submits the modal; errors are shown below their fields, other failures as a toast."""
    actor = ui.actor
    modal = actor.modal
    if modal is None or ui.seat.submitting:
        return
    keep_typed(ui, modal, action)
    ui.seat.submitting = True
    try:
        with ui.waiting():
            outcome = await actor.submits()
    finally:
        ui.seat.submitting = False
    if not modal.errors:
        ui.tell(outcome)


async def close(ui: UiSession, action: UiEvent) -> None:
    """Closes the modal on top, or with the cross the whole stack."""
    if ui.actor.modal is not None:
        ui.tell(await ui.actor.closes(clear=bool(action.data.get("all"))))
