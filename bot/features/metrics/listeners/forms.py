"""Listeners that open and store the forms of metrics."""

from dataclasses import replace
from functools import partial

from bot.common.date_ranges import ONE_DAY
from bot.common.errors import BadInput
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.ledger.rules.access import check_may_keep
from bot.features.ledger.service import quotas, settings
from bot.features.ledger.service.by_hand import manual_entries
from bot.features.metrics.forms.definitions import FollowForm, FollowStart, OwnMetricForm
from bot.features.metrics.forms.entries import LogForm, QuotaForm, QuotaStart, WinStart, kind_chosen
from bot.features.metrics.forms.settings import BookRulesForm, fiscal_of
from bot.features.metrics.listeners.dispatch import define_screen, logged
from bot.features.metrics.service import definitions as metric_definitions
from bot.features.metrics.service import own_entries
from bot.features.metrics.service.cuts import kinds_in_books
from bot.features.metrics.service.definitions import FollowedMetric, OwnDefinition
from bot.features.metrics.service.scopes import load_viewer, metrics_of
from bot.features.metrics.views import definitions, entries
from bot.features.metrics.views import settings as settings_views
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.books import BookRules
from bot.framework.context import Contexts
from bot.framework.forms.form import ParsedValues
from bot.slack.requests import ActionRequest, SubmissionRequest
from bot.slack.responses import Ephemeral, OpenModal, ReplaceMessage, Response, UpdateModal
from bot.slack.routes import Routes


