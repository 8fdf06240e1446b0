"""Figures for somebody to look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from bot.common.spans import Span
from bot.common.text import plural
from bot.db.transaction import Transaction
from bot.features.ledger import lookups as ledger
from bot.features.ledger.facts import (
    Facts,
)
from bot.features.ledger.row_lookups import CreditRow, DealRow, Page, closed_rows, credit_rows, open_rows
from bot.features.ledger.seller_rules import by_seller, takes_part
from bot.features.metrics.catalogue import BY_KEY, Metric
from bot.features.metrics.figures import Figure, words
from bot.features.metrics.finding import Onlooker, Subject, metrics_of
from bot.features.metrics.models import TeamMetric
from bot.features.metrics.repository import MetricRepository
from bot.features.people import service as people

STALE_AFTER = timedelta(hours=24)
# What somebody sees whose team has chosen nothing.
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
# Which rows stand behind a metric; those of the others are lines of booked money.
_OF_DEALS = frozenset({"win_rate", "win_rate_value", "created_win_rate", "deals_won", "deal_size", "cycle"})
_OF_PIPELINE = frozenset({"coverage", "weighted_coverage", "velocity", "weighted"})


@dataclass(frozen=True)
class Line:
    """A metric with what it comes to. `target` and `why` are the team's."""

    metric: Metric
    figure: Figure
    target: Fraction | None = None
    why: str = ""


@dataclass(frozen=True)
class Sheet:
    """The figures of a subject in some days. `people`: those of each person of a team, for its manager."""

    subject: Subject
    days: Span
    facts: Facts
    lines: tuple[Line, ...]
    people: tuple[tuple[str, tuple[Line, ...]], ...] = ()


@dataclass(frozen=True)
class Reason:
    """Why a figure is what it is. `rows` are None where the viewer may not see them."""

    subject: Subject
    days: Span
    facts: Facts
    line: Line
    rows: Page[CreditRow] | Page[DealRow] | None
    names: Mapping[str, str]


async def chosen(
    transaction: Transaction, subject: Subject, viewer: Onlooker
) -> list[tuple[Metric, TeamMetric | None]]:
    """The metrics that this subject's team follows; the usual ones where it has chosen none."""
    known = {metric.key: metric for metric in await metrics_of(transaction, viewer.rules.stages)}
    followed = await MetricRepository(transaction).followed()
    rows = followed.get(subject.team.id, []) if subject.team else []
    found: list[tuple[Metric, TeamMetric | None]] = [
        (known[row.metric], row) for row in rows if row.metric in known
    ]
    return found or [(BY_KEY[key], None) for key in USUAL]


async def sheet(transaction: Transaction, subject: Subject, days: Span, viewer: Onlooker) -> Sheet:
    """The figures that a subject follows."""
    metrics = await chosen(transaction, subject, viewer)
    with_stages = any(metric.key.startswith("stage:") for metric, _ in metrics)
    facts = await ledger.facts(transaction, subject.whose, days, viewer.now, with_stages=with_stages)
    lines = lines_of(metrics, facts, days)
    if not (subject.whose.is_team and subject.with_rows):
        return Sheet(subject, days, facts, lines)
    names = await people.names(transaction, subject.whose.ids)
    own = by_seller(facts)
    of_people = tuple(
        (names.get(seller.member_id, "Someone"), lines_of(metrics, own[seller.member_id], days))
        for seller in facts.sellers
        if takes_part(seller, days)
    )
    return Sheet(subject, days, facts, lines, of_people)


def lines_of(
    metrics: Sequence[tuple[Metric, TeamMetric | None]], facts: Facts, days: Span
) -> tuple[Line, ...]:
    """What these metrics come to."""
    return tuple(
        Line(
            metric,
            metric.compute(facts, days),
            Fraction(row.target) if row and row.target is not None else None,
            row.why if row else "",
        )
        for metric, row in metrics
    )


async def reason(
    transaction: Transaction, subject: Subject, metric: Metric, days: Span, viewer: Onlooker, page: int = 1
) -> Reason:
    """Why a figure is what it is."""
    followed = {each.key: row for each, row in await chosen(transaction, subject, viewer)}
    facts = await ledger.facts(
        transaction, subject.whose, days, viewer.now, with_stages=metric.key.startswith("stage:")
    )
    (line,) = lines_of([(metric, followed.get(metric.key))], facts, days)
    rows = await rows_of(transaction, subject, metric, days, viewer.now, page) if subject.with_rows else None
    ids = {_person_of(row) for row in rows.rows} if rows else set()
    names = await people.names(transaction, {who for who in ids if who})
    return Reason(subject, days, facts, line, rows, names)


def _person_of(row: CreditRow | DealRow) -> str | None:
    return row.member_id if isinstance(row, CreditRow) else row.owner_id


async def rows_of(
    transaction: Transaction, subject: Subject, metric: Metric, days: Span, as_of: datetime, page: int
) -> Page[CreditRow] | Page[DealRow] | None:
    """The rows behind a metric; None for those of activities, which are counted only."""
    whose = subject.whose
    if metric.key in _OF_PIPELINE:
        return await open_rows(transaction, whose, as_of, page)
    if metric.key in _OF_DEALS:
        return await closed_rows(transaction, whose, days, as_of, page)
    if metric.source == "activities":
        return None
    return await credit_rows(transaction, whose, days, as_of, page)


def warnings(facts: Facts, days: Span) -> list[str]:
    """What has to be known of the data themselves."""
    found = []
    stale = [source for source, at in facts.synced_at.items() if facts.as_of - at > STALE_AFTER]
    if stale:
        found.append(f"stale: nothing heard of {', '.join(stale)} for more than a day")
    if facts.recorded_from and days.start < facts.recorded_from < days.end:
        found.append(f"partial history: the data begin on {facts.recorded_from}, within the period")
    found += [
        f"{plural(count, 'line')} {'waits' if count == 1 else 'wait'} for a {currency} rate"
        for currency, count in sorted(facts.waiting.items())
    ]
    if facts.own_entries:
        found.append(f"{plural(facts.own_entries, 'won deal')} by a rep's own word, not confirmed yet")
    return found


async def first_lines(
    transaction: Transaction, subject: Subject, days: Span, viewer: Onlooker
) -> tuple[Line, ...]:
    """The first metrics that somebody follows, for a glance; none for those who do not sell."""
    facts = await ledger.facts(transaction, subject.whose, days, viewer.now)
    sells = any(seller.plans for seller in facts.sellers) or facts.credits or facts.closed or facts.open
    metrics = (await chosen(transaction, subject, viewer))[:GLANCE]
    return lines_of(metrics, facts, days) if sells else ()


async def standing(transaction: Transaction, subject: Subject, days: Span, viewer: Onlooker) -> str:
    """How somebody stands, in one line: `Q4 2026: $96,000, 40.0% of quota`."""
    facts = await ledger.facts(transaction, subject.whose, days, viewer.now)
    booked, attained = BY_KEY["bookings"].compute(facts, days), BY_KEY["attainment"].compute(facts, days)
    currency = facts.rules.currency
    rest = f", {words(attained, currency)} of quota" if attained.value is not None else ""
    return f"{days.label}: *{words(booked, currency)}* booked{rest}"
