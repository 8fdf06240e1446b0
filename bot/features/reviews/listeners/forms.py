"""Listeners that open and store the forms of reviews."""

from collections.abc import Awaitable
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.dates import parse_time
from bot.common.errors import BadInput
from bot.common.periods import local_day, local_instant
from bot.db.transaction import Database, Transaction
from bot.features.drafts import service as drafts
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.reviews import forms as review_forms
from bot.features.reviews.rules.access import PartKind
from bot.features.reviews.rules.cycle import (
    ACKNOWLEDGED_FORM,
    AGREED_FORM,
    APPROVE,
    EXTENDED_FORM,
    NAMED_FORM,
    TIMED_FORM,
    CyclePlan,
)
from bot.features.reviews.rules.facts import Review
from bot.features.reviews.service import action_items, cycles, peers, sign_off
from bot.features.reviews.service.queries import looked_at
from bot.features.reviews.views import actions
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.books import BookRules
from bot.slack.form_values import FormValues
from bot.slack.requests import ActionRequest, CommandRequest, SubmissionRequest
from bot.slack.responses import OpenModal, Response, UpdateModal
from bot.slack.routes import Routes

_T = TypeVar("_T", contravariant=True)
_FORMS = {
    actions.PEERS: NAMED_FORM,
    actions.TIME: TIMED_FORM,
    actions.MORE: EXTENDED_FORM,
    actions.AGREE: AGREED_FORM,
    actions.ACKNOWLEDGE: ACKNOWLEDGED_FORM,
}


class ReviewChange(Protocol[_T]):
    """A use case on a review that takes one value, such as the day on which it is due."""

    def __call__(
        self, transaction: Transaction, review_id: int, value: _T, actor_id: str, key: str, now: datetime, /
    ) -> Awaitable[Review]:
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
    typed = await drafts.kept(transaction, request.actor_id, review_forms.PLAN, "")
    return review_forms.plan_form(led, spans, today, typed)


async def on_plan(request: SubmissionRequest, db: Database) -> Response:
    """Stores a planned cycle; BadInput names the field."""
    values = request.values
    plan = CyclePlan(
        values.text("name"),
        int(values.choice("team") or 0),
        _days(values),
        tuple(PartKind(each) for each in values.ticked_values("parts")),
        _day(values, "kickoff"),
        _day(values, "due"),
    )
    async with db.transaction(request.workspace_id) as transaction:
        cycle = await cycles.plan(transaction, plan, request.actor_id, request.key, request.now)
        await drafts.sent(transaction, request.actor_id, request.view, request.now)
    return UpdateModal(review_forms.done_view(f"Planned. Everybody is asked on {cycle.kickoff_on:%d %B}."))


def _days(values: FormValues) -> DateRange:
    chosen = values.choice("days") or "own"
    if chosen != "own":
        first, _, end = chosen.partition(" ")
        return DateRange(date.fromisoformat(first), date.fromisoformat(end))
    return DateRange(_day(values, "first"), _day(values, "last") + ONE_DAY)


def _day(values: FormValues, name: str) -> date:
    found = values.day(name)
    if found is None:
        raise BadInput("Choose a day.", field=name)
    return found


async def on_open_form(request: ActionRequest, db: Database) -> Response:
    """Opens the form behind a button of a review (peers, talk, due day, actions, comment), with its draft."""
    review_id = request.number()
    async with db.reading(request.workspace_id) as reading:
        review = await looked_at(reading, review_id, request.actor_id)
        today = local_day(request.now, await workspace.zone_of(reading))
        typed = await drafts.kept(reading, request.actor_id, _FORMS[request.action_id], str(review_id))
    later = max(today, review.due_on) + timedelta(days=7)
    forms = {
        actions.PEERS: lambda: review_forms.peers_form(review_id, typed),
        actions.TIME: lambda: review_forms.time_form(review_id, today, typed),
        actions.MORE: lambda: review_forms.more_form(review_id, later, today, typed),
        actions.AGREE: lambda: review_forms.agree_form(review_id, typed),
        actions.ACKNOWLEDGE: lambda: review_forms.acknowledge_form(review_id, typed),
    }
    return OpenModal(forms[request.action_id]())


