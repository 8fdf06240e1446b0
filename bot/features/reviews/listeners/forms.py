"""Listeners that open and store the forms of reviews."""

from collections.abc import Awaitable
from datetime import timedelta
from typing import Any, Protocol, TypeVar

from bot.common.cadences import working_days_later
from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.errors import BadInput
from bot.common.periods import local_day, local_instant
from bot.db.transaction import Transaction
from bot.features.drafts import service as drafts
from bot.features.ledger.service import queries as ledger
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.reviews.forms.cycle import CycleForm, CycleStart
from bot.features.reviews.forms.review import (
    AcknowledgeForm,
    AgreeForm,
    ApprovalStart,
    ApproveForm,
    MoreTimeForm,
    PeersForm,
    ReviewStart,
    TalkForm,
)
from bot.features.reviews.rules.cycle import APPROVE
from bot.features.reviews.rules.facts import Review
from bot.features.reviews.service import action_items, cycles, peers, sign_off
from bot.features.reviews.service.queries import looked_at
from bot.features.reviews.views import actions
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.books import BookRules
from bot.framework.context import Context, Contexts
from bot.framework.forms.form import Form
from bot.slack.requests import ActionRequest, CommandRequest, SubmissionRequest
from bot.slack.responses import OpenModal, Response, UpdateModal
from bot.slack.routes import Routes

_T = TypeVar("_T", contravariant=True)
_FORMS: dict[str, type[Form[Any]]] = {
    actions.PEERS: PeersForm,
    actions.TIME: TalkForm,
    actions.MORE: MoreTimeForm,
    actions.AGREE: AgreeForm,
    actions.ACKNOWLEDGE: AcknowledgeForm,
}


class ReviewChange(Protocol[_T]):
    """A use case on a review that takes one value, such as the day on which it is due."""

    def __call__(self, ctx: Context, review_id: int, value: _T, /) -> Awaitable[Review]:
        """Changes the review and gives it as it is then; a Refusal when the actor may not."""


async def plan_form(transaction: Transaction, request: CommandRequest | ActionRequest) -> dict[str, object]:
    """The form of a new cycle; BadInput for somebody who leads no team."""
    led = (await teams.load_org_chart(transaction)).led_by(request.actor_id)
    if not led:
        raise BadInput("You lead no team: whoever leads one begins its reviews.")
    today = local_day(request.now, await workspace.zone_of(transaction))
    fiscal = (await settings_of(transaction, BookRules)).fiscal
    quarter, year = fiscal.quarter_of(today), fiscal.year_of(today)
    before = fiscal.quarter_of(quarter.start - ONE_DAY)
    quarters = fiscal.quarters(fiscal.number_of(today))
    halves = [
        DateRange(quarters[at].start, quarters[at + 1].end, f"H{1 + at // 2} {year.label}") for at in (0, 2)
    ]
    spans = [quarter, before, *halves, year]
    days_off = ledger.everybodys_calendar(await workspace.calendar_of(transaction))
    due = working_days_later(today + timedelta(days=20), 1, days_off)
    start = CycleStart(led, spans, today, working_days_later(today, 1, days_off), due)
    return await drafts.open_form(transaction, request.actor_id, CycleForm, start)


