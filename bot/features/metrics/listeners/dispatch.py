"""Calls the service that an intent of `/metrics` asks for."""

from bot.common.date_ranges import DateRange
from bot.common.dates import write_day
from bot.common.errors import BadInput, NotAllowed
from bot.common.numbers import tidy
from bot.common.text import plural
from bot.db.transaction import Transaction
from bot.features.ledger.rules.cuts import Dimension
from bot.features.ledger.rules.listings import LoggedWin
from bot.features.ledger.service import exchange_rates, quotas
from bot.features.ledger.service import queries as ledger
from bot.features.ledger.service.by_hand import manual_entries
from bot.features.metrics.commands.cuts import split_breakdown, split_cut
from bot.features.metrics.commands.intents import (
    Define,
    Export,
    Feed,
    HowCounted,
    Intent,
    Lock,
    LogWon,
    Quotas,
    SetRate,
    ShowFigures,
    ShowLedgerRows,
    UndoEntry,
    Why,
)
from bot.features.metrics.forms.entries import LogForm, WinStart
from bot.features.metrics.rules.apart.breakdown import breakdown
from bot.features.metrics.rules.apart.kind_metrics import MetricsByKey
from bot.features.metrics.rules.facts import MetricsSubject, Reason
from bot.features.metrics.rules.metric import Metric
from bot.features.metrics.service import export, goal_sync, locks, own_entries, queries
from bot.features.metrics.service.cuts import cut_at_end, cut_from, named_cut
from bot.features.metrics.service.definitions import followed
from bot.features.metrics.service.scopes import (
    MetricsViewer,
    leads,
    metric_at,
    metrics_of,
    period_at_end,
    person_subject,
    team_subject,
)
from bot.features.metrics.views import breakdown as breakdown_view
from bot.features.metrics.views import definitions, entries, explanation
from bot.features.metrics.views import settings as settings_views
from bot.features.metrics.views import sheet as sheet_views
from bot.features.metrics.views.sheet import SheetLocation
from bot.features.people.service import members as people
from bot.framework.context import Context
from bot.slack.blocks import Message, actions, button, section
from bot.slack.requests import ActionRequest, CommandRequest, ShortcutRequest
from bot.slack.responses import Ephemeral, OpenModal, ReplaceMessage, Response
from bot.slack.text import typed_excerpt

UNDO = "metrics.undo"
Asked = CommandRequest | ActionRequest | ShortcutRequest


async def carry_out(ctx: Context, intent: Intent, request: Asked, viewer: MetricsViewer) -> Response:
    """Answers the intent; a Refusal says why it is not possible."""
    match intent:
        case ShowFigures():
            return await show(ctx.transaction, intent, viewer)
        case Why() | ShowLedgerRows():
            return await explain(ctx.transaction, intent, viewer)
        case Quotas():
            return await _quotas(ctx.transaction, intent, viewer)
        case Define():
            return await define_screen(ctx.transaction, viewer)
        case LogWon():
            return await _log(ctx, intent, request, viewer)
        case HowCounted():
            may_change = viewer.person.is_admin
            return Ephemeral(settings_views.rules_message(viewer.rules, viewer.today, may_change=may_change))
        case _:
            return await _action(ctx, intent, request, viewer)


async def _action(
    ctx: Context, intent: UndoEntry | SetRate | Export | Feed | Lock, request: Asked, viewer: MetricsViewer
) -> Response:
    match intent:
        case UndoEntry():
            name = await own_entries.undo(ctx)
            return said(f":leftwards_arrow_with_hook: *{name}* is taken back.")
        case SetRate():
            waited = await exchange_rates.set_rate(ctx, intent.currency, intent.rate, intent.since)
            counts = "counts" if waited == 1 else "count"
            rest = f" {plural(waited, 'waiting line')} {counts} now." if waited else ""
            since = f" from {write_day(intent.since, viewer.today)}" if intent.since else ""
            rate = f"1 {intent.currency} = {tidy(intent.rate):f} {viewer.rules.currency}{since}"
            return said(f":currency_exchange: {rate}. What was booked before stays at its rate.{rest}")
        case Export():
            return await _export(ctx, intent, request, viewer)
        case Feed():
            return said(await goal_sync.feed(ctx, intent.goal, intent.words))
        case Lock():
            await locks.lock_before(ctx, intent.before)
            if intent.before is None:
                return said(":unlock: Nothing is locked any more.")
            return said(
                f":lock: What lies before {write_day(intent.before, viewer.today)} stays as it was reported."
            )


