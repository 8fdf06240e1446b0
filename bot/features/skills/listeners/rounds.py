"""Doors to rounds of ratings."""

from bot.common.errors import BadInput
from bot.features.drafts import service as drafts
from bot.features.skills.forms.rating import RatingForm
from bot.features.skills.listeners.no_roles import leading_on
from bot.features.skills.rules.facts import RATE, ROUND
from bot.features.skills.rules.rounds import RoundState, ShownRound, TooSoon
from bot.features.skills.service import rounds
from bot.features.skills.service.skills import put_into_review, with_evidence
from bot.features.skills.views import rounds as views
from bot.framework.context import Context, Contexts
from bot.slack.blocks import Message, section
from bot.slack.requests import ActionRequest, CommandRequest, SubmissionRequest
from bot.slack.responses import Ephemeral, OpenModal, ReplaceMessage, Response, UpdateModal
from bot.slack.routes import Routes


async def rate(request: CommandRequest | ActionRequest, contexts: Contexts, person_id: str) -> Response:
    """The round of somebody ("": of who asks): its form, or both side by side."""
    try:
        async with contexts.writing(request) as ctx:
            shown = await rounds.rate(ctx, person_id)
    except TooSoon as refusal:
        return await _last(request, contexts, refusal)
    async with contexts.reading(request) as ctx:
        return await _answer(ctx, shown)


async def _last(request: CommandRequest | ActionRequest, contexts: Contexts, soon: TooSoon) -> Response:
    """The last round, below the sentence that a new one has to wait; that alone for a later manager."""
    async with contexts.reading(request) as ctx:
        try:
            found = await rounds.find(ctx, soon.round_id)
        except BadInput:
            raise soon from None
        shown = await with_evidence(ctx, await rounds.shown(ctx, found))
    return Ephemeral(views.round_message(shown, str(soon)))


async def _answer(ctx: Context, shown: ShownRound) -> Response:
    shown = await with_evidence(ctx, shown)
    if shown.round.state is RoundState.open:
        about = str(shown.round.id)
        return OpenModal(
            await drafts.open_form(ctx.transaction, ctx.actor_id, RatingForm, shown, about=about)
        )
    return Ephemeral(views.round_message(shown))


@leading_on
async def on_rate(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Rate skills" below somebody's skills."""
    return await rate(request, contexts, request.value)


async def on_open(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Rate skills", "Change" and "Open": the form, or both side by side."""
    async with contexts.reading(request) as ctx:
        return await _answer(ctx, await rounds.shown(ctx, await rounds.find(ctx, request.number())))


async def on_rated(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores the ratings of one of the two."""
    ratings = RatingForm.parse(request.values)
    async with contexts.writing(request) as ctx:
        shown = await rounds.submit(ctx, request.number(), ratings)
    if shown.round.state is RoundState.open:
        told = (
            f":white_check_mark: Sent. {shown.other_name} has not rated yet; you can change yours until then."
        )
    else:
        told = ":white_check_mark: Both ratings are in: `/skills rate` shows them side by side."
    return UpdateModal(RatingForm.saved(told))


async def on_agree(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Agree on": a proposal, or the answer to one."""
    round_id, skill, level = request.value.split()
    async with contexts.writing(request) as ctx:
        shown = await rounds.agree(ctx, int(round_id), skill, int(level))
    return await _redrawn(request, contexts, shown)


async def _redrawn(request: ActionRequest, contexts: Contexts, shown: ShownRound) -> Response:
    async with contexts.reading(request) as ctx:
        return ReplaceMessage(views.round_message(await with_evidence(ctx, shown)))


async def on_talk(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Talk about it": two ratings that are apart go on the agenda."""
    round_id, skill = request.value.split()
    async with contexts.writing(request) as ctx:
        told = await rounds.talk_about(ctx, int(round_id), skill)
    return Ephemeral(Message(told, [section(told)]))


async def on_end(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "That is it"."""
    async with contexts.writing(request) as ctx:
        shown = await rounds.end(ctx, request.number())
    return await _redrawn(request, contexts, shown)


async def on_review(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Put into my review" and "Take out of my review"."""
    async with contexts.writing(request) as ctx:
        is_in = request.action_id == views.IN_REVIEW
        shown = await put_into_review(ctx, request.number(), is_in=is_in)
    return await _redrawn(request, contexts, shown)


ROUTES = Routes(
    actions={
        RATE: on_rate,
        ROUND: on_open,
        views.AGREE: on_agree,
        views.PROPOSE: on_agree,
        views.TALK: on_talk,
        views.END: on_end,
        views.IN_REVIEW: on_review,
        views.NOT_IN_REVIEW: on_review,
    },
    submissions={RatingForm.callback_id: on_rated},
)
