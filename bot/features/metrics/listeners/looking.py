"""Listeners of the form in which figures are chosen, from a sheet's button and the menu."""

from dataclasses import replace

from bot.common.date_ranges import DateRange
from bot.common.errors import BadInput
from bot.db.transaction import Transaction
from bot.features.ledger.rules.access import may_see_team
from bot.features.ledger.rules.cuts import Dimension
from bot.features.metrics.commands.periods import EXAMPLES, find_span
from bot.features.metrics.forms.looking import APART_BY, LookForm, LookStart
from bot.features.metrics.listeners.figures import apart, reason_view, subject_at
from bot.features.metrics.rules.apart.kind_metrics import MetricsByKey
from bot.features.metrics.rules.facts import MetricsSubject
from bot.features.metrics.service import queries
from bot.features.metrics.service.cuts import cut_from, cut_labels, values_of_cuts
from bot.features.metrics.service.scopes import MetricsViewer, load_viewer, metrics_of, person_subject
from bot.features.metrics.views import sheet as sheet_views
from bot.features.metrics.views.doors import PERSON_FORM, WHY_FORM
from bot.features.metrics.views.sheet import LOOK, SheetLocation, place_from
from bot.framework.context import Contexts
from bot.framework.forms.form import ParsedValues
from bot.slack.blocks import Message, modal
from bot.slack.requests import ActionRequest, SubmissionRequest
from bot.slack.responses import OpenModal, Response, UpdateModal
from bot.slack.routes import Routes
from bot.slack.text import unescape

_FIRST_EXPLAINED = "attainment"
# What a message has and a window does not take.
_IN_WINDOWS = ("header", "section", "context", "actions", "divider")


async def on_look(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the form, from "Other days or deals" below a sheet and from the menu."""
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        place = place_from(request.value) if request.value else None
        subject = await subject_at(ctx.transaction, place.subject if place else viewer.person.id, viewer)
        start = await _start(ctx.transaction, subject, place.cut if place else "", viewer)
    explained = _FIRST_EXPLAINED if request.action_id == WHY_FORM else ""
    return OpenModal(LookForm.draw(replace(start, metric=explained)))


async def _start(
    transaction: Transaction, subject: MetricsSubject, cut: str, viewer: MetricsViewer
) -> LookStart:
    metrics = await metrics_of(transaction, viewer.rules.stages, with_kinds=True)
    teams = [team for team in viewer.org_chart.teams if may_see_team(viewer.person, team)]
    subjects = {subject.key: unescape(subject.name), viewer.person.id: "Mine"}
    subjects |= {f"team:{team.id}": unescape(team.name) for team in teams}
    told = await values_of_cuts(transaction, subject)
    cuts = {f"{APART_BY}{dimension.value}": f"by {dimension.label}" for dimension in told}
    cuts |= cut_labels(told)
    return LookStart(
        subjects,
        {metric.key: unescape(metric.name) for metric in metrics},
        cuts,
        subject.key,
        cut,
        viewer.person.is_admin or bool(viewer.org_chart.led_by(viewer.person.id)),
    )


async def on_look_form(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Shows what was chosen: a sheet, a figure with its rows, or one that is taken apart."""
    v = LookForm.read(request.values)
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        subject = (
            await person_subject(ctx.transaction, v[LookForm.person], viewer)
            if v[LookForm.person]
            else await subject_at(ctx.transaction, v[LookForm.subject], viewer)
        )
        return UpdateModal(await _view(ctx.transaction, subject, v, viewer))


async def _view(
    transaction: Transaction, subject: MetricsSubject, v: ParsedValues, viewer: MetricsViewer
) -> dict[str, object]:
    days, wanted = _days(v, viewer), v[LookForm.cut]
    if wanted.startswith(APART_BY):
        metrics = MetricsByKey(await metrics_of(transaction, viewer.rules.stages, with_kinds=True))
        metric, dimension = metrics[v[LookForm.metric] or "bookings"], Dimension(wanted[len(APART_BY) :])
        answer = await apart(transaction, subject, metric, dimension, days, viewer)
        return _window(answer.message, SheetLocation(subject.key, metric.key, days))
    try:
        cut = await cut_from(transaction, wanted, subject)
    except BadInput as unknown:
        raise BadInput(str(unknown), field="cut") from None
    if v[LookForm.metric]:
        place = SheetLocation(subject.key, v[LookForm.metric], days, cut=wanted)
        return await reason_view(transaction, subject, place, viewer)
    sheet = await queries.sheet(transaction, subject, days, viewer, cut)
    message = sheet_views.sheet_message(sheet, is_own=False, may_define=False)
    return _window(message, SheetLocation(subject.key, "", days, cut=wanted))


def _days(v: ParsedValues, viewer: MetricsViewer) -> DateRange:
    typed = v[LookForm.days]
    days = find_span(typed or v[LookForm.period], viewer.today, viewer.rules.fiscal)
    if days is None:
        raise BadInput(f"That names no days: write {EXAMPLES}.", field="days")
    return days


def _window(message: Message, place: SheetLocation) -> dict[str, object]:
    blocks = [each for each in message.blocks if each["type"] in _IN_WINDOWS]
    return modal("metrics.look", "Numbers", blocks[:100], metadata=place.written())


ROUTES = Routes(
    actions=dict.fromkeys((LOOK, WHY_FORM, PERSON_FORM), on_look),
    submissions={LookForm.callback_id: on_look_form},
)
