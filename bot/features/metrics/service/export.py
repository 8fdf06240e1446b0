"""Exports of figures, credits and deals as files, within what the viewer may see."""

from dataclasses import replace
from datetime import datetime

from bot.common.date_ranges import DateRange
from bot.common.errors import NotAllowed
from bot.common.numbers import tidy
from bot.common.spreadsheets import Value, csv_bytes, xlsx_bytes
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.ledger.rules.cuts import Cut, Dimension, Traits
from bot.features.ledger.service import holds
from bot.features.ledger.service.rows import closed_rows, credit_rows, open_rows
from bot.features.metrics.notices import MetricsExport
from bot.features.metrics.rules.facts import MetricLine, MetricsSubject, NamedCut
from bot.features.metrics.rules.figures import Unit, rounded, words
from bot.features.metrics.service.queries import sheet
from bot.features.metrics.service.scopes import MetricsViewer
from bot.features.people.service import members as people
from bot.framework.context import Context
from bot.slack.text import unescape

MOST_ROWS = 100_000
# Columns of what figures are cut by.
_CUTS = [each.label for each in Dimension]
_PLACES = {
    Unit.money: 4,
    Unit.money_a_day: 4,
    Unit.percent: 4,
    Unit.number: 2,
    Unit.days: 1,
    Unit.a_day: 2,
    Unit.times: 2,
}
Table = tuple[list[str], list[list[Value]]]


async def export(
    ctx: Context,
    what: str,
    form: str,
    subject: MetricsSubject,
    days: DateRange,
    viewer: MetricsViewer,
    cut: NamedCut | None = None,
) -> str:
    """Sends the viewer a file in a direct message and gives its name.

    `what`: figures, rows or deals; `form`: csv or xlsx; `cut`: of the deals with this value alone.
    NotAllowed for rows that the viewer may not see.
    """
    await ctx.claim()
    # While a file is read in, what is exported is what was known at its start, and says so.
    known_at = await holds.known_at(ctx.transaction, viewer.now)
    columns, rows = await _TABLES[what](ctx.transaction, subject, days, replace(viewer, now=known_at), cut)
    content = xlsx_bytes(columns, rows) if form == "xlsx" else csv_bytes(columns, rows)
    name = _name(what, form, subject, days, cut)
    outbox = Outbox(ctx.transaction)
    attachment = await outbox.attach(name, content, ctx.now)
    notice = MetricsExport(what, subject.name, days.label, len(rows), is_held=known_at != viewer.now)
    await outbox.enqueue(
        notice,
        ctx.now,
        to=Recipient(viewer.person.id),
        dedupe_key=f"{MetricsExport.kind}:{ctx.request_key}"[:255],
        attachment=attachment,
    )
    return name


def _name(what: str, form: str, subject: MetricsSubject, days: DateRange, cut: NamedCut | None) -> str:
    of = f" {unescape(cut.name)}" if cut else ""
    words_ = f"{unescape(subject.name)} {what}{of} {days.start} to {days.last}"
    return "".join(each if each.isalnum() or each in " -" else "_" for each in words_) + f".{form}"


async def _figures(
    transaction: Transaction,
    subject: MetricsSubject,
    days: DateRange,
    viewer: MetricsViewer,
    cut: NamedCut | None,
) -> Table:
    seen = await sheet(transaction, subject, days, viewer, cut)
    currency = viewer.rules.currency
    columns = [
        "whose",
        "metric",
        "value",
        "unit",
        "as shown",
        "target",
        "sample",
        "from",
        "until",
        "as of",
        "cut",
    ]
    of = unescape(cut.name) if cut else ""
    rows: list[list[Value]] = []
    for name, lines in [(subject.name, seen.lines), *seen.people]:
        rows += [[*_figure_row(name, line, currency, days, seen.facts.as_of), of] for line in lines]
    return columns, rows


def _figure_row(
    name: str, line: MetricLine, currency: str, days: DateRange, known_at: datetime
) -> list[Value]:
    figure = line.figure
    places = _PLACES[figure.unit]
    value = None if figure.value is None else tidy(rounded(figure.value, places))
    target = None if line.target is None else tidy(rounded(line.target, places))
    said = words(figure, currency)
    as_of = known_at.isoformat(timespec="minutes")
    shown = [unescape(name), unescape(line.metric.name), value, figure.unit.value, said, target]
    return [*shown, figure.n, days.start, days.last, as_of]


async def _rows(
    transaction: Transaction,
    subject: MetricsSubject,
    days: DateRange,
    viewer: MetricsViewer,
    cut: NamedCut | None,
) -> Table:
    _require_rows(subject)
    page = await credit_rows(transaction, subject.whose, days, viewer.now, size=MOST_ROWS)
    names = await people.names(transaction, subject.whose.ids)
    columns = [
        "date",
        "deal",
        "source",
        "id",
        "member",
        "kind",
        "amount",
        "currency",
        "rate",
        f"amount in {viewer.rules.currency}",
        "percent",
        "overlay",
        "counts",
        "note",
        *_CUTS,
    ]
    rows: list[list[Value]] = [
        [
            row.credit_date,
            unescape(row.deal),
            row.source,
            row.external_id,
            unescape(names.get(row.member_id or "", "")),
            row.kind,
            row.amount,
            row.currency,
            row.fx_rate,
            row.amount_base,
            row.percent,
            "yes" if row.is_overlay else "",
            "waits to be confirmed" if row.waits else ("own word" if row.is_own_word else "yes"),
            unescape(row.note),
            *map(unescape, row.traits),
        ]
        for row in page.rows
        if _is_in(cut, row.traits)
    ]
    return columns, rows


async def _deals(
    transaction: Transaction,
    subject: MetricsSubject,
    days: DateRange,
    viewer: MetricsViewer,
    cut: NamedCut | None,
) -> Table:
    _require_rows(subject)
    whose = subject.whose
    closed = await closed_rows(transaction, whose, days, viewer.now, size=MOST_ROWS)
    still = await open_rows(transaction, whose, days, viewer.now, size=MOST_ROWS)
    names = await people.names(transaction, whose.ids)
    columns = ["deal", "source", "id", "owner", "status", "stage", "amount", "currency", "created", "closes"]
    columns += _CUTS
    rows: list[list[Value]] = [
        [
            unescape(row.deal),
            row.source,
            row.external_id,
            unescape(names.get(row.owner_id or "", "")),
            row.status,
            unescape(row.stage),
            row.amount,
            row.currency,
            row.created_on,
            row.day,
            *map(unescape, row.traits),
        ]
        for row in (*closed.rows, *still.rows)
        if _is_in(cut, row.traits)
    ]
    return columns, rows


def _is_in(cut: NamedCut | None, traits: Traits) -> bool:
    return cut is None or Cut(cut.dimension, frozenset({cut.key})).has(traits)


def _require_rows(subject: MetricsSubject) -> None:
    if not subject.with_rows:
        raise NotAllowed(f"Only the manager of {subject.name} can export its rows: you see its sums.")


_TABLES = {"figures": _figures, "rows": _rows, "deals": _deals}
