"""Listeners of `/pacer deliveries`; admins only."""

from bot.features.operations import service, views
from bot.features.operations.rules import OPEN
from bot.framework.context import Contexts
from bot.slack.requests import ActionRequest, CommandRequest
from bot.slack.responses import OpenModal, Response, UpdateModal
from bot.slack.routes import Command, Routes


async def on_deliveries(request: CommandRequest | ActionRequest, contexts: Contexts) -> Response:
    """Opens the overview of deliveries, for `/pacer deliveries` and the button in the App Home."""
    async with contexts.reading(request) as ctx:
        seen = await service.overview(ctx.transaction, request.actor_id, request.now)
    return OpenModal(views.overview_modal(seen))


async def on_more(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "More" beside a failed delivery: shows what Slack itself said."""
    async with contexts.reading(request) as ctx:
        entry = await service.one(ctx.transaction, request.actor_id, request.number())
    return OpenModal(views.more_modal(entry))


async def on_send_again(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Send again" beside a failed delivery, and draws the overview anew."""
    async with contexts.writing(request) as ctx:
        delivery_id = request.number()
        await service.send_again(ctx, delivery_id)
        seen = await service.overview(ctx.transaction, request.actor_id, request.now)
    return UpdateModal(views.overview_modal(seen))


ROUTES = Routes(
    words={"deliveries": Command(on_deliveries, "What was sent, what waits, what failed (admins)")},
    actions={OPEN: on_deliveries, views.SEND_AGAIN: on_send_again, views.MORE: on_more},
)
