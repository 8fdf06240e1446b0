"""The buttons of outcomes and of what gap cards say: on cards, and on the page of a pair."""

from bot.common.errors import BadInput
from bot.features.coaching.listeners import forms
from bot.features.coaching.listeners.answers import redrawn
from bot.features.coaching.rules import ids
from bot.features.coaching.rules.outcomes import OutcomeAnswer
from bot.features.coaching.service import outcomes, pairs, readings
from bot.features.coaching.service.clockwork import cards
from bot.features.coaching.views.outcomes import why_modal
from bot.features.skills.rules.facts import ACTION
from bot.features.skills.rules.outcome_facts import COUNTS
from bot.features.skills.rules.wording import Addressed
from bot.features.skills.service.cards import part_of
from bot.features.skills.service.watching import watchable
from bot.framework.context import Contexts
from bot.slack.requests import ActionRequest, number_of
from bot.slack.responses import Acknowledge, OpenModal, Response
from bot.slack.routes import Routes

_ANSWERS = {ids.OUTCOME_GO_ON: OutcomeAnswer.go_on, ids.OUTCOME_END: OutcomeAnswer.ended}


async def on_answer(request: ActionRequest, contexts: Contexts) -> Response:
    """Goes on with an action, or ends it; both cards show it."""
    async with contexts.writing(request) as ctx:
        pair = await outcomes.answer_outcome(ctx, request.number(), _ANSWERS[request.action_id])
        return await redrawn(ctx, request, pair)


async def on_why(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens how an outcome came about."""
    async with contexts.reading(request) as ctx:
        outcome, pair = await outcomes.find_outcome(ctx, request.number())
        is_own = outcome.owner_id == pair.me.id
        return OpenModal(why_modal(outcome, Addressed("" if is_own else pair.other_called)))


async def on_watch(request: ActionRequest, contexts: Contexts) -> Response:
    """Lets an action watch one more figure, which shows a change sooner."""
    number, _, metric = request.value.partition(" ")
    if metric not in COUNTS:
        raise BadInput("That is from an older message: please open it anew.")
    async with contexts.writing(request) as ctx:
        watched = await outcomes.watch(ctx, number_of(number), metric)
        pair = await pairs.pair_of_series(ctx, watched[0].series_id)
        return await forms.shown_watched(ctx, pair, watched, metric, "It watches that, too.")


async def on_watch_not(request: ActionRequest, contexts: Contexts) -> Response:
    """Leaves it at what is watched."""
    async with contexts.reading(request) as ctx:
        item = await readings.find_item(ctx, request.number())
        return await redrawn(ctx, request, await pairs.pair_of_series(ctx, item.series_id))


async def on_gap_not_now(request: ActionRequest, contexts: Contexts) -> Response:
    """Takes what the gap card says off the card before a talk."""
    async with contexts.writing(request) as ctx:
        await cards.gap_not_now(ctx, request.channel_id, request.message_ts, request.number())
    return Acknowledge()


async def on_gap_action(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form of an action for what a gap card found, filled in as far as it tells."""
    number, _, part = request.value.partition(" ")
    async with contexts.reading(request) as ctx:
        kept, offered = await part_of(ctx, number_of(number), part)
        is_own = ctx.actor_id == kept.person_id
        pair = await pairs.find_pair(ctx, kept.manager_id if is_own else kept.person_id)
        known = await watchable(ctx.transaction, kept.person_id)
        watch = part if part in known else ""
        skill = offered.skills[0] if offered.skills else ""
        return OpenModal(
            await forms.action_form(ctx, pair, is_own=is_own, text=offered.text, skill=skill, watch=watch)
        )


ROUTES = Routes(
    actions={
        **dict.fromkeys(_ANSWERS, on_answer),
        ids.OUTCOME_WHY: on_why,
        **{f"{ids.WATCH}:{metric}": on_watch for metric in COUNTS},
        ids.WATCH_NOT: on_watch_not,
        ids.GAP_NOT_NOW: on_gap_not_now,
        ACTION: on_gap_action,
    }
)