async def on_sells(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Yes, it is my deal": opens the form of a won deal, with what was written already."""
    known = entries.won_from(request.value)
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
    may_choose = viewer.person.is_admin or bool(viewer.org_chart.led_by(viewer.person.id))
    return UpdateModal(LogForm.draw(WinStart(known, viewer.today, may_choose)))


async def on_log(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Books the won deal of the form. FieldErrors, or BadInput, name what cannot be used."""
    v = LogForm.read(request.values)
    async with contexts.writing(request) as ctx:
        amount = v[LogForm.amount].in_base((await workspace.books_of(ctx.transaction)).currency)
        won = manual_entries.ManualWin(
            v[LogForm.name], amount.value, amount.unit, v[LogForm.closed_on], v[LogForm.owner]
        )
        entry = await own_entries.log_won(ctx, won)
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        answer = await logged(ctx.transaction, entry, viewer)
    return UpdateModal(LogForm.saved(answer.message.blocks[0]["text"]["text"]))


async def on_quota_form(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Set a quota": opens the form; NotAllowed for others than the person's manager and admins."""
    async with contexts.reading(request) as ctx:
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        person = await people.person(ctx.transaction, request.value)
        check_may_keep(viewer.person, person.id, person.name, viewer.org_chart)
        kinds = await kinds_in_books(ctx.transaction)
    return OpenModal(QuotaForm.draw(QuotaStart(person, viewer.today, kinds), about=person.id))


async def on_quota(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores a quota, and the employment when one of its days is filled in."""
    v = QuotaForm.read(request.values)
    async with contexts.writing(request) as ctx:
        wanted = _quota(request.metadata, v, (await workspace.books_of(ctx.transaction)).currency)
        try:
            await quotas.set_quota(ctx, wanted)
        except BadInput as refusal:
            # The form asks for the last day that counts, not for the first one that does not.
            field = "last_day" if refusal.field == "ends_on" else refusal.field
            raise BadInput(str(refusal), field=field) from None
        started, last_day = v[QuotaForm.started_on], v[QuotaForm.left_on]
        if started or last_day:
            also = replace(ctx, request_key=f"{ctx.request_key}:employment")
            await quotas.set_employment(also, wanted.member_id, started, last_day)
        person = await people.person(ctx.transaction, wanted.member_id)
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        rows = await quotas.quotas_of(ctx.transaction, person.id)
    message = entries.quotas_message(person, rows, viewer.rules.currency, viewer.today, keeps=False)
    return UpdateModal(QuotaForm.saved(message.blocks[1]["text"]["text"]))


def _quota(member_id: str, v: ParsedValues, base: str) -> quotas.NewQuota:
    amount, last_day = v[QuotaForm.amount].in_base(base), v[QuotaForm.last_day]
    return quotas.NewQuota(
        member_id=member_id,
        amount=amount.value,
        per=v[QuotaForm.per],
        starts_on=v[QuotaForm.starts_on],
        ends_on=last_day + ONE_DAY if last_day else None,
        currency=amount.unit,
        ramp=v[QuotaForm.ramp],
        relief=v[QuotaForm.relief],
        category=kind_chosen(v),
        reason=v[QuotaForm.reason],
    )


async def on_choose(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Choose metrics" beside a team: opens the form of the metrics that it follows."""
    async with contexts.reading(request) as ctx:
        return OpenModal(await _choose_view(ctx.transaction, request.number(), request))


async def _choose_view(
    transaction: Transaction, team_id: int, request: ActionRequest | SubmissionRequest
) -> dict[str, object]:
    team = await metric_definitions.team_to_lead(transaction, team_id, request.actor_id)
    viewer = await load_viewer(transaction, request.actor_id, request.now)
    metrics = await metrics_of(transaction, viewer.rules.stages, with_kinds=True)
    followed = await metric_definitions.followed(transaction, team.id)
    return FollowForm.draw(FollowStart(team, metrics, followed), about=str(team.id))


async def on_followed(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores what a team follows; opens the form again to ask targets of newly chosen metrics."""
    v, team_id = FollowForm.read(request.values), request.number()
    targets, reasons = v[FollowForm.target], v[FollowForm.why]
    picked = v[FollowForm.metrics]
    choices = [FollowedMetric(key, targets.get(key, ""), reasons.get(key, "")) for key in picked]
    async with contexts.writing(request) as ctx:
        team = await metric_definitions.follow(ctx, team_id, choices)
        if any(key not in targets for key in picked):
            return UpdateModal(await _choose_view(ctx.transaction, team_id, request))
    return UpdateModal(FollowForm.saved(f":white_check_mark: *{team.name}* follows these now."))


async def on_own_form(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Define a metric": opens the form; NotAllowed unless the actor is a manager or admin."""
    async with contexts.reading(request) as ctx:
        await teams.require_manager(ctx.transaction, request.actor_id, "define metrics")
    return OpenModal(OwnMetricForm.draw())


async def on_own(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores a metric of the workspace's own."""
    v = OwnMetricForm.read(request.values)
    wanted = OwnDefinition(
        name=v[OwnMetricForm.name],
        formula=v[OwnMetricForm.formula],
        unit=v[OwnMetricForm.unit],
        why=v[OwnMetricForm.why],
        higher_is_better=not v[OwnMetricForm.lower],
    )
    async with contexts.writing(request) as ctx:
        metric = await metric_definitions.define_own(ctx, wanted)
    text = f":white_check_mark: *{metric.name}* is `{metric.formula}`. Choose it for your team now."
    return UpdateModal(OwnMetricForm.saved(text))


async def on_retire(request: ActionRequest, contexts: Contexts) -> Response:
    """Retires a metric of the workspace's own and draws the list again."""
    async with contexts.writing(request) as ctx:
        await metric_definitions.retire(ctx, request.value)
        viewer = await load_viewer(ctx.transaction, request.actor_id, request.now)
        screen: Ephemeral = await define_screen(ctx.transaction, viewer, "It is not offered any more.")
    return ReplaceMessage(screen.message)


async def on_rules_form(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Change" below the accounting settings: opens the form; admins only."""
    async with contexts.reading(request) as ctx:
        await people.require_admin(ctx.transaction, request.actor_id, "change how numbers are counted")
        return OpenModal(BookRulesForm.draw(await settings_of(ctx.transaction, BookRules)))


async def on_rules(request: SubmissionRequest, contexts: Contexts) -> Response:
    """Stores the accounting settings. FieldErrors, or BadInput, name what cannot be used."""
    v = BookRulesForm.read(request.values)
    change = partial(
        replace,
        currency=v[BookRulesForm.currency],
        fiscal=fiscal_of(v),
        by_working_days=v[BookRulesForm.working],
        stages=v[BookRulesForm.stages],
        books_begin=v[BookRulesForm.books_begin],
        takes_own_entries=v[BookRulesForm.own_entries] == "ask",
    )
    async with contexts.writing(request) as ctx:
        await settings.keep_rules(ctx, change)
        rules = await settings_of(ctx.transaction, BookRules)
        today = local_day(request.now, await workspace.zone_of(ctx.transaction))
    text = f":white_check_mark: Saved. {settings_views.days_of_year(rules.fiscal, today)}."
    return UpdateModal(BookRulesForm.saved(text))


ROUTES = Routes(
    actions={
        entries.SET_QUOTA: on_quota_form,
        entries.SELLS: on_sells,
        definitions.CHOOSE: on_choose,
        definitions.NEW_OWN: on_own_form,
        definitions.RETIRE: on_retire,
        settings_views.CHANGE_RULES: on_rules_form,
    },
    submissions={
        LogForm.callback_id: on_log,
        QuotaForm.callback_id: on_quota,
        FollowForm.callback_id: on_followed,
        OwnMetricForm.callback_id: on_own,
        BookRulesForm.callback_id: on_rules,
    },
)
