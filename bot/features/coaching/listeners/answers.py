"""How what was done is shown: where it was pressed, or as a message of its own."""

from bot.features.coaching.rules.ids import SHOWN
from bot.features.coaching.rules.pair import Pair
from bot.features.coaching.service import pages
from bot.features.coaching.views.page import page_message, page_modal
from bot.framework.context import Context
from bot.slack.requests import ActionRequest, Request
from bot.slack.responses import Acknowledge, Ephemeral, OpenModal, ReplaceMessage, Response, UpdateModal


async def answered(ctx: Context, pair: Pair, told: str = "") -> Response:
    """The page of the two as an answer to a command, with what was done."""
    return Ephemeral(page_message(await pages.load_page(ctx, pair), told))


async def redrawn(ctx: Context, request: ActionRequest, pair: Pair, told: str = "") -> Response:
    """The page anew in the place of the one that was pressed; a card in a direct message draws itself."""
    if request.view is not None:
        if request.view.get("callback_id") != SHOWN:
            return Acknowledge()
        return UpdateModal(page_modal(await pages.load_page(ctx, pair), told))
    if request.is_delivered:
        return Acknowledge()
    return ReplaceMessage(page_message(await pages.load_page(ctx, pair), told))


async def opened(ctx: Context, request: Request, pair: Pair) -> Response:
    """The page as a window on top of whatever was pressed."""
    return OpenModal(page_modal(await pages.load_page(ctx, pair)))