async def _export(ctx: Context, intent: Export, request: Asked, viewer: MetricsViewer) -> Response:
    words, days = period_at_end(intent.words, viewer)
    words, asked = cut_at_end(words, (), [f"team {team.name}" for team in viewer.org_chart.teams])
    subject = await _whose(ctx.transaction, words, intent.person_id, viewer)
    cut = await named_cut(ctx.transaction, asked, subject)
    name = await export.export(ctx, intent.what, intent.form, subject, days, viewer, cut)
    return said(f":inbox_tray: *{name}* comes to our direct message.")


def said(text: str) -> Ephemeral:
    """An ephemeral message of one sentence."""
    return Ephemeral(Message(text, [section(text)]))


def replaced(text: str) -> ReplaceMessage:
    """Replaces the message that was clicked by one sentence."""
    return ReplaceMessage(Message(text, [section(text)]))


async def show(transaction: Transaction, intent: ShowFigures, viewer: MetricsViewer) -> Response:
    """The figures asked for; words that name a metric are answered as `explain` does."""
    words, days = period_at_end(intent.words, viewer)
    asked = None
    if split_cut(words):
        teams = [team.name for team in viewer.org_chart.teams]
        rest, asked = cut_at_end(words, await metrics_of(transaction, viewer.rules.stages), teams)
        words = rest if asked else words
    if words and intent.whose != "team":
        return await explain(transaction, Why(intent.words, intent.person_id), viewer)
    if intent.whose == "team":
        subject = await team_subject(transaction, words, viewer)
    else:
        subject = await person_subject(transaction, intent.person_id or viewer.person.id, viewer)
    sheet = await queries.sheet(
        transaction, subject, days, viewer, await named_cut(transaction, asked, subject)
    )
    is_own = subject.person_id == viewer.person.id
    may_define = leads(viewer, subject) and subject.whose.is_team
    return Ephemeral(sheet_views.sheet_message(sheet, is_own=is_own, may_define=may_define))


async def explain(transaction: Transaction, intent: Why | ShowLedgerRows, viewer: MetricsViewer) -> Response:
    """Opens the explanation of a figure, or the credits alone."""
    metrics = await metrics_of(transaction, viewer.rules.stages, with_kinds=True)
    if isinstance(intent, Why):
        metric, rest = metric_at(intent.words, metrics)
    else:
        metric, rest = metric_at("bookings", metrics)[0], intent.words
    words, days = period_at_end(rest, viewer)
    by = split_breakdown(words)
    if by is not None:
        subject = await _whose(transaction, by[1], intent.person_id, viewer)
        return await apart(transaction, subject, metric, by[0], days, viewer)
    teams = [f"team {team.name}" for team in viewer.org_chart.teams]
    words, asked = cut_at_end(words, (), teams)
    subject = await _whose(transaction, words, intent.person_id, viewer)
    cut = await named_cut(transaction, asked, subject)
    place = SheetLocation(subject.key, metric.key, days, cut=cut.written() if cut else "")
    return OpenModal(await reason_view(transaction, subject, place, viewer))


async def apart(
    transaction: Transaction,
    subject: MetricsSubject,
    metric: Metric,
    dimension: Dimension,
    days: DateRange,
    viewer: MetricsViewer,
) -> Ephemeral:
    """The figure by the values of a dimension, such as the win rate by type."""
    facts = await ledger.facts(
        transaction,
        subject.whose,
        days,
        viewer.now,
        with_stages=metric.key.startswith("stage:"),
        with_deals=True,
    )
    lines, whole = breakdown(metric, facts, days, dimension), metric.figure(facts, days)
    message = breakdown_view.breakdown_message(subject, metric, dimension, lines, whole, facts, days)
    return Ephemeral(message)


async def _whose(
    transaction: Transaction, words: str, person_id: str, viewer: MetricsViewer
) -> MetricsSubject:
    first, _, rest = words.partition(" ")
    if first.lower() == "team":
        return await team_subject(transaction, rest, viewer)
    if words:
        raise BadInput(
            f"I do not understand “{typed_excerpt(words)}”: "
            "name a metric, then @somebody or team, then a period."
        )
    return await person_subject(transaction, person_id or viewer.person.id, viewer)


