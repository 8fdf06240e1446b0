"""Each person's figure by a measure over some days, or the reason why there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.common.date_ranges import DateRange
from bot.common.errors import BadInput
from bot.common.periods import Period, midnight
from bot.db.transaction import Transaction
from bot.features.goals.service import queries as goals
from bot.features.kudos.service import queries as kudos
from bot.features.leaderboards.rules.scores import booked_share
from bot.features.leaderboards.rules.specs import (
    BOOKINGS,
    GOALS,
    KUDOS,
    OWN_MEASURES,
    WIN_RATE,
    WON,
    is_attainment,
    is_compared,
)
from bot.features.leaderboards.service.cohorts import Cohort
from bot.features.ledger.rules.facts import Facts, Population
from bot.features.ledger.rules.quotas import MeasuredQuota, measured_quota
from bot.features.ledger.rules.sellers import by_seller
from bot.features.ledger.service import aggregates
from bot.features.ledger.service import queries as ledger
from bot.features.metrics.rules.apart.cut_metrics import cut_of
from bot.features.metrics.rules.apart.kind_metrics import kind_of
from bot.features.metrics.rules.deals import win_share
from bot.features.metrics.rules.figures import Figure, MissingReason, Unit, missing
from bot.features.metrics.rules.metric import Metric
from bot.features.metrics.rules.quota import Counter
from bot.features.workspace import service as workspace

Figures = dict[str, Figure]


async def measured(
    transaction: Transaction, what: str, field: Cohort, spans: Sequence[DateRange]
) -> list[Figures]:
    """For each of `spans`, in order, the figures of everybody in the cohort by id.

    BadInput for a metric that is gone or not compared.
    """
    if what == BOOKINGS:
        return [await _booked(transaction, field, span) for span in spans]
    if is_attainment(what):
        return [await _attained(transaction, what, field, span) for span in spans]
    if what in (WON, WIN_RATE):
        return [await _decided(transaction, what, field, span) for span in spans]
    if what == KUDOS:
        return [await _thanked(transaction, field, span) for span in spans]
    if what == GOALS:
        return [await _reached(transaction, field, span) for span in spans]
    return await _computed(transaction, metric_for(what, field), field, spans)


def metric_for(what: str, field: Cohort) -> Metric:
    """The metric with this key; BadInput when it is gone, or nobody is compared by it."""
    metric = field.metrics.get(what)
    if metric is None:
        raise BadInput("That metric does not exist any more.")
    if not is_compared(what):
        raise BadInput(f"{metric.name} says nothing about who is ahead: choose another measure.")
    return metric


def name_of(what: str, field: Cohort) -> str:
    """The measure's display name; BadInput for a metric that is gone."""
    if what in OWN_MEASURES:
        return OWN_MEASURES[what]
    return metric_for(what, field).name


async def _booked(transaction: Transaction, field: Cohort, span: DateRange) -> Figures:
    found = await aggregates.booked(transaction, field.counted(span), field.as_of)
    return {who: Figure(found.get(who, Fraction(0)), Unit.money) for who in field.parts(span)}


async def _attained(transaction: Transaction, what: str, field: Cohort, span: DateRange) -> Figures:
    due = quotas_of(field, span, kind_of(what))
    booked = await booked_against(transaction, due, field, span)
    return {
        who: booked_share(booked.get(who, Fraction(0)), own.total, is_ramping=own.is_ramping)
        for who, own in due.items()
    }


@dataclass(frozen=True)
class DueQuota:
    """A person's effective quota (None without one), whether a ramp of 0% applies, and what it measures."""

    total: Fraction | None
    is_ramping: bool
    measured: MeasuredQuota


def quotas_of(field: Cohort, span: DateRange, kind: str = "") -> dict[str, DueQuota]:
    """The quota of `span` of each person: for this kind of deals, or "" for the overall one."""
    counter, found = Counter(field.ground.rules), {}
    for who, parts in field.parts(span).items():
        own = measured_quota(field.hired[who].plans, parts, field.ground.rules.fiscal, kind)
        values = [segment.value(span, counter) for segment in own.segments]
        is_ramping = any(segment.ramp == 0 for segment in own.segments)
        found[who] = DueQuota(sum(values, Fraction(0)) if values else None, is_ramping, own)
    return found


async def booked_against(
    transaction: Transaction,
    due: Mapping[str, DueQuota],
    field: Cohort,
    span: DateRange,
    *,
    with_overlay: bool = True,
) -> dict[str, Fraction]:
    """What each person booked, of what their quota measures, in the counted days of `span`."""
    quotas = {who: own.measured for who, own in due.items()}
    return await aggregates.booked_against(
        transaction, quotas, field.counted(span), field.as_of, with_overlay=with_overlay
    )


async def _decided(transaction: Transaction, what: str, field: Cohort, span: DateRange) -> Figures:
    found = await aggregates.decided(transaction, field.owned(span), field.as_of)
    counts = {who: found.get(who, aggregates.Decided()) for who in field.parts(span)}
    if what == WON:
        return {who: Figure(Fraction(each.won), Unit.number) for who, each in counts.items()}
    return {who: win_share(each.won, each.lost) for who, each in counts.items()}


async def _thanked(transaction: Transaction, field: Cohort, span: DateRange) -> Figures:
    zone = await workspace.zone_of(transaction)
    end = max(span.start, min(span.end, field.until))
    period = Period(midnight(span.start, zone), midnight(end, zone), span.label)
    points = await kudos.received_in(transaction, period)
    return {who: Figure(Fraction(points.get(who, 0)), Unit.number) for who in field.parts(span)}


async def _reached(transaction: Transaction, field: Cohort, span: DateRange) -> Figures:
    shares = await goals.shares_in(transaction, field.ground.org_chart, span)
    return {
        who: Figure(shares[who], Unit.percent)
        if who in shares
        else missing(Unit.percent, MissingReason.no_goals)
        for who in field.parts(span)
    }


async def _computed(
    transaction: Transaction, metric: Metric, field: Cohort, spans: Sequence[DateRange]
) -> list[Figures]:
    around = DateRange(min(span.start for span in spans), max(span.end for span in spans))
    own = by_seller(await _facts(transaction, metric, field.whose, field, around))
    return [
        {who: metric.figure(own[who], _until(span, field)) for who in field.parts(span)} for span in spans
    ]


async def whole_figure(transaction: Transaction, what: str, field: Cohort) -> Figure:
    """The figure of all these people as one team, by a metric."""
    metric, whose = metric_for(what, field), Population(field.whose.days, is_team=True)
    facts = await _facts(transaction, metric, whose, field, field.days)
    return metric.figure(facts, _until(field.days, field))


async def _facts(
    transaction: Transaction, metric: Metric, whose: Population, field: Cohort, days: DateRange
) -> Facts:
    return await ledger.facts(
        transaction,
        whose,
        days,
        field.as_of,
        with_stages=metric.key.startswith("stage:"),
        with_deals=bool(cut_of(metric.key)[1]),
    )


def _until(span: DateRange, field: Cohort) -> DateRange:
    return DateRange(span.start, max(span.start, min(span.end, field.until)), span.label)


def unit_of(what: str, metrics: Mapping[str, Metric]) -> Unit:
    """The unit of a measure: kudos are numbers, goals are percent, all else as its metric says."""
    own = {KUDOS: Unit.number, GOALS: Unit.percent}
    return own.get(what) or metrics[what].unit
