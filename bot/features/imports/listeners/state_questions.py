"""Slack listeners of questions about stages, and about deals that two sources tell: a button each answer."""

from bot.features.imports.service.waiting import stages, twins
from bot.features.imports.views import state_questions as views
from bot.framework.context import Contexts
from bot.slack.requests import ActionRequest
from bot.slack.responses import Acknowledge, Ephemeral, Response
from bot.slack.routes import Routes


async def on_meaning(request: ActionRequest, contexts: Contexts) -> Response:
    """Stores what a stage means, from the button with that meaning; what waited for it comes in."""
    meaning, _ = views.MEANINGS[request.action_id]
    async with contexts.writing(request) as ctx:
        await stages.answer(ctx, request.value, meaning)
    return Acknowledge()


async def on_twin(request: ActionRequest, contexts: Contexts) -> Response:
    """Notes whether a deal, or each that waits beside that source's, is one of the books; they come in."""
    async with contexts.writing(request) as ctx:
        await twins.answer(
            ctx,
            request.value,
            is_same=request.action_id in (views.SAME, views.ALL_SAME),
            for_all=request.action_id in (views.ALL_SAME, views.ALL_APART),
        )
    return Acknowledge()


async def on_ask_again(request: ActionRequest, contexts: Contexts) -> Response:
    """Forgets what was said of all deals of two sources, from "Ask again" in the list of imports."""
    source, _, other = request.value.partition("\n")
    async with contexts.writing(request) as ctx:
        standing = await twins.ask_again(ctx, source, other)
    return Ephemeral(views.asked_again(standing))


_TWINS = (views.SAME, views.APART, views.ALL_SAME, views.ALL_APART)
ROUTES = Routes(
    actions={
        **dict.fromkeys(views.MEANINGS, on_meaning),
        **dict.fromkeys(_TWINS, on_twin),
        views.ASK_AGAIN: on_ask_again,
    }
)
