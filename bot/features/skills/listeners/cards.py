"""Doors to gap cards: the command, and the buttons of a card."""

from bot.features.skills.commands import GRAMMAR, ShowGaps
from bot.features.skills.listeners.no_roles import leading_on
from bot.features.skills.rules.facts import GAPS
from bot.features.skills.service import cards
from bot.features.skills.views import cards as views
from bot.framework.context import Contexts
from bot.framework.pager import PREVIOUS_NEXT, page_actions
from bot.slack.blocks import Message, section
from bot.slack.requests import ActionRequest, CommandRequest
from bot.slack.responses import Ephemeral, OpenModal, ReplaceMessage, Response, UpdateModal
from bot.slack.routes import Command, Routes


async def show(request: CommandRequest | ActionRequest, contexts: Contexts, person_id: str) -> Response:
    """The gap card of somebody ("": of who asks); opening one's own is seeing it."""
    async with contexts.writing(request) as ctx:
        return Ephemeral(views.card_message(await cards.show(ctx, person_id)))


@leading_on
async def on_gaps_command(request: CommandRequest, contexts: Contexts) -> Response:
    """Answers `/coach gaps [@ben]` like `/skills gaps`."""
    intent = GRAMMAR.parse(f"gaps {request.text}", None)
    return await show(request, contexts, intent.person_id if isinstance(intent, ShowGaps) else "")


@leading_on
async def on_gaps(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Gap card" below somebody's skills."""
    return await show(request, contexts, request.value)


async def on_why(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the formula and the rows behind a card, or turns to another page of them."""
    card_id, page = map(int, request.value.split())
    async with contexts.reading(request) as ctx:
        view = views.why_view(*await cards.why(ctx, card_id, page))
    return OpenModal(view) if request.action_id == views.WHY else UpdateModal(view)


async def on_topic(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Make it a topic", of the finding or of any part in the menu."""
    card_id, _, part = request.value.partition(" ")
    async with contexts.writing(request) as ctx:
        told = await cards.take_topic(ctx, int(card_id), part)
    return Ephemeral(Message(told, [section(told)]))


async def on_not_now(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Not now": nothing follows, and nobody is told."""
    told = "Left as it is. `/skills gaps` shows it again."
    return ReplaceMessage(Message(told, [section(told)]))


ROUTES = Routes(
    subcommands={
        ("/coach", "gaps"): Command(on_gaps_command, "Where the shortfall lies, and how sure that is")
    },
    actions={
        GAPS: on_gaps,
        views.TOPIC: on_topic,
        views.PART_TOPIC: on_topic,
        views.NOT_NOW: on_not_now,
        **dict.fromkeys((views.WHY, *page_actions(views.WHY, PREVIOUS_NEXT)), on_why),
    },
)
