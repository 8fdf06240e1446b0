"""Listeners of `/pacer deliveries`; admins only."""

from bot.db.transaction import Database
from bot.features.operations import service, views
from bot.slack.requests import ActionRequest, CommandRequest
from bot.slack.responses import OpenModal, Response, UpdateModal
from bot.slack.routes import Command, Routes


async def on_deliveries(request: CommandRequest | ActionRequest, db: Database) -> Response:
    """Opens the overview of deliveries, for `/pacer deliveries` and the button in the App Home."""
    async with db.reading(request.workspace_id) as transaction:
        seen = await service.overview(transaction, request.actor_id, request.now)
    return OpenModal(views.overview_modal(seen))


async def on_send_again(request: ActionRequest, db: Database) -> Response:
    """Handles "Send again" beside a failed delivery, and draws the overview anew."""
    async with db.transaction(request.workspace_id) as transaction:
        delivery_id = request.number()
        await service.send_again(transaction, delivery_id, request.actor_id, request.key, request.now)
        seen = await service.overview(transaction, request.actor_id, request.now)
    return UpdateModal(views.overview_modal(seen))


ROUTES = Routes(
    words={"deliveries": Command(on_deliveries, "What was sent, what waits, what failed (admins)")},
    actions={views.OPEN: on_deliveries, views.SEND_AGAIN: on_send_again},
)
