"""Calls the service that an intent of `/metrics` asks for."""

from bot.common.date_ranges import ONE_DAY
from bot.common.dates import write_day
from bot.common.numbers import tidy
from bot.common.text import plural
from bot.db.transaction import Transaction
from bot.features.ledger.rules.listings import LoggedWin
from bot.features.ledger.service import exchange_rates
from bot.features.ledger.service.by_hand import manual_entries
from bot.features.ledger.service.selling import sellers as selling
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
from bot.features.metrics.listeners import figures
from bot.features.metrics.service import export, goal_sync, locks, own_entries, queries
from bot.features.metrics.service.cuts import cut_at_end, named_cut
from bot.features.metrics.service.definitions import followed
from bot.features.metrics.service.scopes import (
    MetricsViewer,
    metrics_of,
    period_at_end,
    person_subject,
)
from bot.features.metrics.views import definitions, entries
from bot.features.metrics.views import settings as settings_views
from bot.framework.context import Context
from bot.slack.blocks import Message, actions, button, section
from bot.slack.requests import ActionRequest, CommandRequest, ShortcutRequest
from bot.slack.responses import Ephemeral, OpenModal, ReplaceMessage, Response

UNDO = "metrics.undo"
Asked = CommandRequest | ActionRequest | ShortcutRequest


async def carry_out(ctx: Context, intent: Intent, request: Asked, viewer: MetricsViewer) -> Response:
    """Answers the intent; a Refusal says why it is not possible."""
    match intent:
        case ShowFigures():
            return await figures.show(ctx.transaction, intent, viewer)
        case Why() | ShowLedgerRows():
            return await figures.explain(ctx.transaction, intent, viewer)
        case Quotas():
            return await figures.quotas_asked(ctx.transaction, intent, viewer)
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
    subject = await figures.whose(ctx.transaction, words, intent.person_id, viewer)
    cut = await named_cut(ctx.transaction, asked, subject)
    name = await export.export(ctx, intent.what, intent.form, subject, days, viewer, cut)
    return said(f":inbox_tray: *{name}* comes to our direct message.")


def said(text: str) -> Ephemeral:
    """An ephemeral message of one sentence."""
    return Ephemeral(Message(text, [section(text)]))


def replaced(text: str) -> ReplaceMessage:
    """Replaces the message that was clicked by one sentence."""
    return ReplaceMessage(Message(text, [section(text)]))


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
    may_choose = viewer.person.is_admin or bool(viewer.org_chart.led_by(viewer.person.id))
    is_own = intent.person_id in ("", viewer.person.id)
    if is_own and not (may_choose and intent.amount is None) and not await _sells(ctx.transaction, viewer):
        return OpenModal(entries.sells_question(intent))
    if intent.amount is None:
        return OpenModal(LogForm.draw(WinStart(intent, viewer.today, may_choose)))
    won = manual_entries.ManualWin(
        intent.name, intent.amount, intent.currency, intent.closed_on, intent.person_id
    )
    entry = await own_entries.log_won(ctx, won)
    return await logged(ctx.transaction, entry, viewer)


async def _sells(transaction: Transaction, viewer: MetricsViewer) -> bool:
    """Whether the books have anything of the viewer in this quarter or the last."""
    quarter = viewer.rules.fiscal.quarter_of(viewer.today)
    since = viewer.rules.fiscal.quarter_of(quarter.start - ONE_DAY).start
    return await selling.sells(transaction, viewer.person.id, since)


async def logged(transaction: Transaction, entry: LoggedWin, viewer: MetricsViewer) -> Ephemeral:
    """Confirms an entry with the owner's new attainment and the button "Undo"."""
    subject = await person_subject(transaction, entry.owner_id, viewer)
    quarter = viewer.rules.fiscal.quarter_of(viewer.today)
    who, sources = await queries.who_tells(transaction, entry, viewer)
    text = entries.logged_text(entry, viewer.today, who, sources)
    standing = await queries.summarise_figures(transaction, subject, quarter, viewer)
    undo = button("Undo", UNDO)
    return Ephemeral(Message(text, [section(f"{text}\n{standing}"), actions(undo)]))
