"""Listeners of disputes about credits."""

from decimal import Decimal
from fractions import Fraction

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.errors import BadInput
from bot.common.text import plural
from bot.db.transaction import Transaction
from bot.features.ledger.rules.listings import CreditRow
from bot.features.ledger.service.by_hand.manual_entries import Correction, adjust
from bot.features.ledger.service.rows import credit_row
from bot.features.metrics.commands.measures import base_value
from bot.features.metrics.forms.disputes import CorrectForm, DeclineForm, DisputedRow, DisputeForm
from bot.features.metrics.rules.facts import DECIDE
from bot.features.metrics.rules.figures import Unit
from bot.features.metrics.rules.formatting import signed
from bot.features.metrics.service import corrections
from bot.features.metrics.service import disputes as metric_disputes
from bot.features.metrics.service.disputes import Ruling
from bot.features.metrics.service.scopes import MetricsViewer, load_viewer, person_subject
from bot.features.metrics.views import disputes
from bot.features.workspace import service as workspace
from bot.framework.context import Contexts
from bot.slack.requests import ActionRequest, SubmissionRequest, number_of
from bot.slack.responses import OpenModal, Response, UpdateModal
from bot.slack.routes import Routes
from bot.slack.text import escape


async def on_raise(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores a rep's dispute and tells who decides it."""
    reason = DisputeForm.read(request.values)[DisputeForm.reason]
    async with contexts.writing(request) as ctx:
        decider = await metric_disputes.raise_dispute(ctx, request.number(), reason)
    return UpdateModal(DisputeForm.saved(f":scales: Sent to *{decider}*, who decides. You hear of it."))


async def on_open(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Correct" and "Decline" below a dispute: opens the form.

    NotAllowed for others than who decides.
    """
    _, _, credit_id = request.value.partition(":")
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        row = await credit_row(ctx.transaction, int(credit_id), request.now)
        if row is None or row.member_id is None:
            raise BadInput("That row is not there any more.")
        # The person asked may no longer lead the rep.
        await person_subject(ctx.transaction, row.member_id, viewer)
    is_correction = request.action_id == disputes.OPEN_CORRECT
    form = CorrectForm if is_correction else DeclineForm
    return OpenModal(form.draw(DisputedRow(row, viewer.rules.currency, viewer.today), about=request.value))


async def on_decide(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens a dispute for who is asked to decide it."""
    async with contexts.reading(request) as ctx:
        notice = await metric_disputes.to_decide(
            ctx.transaction, request.number(), request.actor_id, request.now
        )
    return OpenModal(disputes.decide_modal(notice))


async def on_decline(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Declines a dispute with a reason; the credit stays."""
    return await _decide(request, contexts, Ruling(DeclineForm.read(request.values)[DeclineForm.answer]))


async def on_correct(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Corrects a credit: for a dispute, or unasked when the dispute id in the metadata is 0."""
    v = CorrectForm.read(request.values)
    other_id, answer = v[CorrectForm.other], v[CorrectForm.answer]
    async with contexts.reading(request) as ctx:
        base = (await workspace.books_of(ctx.transaction)).currency
    amount = base_value(v[CorrectForm.amount], base, "amount")
    dispute_id, _, credit_id = request.metadata.partition(":")
    if dispute_id != "0":
        return await _decide(request, contexts, Ruling(answer, amount, other_id))
    note = escape(metric_disputes.checked_words(answer, "answer"))
    async with contexts.writing(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        row = await credit_row(ctx.transaction, int(credit_id), request.now)
        if row is None or row.member_id is None:
            raise BadInput("That row is not there any more.")
        wanted = Correction(row.deal_id, row.member_id, amount, note, other_id)
        difference = await adjust(ctx, wanted)
        return await _restated(ctx.transaction, [row.member_id, other_id], row, difference, viewer)


async def _decide(request: SubmissionRequest, contexts: Contexts, ruling: Ruling) -> Response:
    dispute_id = number_of(request.metadata.partition(":")[0])
    async with contexts.writing(request) as ctx:
        settled = await metric_disputes.decide(ctx, dispute_id, ruling)
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        if settled.difference is None:
            return UpdateModal(
                DeclineForm.saved(":no_entry_sign: Declined. They hear of it with your words.")
            )
        ids = [settled.member_id, ruling.other_id]
        return await _restated(ctx.transaction, ids, settled.row, settled.difference, viewer)


async def _restated(
    transaction: Transaction, ids: list[str], row: CreditRow, difference: Decimal, viewer: MetricsViewer
) -> Response:
    days = DateRange(row.credit_date, row.credit_date + ONE_DAY)
    count = await corrections.restate(transaction, [who for who in ids if who], days, viewer)
    rest = f" It says so in {plural(count, 'message')} posted before." if count else ""
    change = signed(Fraction(difference), Unit.money, viewer.rules.currency)
    return UpdateModal(CorrectForm.saved(f":white_check_mark: {row.deal}: {change}.{rest}"))


ROUTES = Routes(
    actions={DECIDE: on_decide, disputes.OPEN_CORRECT: on_open, disputes.OPEN_DECLINE: on_open},
    submissions={
        DisputeForm.callback_id: on_raise,
        DeclineForm.callback_id: on_decline,
        CorrectForm.callback_id: on_correct,
    },
)