async def on_approve(request: ActionRequest, db: Database) -> Response:
    """Handles "Approve peers": opens the form; NotAllowed for others than the manager."""
    review_id = request.number()
    async with db.transaction(request.workspace_id) as transaction:
        review = await looked_at(transaction, review_id, request.actor_id)
        waiting = await peers.to_approve(transaction, review_id, request.actor_id)
        names = await people.names(transaction, [*waiting, review.person_id])
    named = {each: names.get(each, "Someone") for each in waiting}
    return OpenModal(review_forms.approve_form(review_id, names.get(review.person_id, "Someone"), named))


async def on_approved(request: SubmissionRequest, db: Database) -> Response:
    """Asks the chosen peers; those offered and not ticked are refused."""
    chosen = request.values.ticked_values("peers")
    review_id, *offered = request.metadata.split()
    async with db.transaction(request.workspace_id) as transaction:
        await peers.approve(
            transaction, int(review_id), offered, chosen, request.actor_id, request.key, request.now
        )
    return UpdateModal(review_forms.done_view("They are asked." if chosen else "Nobody is asked."))


async def on_named(request: SubmissionRequest, db: Database) -> Response:
    """Stores the peers that were named."""
    async with db.transaction(request.workspace_id) as transaction:
        review = await peers.nominate(
            transaction,
            request.number(),
            request.values.users("peers"),
            request.actor_id,
            request.key,
            request.now,
        )
        await drafts.sent(transaction, request.actor_id, request.view, request.now)
    told = "They are asked." if request.actor_id == review.manager_id else "Your manager is asked to approve."
    return UpdateModal(review_forms.done_view(told))


async def on_timed(request: SubmissionRequest, db: Database) -> Response:
    """Stores the time of the talk, read in the zone of whoever sets it."""
    day, at = _day(request.values, "day"), parse_time(request.values.time("time"), "time")
    async with db.reading(request.workspace_id) as reading:
        zone = (await people.actor(reading, request.actor_id)).zone
    instant = local_instant(day, at, zone)
    return await _change(request, db, sign_off.schedule, instant, "Both of you are told.")


async def on_extended(request: SubmissionRequest, db: Database) -> Response:
    """Stores a later due day for one review."""
    due = _day(request.values, "due")
    return await _change(request, db, cycles.extend, due, "Those who still write are told.")


async def on_agreed(request: SubmissionRequest, db: Database) -> Response:
    """Stores the actions agreed, one a line."""
    typed = request.values.text("actions")
    return await _change(request, db, action_items.agree, typed, "Kept. The next review begins with them.")


async def on_acknowledged(request: SubmissionRequest, db: Database) -> Response:
    """Stores that the person has read the review, with their comment."""
    comment, told = request.values.text("comment"), "Acknowledged. Now both of you sign: `/review`."
    return await _change(request, db, sign_off.acknowledge, comment, told)


async def _change(
    request: SubmissionRequest, db: Database, action: ReviewChange[_T], value: _T, told: str
) -> Response:
    async with db.transaction(request.workspace_id) as transaction:
        review_id = request.number()
        await action(transaction, review_id, value, request.actor_id, request.key, request.now)
        await drafts.sent(transaction, request.actor_id, request.view, request.now)
    return UpdateModal(review_forms.done_view(told))


ROUTES = Routes(
    actions={
        APPROVE: on_approve,
        **dict.fromkeys(_FORMS, on_open_form),
    },
    submissions={
        review_forms.PLAN: on_plan,
        NAMED_FORM: on_named,
        review_forms.APPROVED: on_approved,
        TIMED_FORM: on_timed,
        EXTENDED_FORM: on_extended,
        AGREED_FORM: on_agreed,
        ACKNOWLEDGED_FORM: on_acknowledged,
    },
)