async def on_plan(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores a planned cycle; BadInput names the field."""
    plan = CycleForm.parse(request.values)
    async with contexts.writing(request) as ctx:
        cycle = await cycles.plan(ctx, plan)
    return UpdateModal(_done(CycleForm, f"Planned. Everybody is asked on {cycle.kickoff_on:%d %B}."))


async def on_open_form(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form behind a button of a review (peers, talk, due day, actions, comment), with its draft."""
    review_id = request.number()
    async with contexts.reading(request) as ctx:
        review = await looked_at(ctx.transaction, review_id, request.actor_id)
        today = local_day(request.now, await workspace.zone_of(ctx.transaction))
        start = ReviewStart(today, max(today, review.due_on) + timedelta(days=7))
        form = _FORMS[request.action_id]
        view = await drafts.open_form(ctx.transaction, request.actor_id, form, start, about=str(review_id))
    return OpenModal(view)


async def on_approve(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Approve peers": opens the form; NotAllowed for others than the manager."""
    review_id = request.number()
    async with contexts.writing(request) as ctx:
        review = await looked_at(ctx.transaction, review_id, request.actor_id)
        waiting = await peers.to_approve(ctx.transaction, review_id, request.actor_id)
        names = await people.names(ctx.transaction, [*waiting, review.person_id])
    named = {each: names.get(each, "Someone") for each in waiting}
    start = ApprovalStart(names.get(review.person_id, "Someone"), named)
    return OpenModal(ApproveForm.draw(start, about=" ".join((str(review_id), *named))))


async def on_approved(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Asks the chosen peers; those offered and not ticked are refused."""
    chosen = ApproveForm.read(request.values)[ApproveForm.peers]
    review_id, *offered = request.metadata.split()
    async with contexts.writing(request) as ctx:
        await peers.approve(ctx, int(review_id), offered, chosen)
    return UpdateModal(_done(ApproveForm, "They are asked." if chosen else "Nobody is asked."))


async def on_named(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores the peers that were named."""
    named = PeersForm.read(request.values)[PeersForm.peers]
    async with contexts.writing(request) as ctx:
        review = await peers.nominate(ctx, request.number(), named)
    told = "They are asked." if request.actor_id == review.manager_id else "Your manager is asked to approve."
    return UpdateModal(_done(PeersForm, told))


async def on_timed(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores the time of the talk, read in the zone of whoever sets it."""
    v = TalkForm.read(request.values)
    async with contexts.reading(request) as ctx:
        zone = (await people.actor(ctx.transaction, request.actor_id)).zone
    instant = local_instant(v[TalkForm.day], v[TalkForm.at], zone)
    return await _change(request, contexts, TalkForm, sign_off.schedule, instant, "Both of you are told.")


async def on_extended(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores a later due day for one review."""
    due = MoreTimeForm.read(request.values)[MoreTimeForm.due]
    return await _change(
        request, contexts, MoreTimeForm, cycles.extend, due, "Those who still write are told."
    )


async def on_agreed(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores the actions agreed, one a line."""
    typed = AgreeForm.read(request.values)[AgreeForm.actions]
    return await _change(
        request, contexts, AgreeForm, action_items.agree, typed, "Kept. The next review begins with them."
    )


async def on_acknowledged(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores that the person has read the review, with their comment."""
    comment = AcknowledgeForm.read(request.values)[AcknowledgeForm.comment]
    told = "Acknowledged. Now both of you sign: `/review`."
    return await _change(request, contexts, AcknowledgeForm, sign_off.acknowledge, comment, told)


async def _change(
    request: SubmissionRequest,
    contexts: Contexts,
    form: type[Form[Any]],
    action: ReviewChange[_T],
    value: _T,
    told: str,
) -> Response:
    async with contexts.writing(request) as ctx:
        review_id = request.number()
        await action(ctx, review_id, value)
    return UpdateModal(_done(form, told))


def _done(form: type[Form[Any]], told: str) -> dict[str, Any]:
    return form.saved(f":white_check_mark: {told}", title="Review")


ROUTES = Routes(
    actions={APPROVE: on_approve, **dict.fromkeys(_FORMS, on_open_form)},
    submissions={
        CycleForm.callback_id: on_plan,
        PeersForm.callback_id: on_named,
        ApproveForm.callback_id: on_approved,
        TalkForm.callback_id: on_timed,
        MoreTimeForm.callback_id: on_extended,
        AgreeForm.callback_id: on_agreed,
        AcknowledgeForm.callback_id: on_acknowledged,
    },
    for_guests=frozenset({actions.ACKNOWLEDGE, AcknowledgeForm.callback_id}),
)
