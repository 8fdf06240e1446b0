"""Slack listeners for a file whose deals another source tells too."""

from bot.features.imports.service import reconciling
from bot.framework.context import Contexts
from bot.slack.requests import ActionRequest
from bot.slack.responses import Acknowledge, Response


async def on_same_system(request: ActionRequest, contexts: Contexts) -> Response:
    """Reads a file as one of the source that has its deals, from "The same system"."""
    async with contexts.writing(request) as ctx:
        await reconciling.decide_twins(ctx, request.number(), is_same=True)
    return Acknowledge()


async def on_other_deals(request: ActionRequest, contexts: Contexts) -> Response:
    """Notes that a file's deals are others than those of that source, from "Other deals"."""
    async with contexts.writing(request) as ctx:
        await reconciling.decide_twins(ctx, request.number(), is_same=False)
    return Acknowledge()
