"""Loads figures and their explanations for a viewer."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from bot.common.date_ranges import DateRange
from bot.common.numbers import show_amount
from bot.common.text import listed
from bot.db.asking import answer
from bot.db.transaction import Transaction
from bot.features.imports.service.waiting import questions
from bot.features.ledger.rules.facts import (
    READING_IN,
    ClosedFact,
    CreditFact,
    Facts,
    HeldFact,
    OpenFact,
    StageFact,
)
from bot.features.ledger.rules.listings import PAGE, LoggedWin
from bot.features.ledger.rules.sellers import by_seller, takes_part
from bot.features.ledger.service import own_entries
from bot.features.ledger.service import queries as ledger
from bot.features.ledger.service.rows import credits_at, deals_at
from bot.features.metrics.models import TeamMetricRow
from bot.features.metrics.repository import MetricRepository
from bot.features.metrics.rules.apart.kind_metrics import MetricsByKey, kind_metrics, kinds_with_quota
from bot.features.metrics.rules.catalogue import BY_KEY
from bot.features.metrics.rules.facts import MetricLine, MetricsSubject, NamedCut, Reason, Sheet
from bot.features.metrics.rules.figures import words
from bot.features.metrics.rules.marked_rows import person_of
from bot.features.metrics.rules.metric import Metric
from bot.features.metrics.service.scopes import MetricsViewer, metrics_of
from bot.features.people.service import members as people
from bot.framework.pager import paginate

# The metrics of a team that chose none.
USUAL = (
    "attainment",
    "pace",
    "required",
    "win_rate",
    "deal_size",
    "cycle",
    "coverage",
    "velocity",
    "meetings",
)
GLANCE = 3
_CREDITS, _DEALS = (CreditFact, HeldFact), (ClosedFact, OpenFact, StageFact)


async def chosen(
    transaction: Transaction, subject: MetricsSubject, viewer: MetricsViewer
) -> list[tuple[Metric, TeamMetricRow | None]]:
    """The metrics that the subject's team follows; the usual ones, without rows, when it chose none."""
    known = MetricsByKey(await metrics_of(transaction, viewer.rules.stages))
    followed = await MetricRepository(transaction).followed()
    rows = followed.get(subject.team.id, []) if subject.team else []
    found: list[tuple[Metric, TeamMetricRow | None]] = [
        (known[row.metric], row) for row in rows if row.metric in known
    ]
    return found or [(BY_KEY[key], None) for key in USUAL]


async def sheet(
    transaction: Transaction,
    subject: MetricsSubject,
    days: DateRange,
    viewer: MetricsViewer,
    cut: NamedCut | None = None,
) -> Sheet:
    """The figures that the subject follows; with those of each member for who leads the team.

    `cut`: those of the deals with this value alone.
    """
    metrics = await chosen(transaction, subject, viewer)
    with_stages = any(metric.key.startswith("stage:") for metric, _ in metrics)
    facts = await cut_facts(transaction, subject, days, viewer, cut, with_stages=with_stages)
    lines, kinds = sheet_lines(metrics, facts, days), kind_lines(facts, days)
    if not (subject.whose.is_team and subject.with_rows):
        beside = "" if cut else await waiting(transaction, subject, days, viewer)
        booked = words(BY_KEY["bookings"].figure(facts, days), facts.rules.currency) if beside else ""
        waits = f"Bookings *{booked}* · {beside}" if beside else ""
        return Sheet(
            subject,
            days,
            facts,
            lines,
            waiting=waits,
            kinds=kinds,
            cut=cut,
            is_in_charge=viewer.is_in_charge,
        )
    names = await people.names(transaction, subject.whose.ids)
    own = by_seller(facts)
    of_people = tuple(
        (names.get(seller.member_id, "Someone"), sheet_lines(metrics, own[seller.member_id], days))
        for seller in facts.sellers
        if takes_part(seller, days)
    )
    to_confirm = [
        each.owner_id
        for each in await own_entries.waiting_for(transaction, viewer.person.id, viewer.now)
        if each.owner_id in subject.whose.ids
    ]
    nameless = await questions.deals_without_owner(transaction)
    return Sheet(
        subject,
        days,
        facts,
        lines,
        of_people,
        to_confirm=len(to_confirm),
        nameless=nameless,
        kinds=kinds,
        cut=cut,
        is_in_charge=viewer.is_in_charge,
    )


async def cut_facts(
    transaction: Transaction,
    subject: MetricsSubject,
    days: DateRange,
    viewer: MetricsViewer,
    cut: NamedCut | None,
    *,
    with_stages: bool = False,
    with_held: bool = False,
) -> Facts:
    """The facts of the subject, of the deals in this cut alone where there is one."""
    found = await ledger.facts(
        transaction,
        subject.whose,
        days,
        viewer.now,
        with_stages=with_stages,
        with_held=with_held,
        with_deals=cut is not None,
    )
    return found if cut is None else found.cut(cut.dimension, cut.value)


def kind_lines(facts: Facts, days: DateRange) -> tuple[tuple[str, tuple[MetricLine, ...]], ...]:
    """Each kind of deals with a quota of its own in these days, and the figures of that quota."""
    return tuple(
        (kind, lines_of([(metric, None) for metric in kind_metrics(kind)], facts, days))
        for kind in kinds_with_quota(facts, days)
        if facts.cut_by is None
    )


