"""A contest as somebody looks at it, and the buttons below it."""

from bot.db.transaction import Transaction
from bot.features.contests.service import lifecycle, queries
from bot.features.contests.views import backtest
from bot.features.contests.views import card as card_views
from bot.framework.context import Contexts
from bot.slack.blocks import Message
from bot.slack.requests import ActionRequest, Request
from bot.slack.responses import Ephemeral, OpenModal, ReplaceMessage, Response, UpdateModal


async def load_backtest_view(
    transaction: Transaction, contest_id: int, request: Request
) -> dict[str, object]:
    """The window with what a contest would have come to in the past."""
    found = await queries.tested(transaction, contest_id, request.actor_id, request.now)
    return backtest.test_view(found.contest, found.verdict, found.names, can_be_padded=found.can_be_padded)


async def on_test(request: ActionRequest, contexts: Contexts) -> Response:
    """Shows how a contest would have ended in the past, from "Test on the past"."""
    async with contexts.reading(request) as ctx:
        view = await load_backtest_view(ctx.transaction, request.number(), request)
    return UpdateModal(view) if request.view else OpenModal(view)


async def load_card(
    transaction: Transaction, contest_id: int, request: Request, news: str = "", *, halfway: bool = False
) -> Message:
    """Message with one contest as this viewer sees it, or saw it `halfway`; `news` is a line above it."""
    card = await queries.contest_card(transaction, contest_id, request.actor_id, request.now, halfway=halfway)
    return card_views.card(
        card.contest,
        card.place,
        card.score,
        may_change=card.may_change,
        may_decline=card.may_decline,
        news=news,
    )


async def on_show(request: ActionRequest, contexts: Contexts) -> Response:
    """Shows one contest: from "Open" in the list in its place, from a post to the actor alone.

    "My place" below the post of half-way says what held then.
    """
    halfway = request.action_id == card_views.MINE_HALFWAY
    async with contexts.reading(request) as ctx:
        message = await load_card(ctx.transaction, request.number(), request, halfway=halfway)
    return ReplaceMessage(message) if request.action_id == f"{card_views.SHOW}:list" else Ephemeral(message)


async def on_launch(request: ActionRequest, contexts: Contexts) -> Response:
    """Launches a draft, from "Launch": its rules are frozen."""
    return await _press(
        request, contexts, "Launched: the rules are frozen. It tells itself from the first day on."
    )


async def on_cancel(request: ActionRequest, contexts: Contexts) -> Response:
    """Cancels a contest, from "Cancel it": it posts nothing more."""
    return await _press(request, contexts, "Cancelled: nothing more is said of it.")


async def on_decline(request: ActionRequest, contexts: Contexts) -> Response:
    """Takes the actor out of a contest, from "Not for me"; nobody is told."""
    return await _press(request, contexts, "You do not take part. Nobody is told.")


_ACTIONS = {
    card_views.LAUNCH: lifecycle.launch,
    card_views.CANCEL: lifecycle.cancel,
    card_views.DECLINE: lifecycle.decline,
}


async def _press(request: ActionRequest, contexts: Contexts, news: str) -> Response:
    async with contexts.writing(request) as ctx:
        action = _ACTIONS[request.action_id]
        contest = await action(ctx, request.number())
        message = await load_card(ctx.transaction, contest.id, request, news)
    if request.view:
        return UpdateModal(card_views.as_modal(message))
    return Ephemeral(message) if request.is_delivered else ReplaceMessage(message)