async def subject_at(transaction: Transaction, key: str, viewer: MetricsViewer) -> MetricsSubject:
    """The subject of a key from a button: a member's id or "team:<id>".

    BadInput when the team is gone, NotAllowed when the viewer may not see it.
    """
    kind, _, team_id = key.partition(":")
    if kind != "team":
        return await person_subject(transaction, key, viewer)
    team = viewer.org_chart.team(int(team_id))
    if team is None:
        raise BadInput("That team does not exist any more.")
    return await team_subject(transaction, team.name, viewer)


async def reason_view(
    transaction: Transaction,
    subject: MetricsSubject,
    place: SheetLocation,
    viewer: MetricsViewer,
    news: str = "",
) -> dict[str, object]:
    """The modal that explains a figure; `news` is a sentence above it. BadInput when the metric is gone."""
    reason = await _reason(transaction, subject, place, viewer)
    keeps = leads(viewer, subject) and subject.person_id != viewer.person.id
    return explanation.why_modal(reason, place, viewer_id=viewer.person.id, keeps=keeps, said=news)


async def segments_view(
    transaction: Transaction,
    subject: MetricsSubject,
    place: SheetLocation,
    viewer: MetricsViewer,
    member_id: str,
) -> dict[str, object]:
    """The modal with a member's part in a team's quota; NotAllowed for who does not lead the team."""
    if not subject.with_rows:
        raise NotAllowed(f"Only the manager of {subject.name} sees the quotas of its people.")
    return explanation.segments_modal(await _reason(transaction, subject, place, viewer), place, member_id)


async def _reason(
    transaction: Transaction, subject: MetricsSubject, place: SheetLocation, viewer: MetricsViewer
) -> Reason:
    metrics = MetricsByKey(await metrics_of(transaction, viewer.rules.stages))
    metric = metrics.get(place.metric)
    if metric is None:
        raise BadInput("That metric does not exist any more.")
    cut = await cut_from(transaction, place.cut, subject)
    return await queries.reason(transaction, subject, metric, place.days, viewer, place.page, cut)


async def _quotas(transaction: Transaction, intent: Quotas, viewer: MetricsViewer) -> Response:
    subject = await person_subject(transaction, intent.person_id or viewer.person.id, viewer)
    person = await people.person(transaction, subject.whose.ids[0])
    rows = await quotas.quotas_of(transaction, person.id)
    keeps = leads(viewer, subject)
    return Ephemeral(entries.quotas_message(person, rows, viewer.rules.currency, viewer.today, keeps=keeps))


async def define_screen(transaction: Transaction, viewer: MetricsViewer, news: str = "") -> Ephemeral:
    """The metrics that there are and those of the viewer's teams (at most 10); `news` is a sentence above."""
    own = viewer.org_chart.team_of(viewer.person.id)
    led = viewer.org_chart.teams if viewer.person.is_admin else viewer.org_chart.led_by(viewer.person.id)
    shown = led[:10] or ((own,) if own else ())
    rows = [(team, await followed(transaction, team.id)) for team in shown]
    metrics = await metrics_of(transaction, viewer.rules.stages)
    message = definitions.define_message(rows, metrics, viewer.rules.currency, leads=bool(led), said=news)
    return Ephemeral(message)


async def _log(ctx: Context, intent: LogWon, request: Asked, viewer: MetricsViewer) -> Response:
    if intent.amount is None:
        may_choose = viewer.person.is_admin or bool(viewer.org_chart.led_by(viewer.person.id))
        return OpenModal(LogForm.draw(WinStart(intent, viewer.today, may_choose)))
    won = manual_entries.ManualWin(
        intent.name, intent.amount, intent.currency, intent.closed_on, intent.person_id
    )
    entry = await own_entries.log_won(ctx, won)
    return await logged(ctx.transaction, entry, viewer)


async def logged(transaction: Transaction, entry: LoggedWin, viewer: MetricsViewer) -> Ephemeral:
    """Confirms an entry with the owner's new attainment and the button "Undo"."""
    subject = await person_subject(transaction, entry.owner_id, viewer)
    quarter = viewer.rules.fiscal.quarter_of(viewer.today)
    who, sources = await queries.who_tells(transaction, entry, viewer)
    text = entries.logged_text(entry, viewer.today, who, sources)
    standing = await queries.summarise_figures(transaction, subject, quarter, viewer)
    undo = button("Undo", UNDO)
    return Ephemeral(Message(text, [section(f"{text}\n{standing}"), actions(undo)]))