def lines_of(
    metrics: Sequence[tuple[Metric, TeamMetricRow | None]], facts: Facts, days: DateRange
) -> tuple[MetricLine, ...]:
    """The figures of these metrics over these days, in order."""
    return tuple(
        MetricLine(
            metric,
            metric.figure(facts, days),
            Fraction(row.target) if row and row.target is not None else None,
            row.why if row else "",
        )
        for metric, row in metrics
    )


def sheet_lines(
    metrics: Sequence[tuple[Metric, TeamMetricRow | None]], facts: Facts, days: DateRange
) -> tuple[MetricLine, ...]:
    """The figures of these metrics, those without a value last; without attainment, bookings lead."""
    lines = lines_of(metrics, facts, days)
    values = {line.metric.key: line.figure.value for line in lines}
    if "attainment" in values and values["attainment"] is None and "bookings" not in values:
        lines = lines_of([(BY_KEY["bookings"], None)], facts, days) + lines
    return tuple(sorted(lines, key=lambda line: line.figure.value is None))


async def reason(
    transaction: Transaction,
    subject: MetricsSubject,
    metric: Metric,
    days: DateRange,
    viewer: MetricsViewer,
    page: int = 1,
    cut: NamedCut | None = None,
) -> Reason:
    """The explanation of a figure, of the deals in this cut; `page` is the page of its rows, from 1."""
    followed = {each.key: row for each, row in await chosen(transaction, subject, viewer)}
    with_stages, with_held = metric.key.startswith("stage:"), subject.with_rows
    facts = await cut_facts(
        transaction, subject, days, viewer, cut, with_stages=with_stages, with_held=with_held
    )
    (line,) = lines_of([(metric, followed.get(metric.key))], facts, days)
    if not subject.with_rows:
        return Reason(subject, days, facts, line, {}, cut, is_in_charge=viewer.is_in_charge)
    marked = metric.rows(facts, days)
    rows = paginate(marked, page, PAGE)
    shown = [row.fact for row in rows.rows]
    credits = await credits_at(transaction, [f.id for f in shown if isinstance(f, _CREDITS)], facts.as_of)
    deals = await deals_at(transaction, [f.deal_id for f in shown if isinstance(f, _DEALS)], facts.as_of)
    ids = {who for who in map(person_of, shown) if who}
    names = await people.names(transaction, ids)
    found = Reason(subject, days, facts, line, names, cut, marked, rows, credits, deals)
    return replace(found, is_in_charge=viewer.is_in_charge)


async def first_lines(
    transaction: Transaction, subject: MetricsSubject, days: DateRange, viewer: MetricsViewer
) -> tuple[MetricLine, ...]:
    """The first three figures that somebody follows; empty for people who do not sell."""
    facts = await ledger.facts(transaction, subject.whose, days, viewer.now)
    sells = any(seller.plans for seller in facts.sellers) or facts.credits or facts.closed or facts.open
    metrics = (await chosen(transaction, subject, viewer))[:GLANCE]
    return lines_of(metrics, facts, days) if sells else ()


async def summarise_figures(
    transaction: Transaction, subject: MetricsSubject, days: DateRange, viewer: MetricsViewer
) -> str:
    """Bookings and attainment in one line: `Q4 2026: *$96,000* booked, 40.0% of quota`."""
    facts = await ledger.facts(transaction, subject.whose, days, viewer.now)
    booked, attained = BY_KEY["bookings"].figure(facts, days), BY_KEY["attainment"].figure(facts, days)
    currency = facts.rules.currency
    rest = f", {words(attained, currency)} of quota" if attained.value is not None else ""
    beside = await waiting(transaction, subject, days, viewer)
    waits = f" · {beside}" if beside else ""
    return f"{days.label}: *{words(booked, currency)}* booked{rest}{waits}"


async def waiting(
    transaction: Transaction, subject: MetricsSubject, days: DateRange, viewer: MetricsViewer
) -> str:
    """What waits for a nod in these days, of a person: `$90,000 waits for Ana`; "" without anything."""
    if subject.person_id is None:
        return ""
    if not await answer(transaction, own_entries.waited_question(transaction, subject.person_id, viewer.now)):
        return ""
    found = await own_entries.waiting(transaction, [subject.person_id], viewer.now)
    amounts = [show_amount(each.amount, each.currency) for each in found if each.closed_on in days]
    if not amounts:
        return ""
    ids = await own_entries.deciders_of(transaction, subject.person_id, viewer.org_chart)
    who = await _named(transaction, ids, viewer)
    return f"*{listed(amounts)}* {'waits' if len(amounts) == 1 else 'wait'} for {who}"


async def to_confirm(transaction: Transaction, viewer: MetricsViewer) -> int:
    """How many deals that reps wrote down wait for the viewer."""
    return len(await own_entries.waiting_for(transaction, viewer.person.id, viewer.now))


async def who_tells(
    transaction: Transaction, entry: LoggedWin, viewer: MetricsViewer
) -> tuple[str, tuple[str, ...]]:
    """Who confirms an entry, in words, and the sources that may tell of the deal."""
    _, synced_at = await ledger.syncs(transaction, viewer.now)
    sources = sorted(source for source in synced_at if source != READING_IN)
    return await _named(transaction, entry.waits_for, viewer), tuple(sources)


async def _named(transaction: Transaction, deciders: Sequence[str], viewer: MetricsViewer) -> str:
    """`Ana`; `you` for the viewer, `an admin` where several decide."""
    if viewer.person.id in deciders:
        return "you"
    names = await people.names(transaction, deciders)
    return names[deciders[0]].split()[0] if len(deciders) == 1 and deciders[0] in names else "an admin"
