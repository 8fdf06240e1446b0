"""Effective quotas for some days, from plans with ramp and relief; pure.

Effective quota = sum over the segments that overlap the days of amount x overlapping days / days of the
segment x ramp x (1 - relief).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from bot.common.date_ranges import DateRange, Fiscal, months_later

_FAR = date(2200, 1, 1)
_EVER = DateRange(date.min, date.max)
Count = Callable[[DateRange], int]


class Per(StrEnum):
    """The period that the amount of a quota is for; `span` is all of its days."""

    month = "month"
    quarter = "quarter"
    year = "year"
    span = "span"


@dataclass(frozen=True)
class QuotaPlan:
    """A quota in force on the days [starts_on, ends_on); `amount` in the base currency for each `per`.

    `ramp`: percents by month from `ramp_from`; `relief`: percent taken off. `id` is that of its row.
    `known_on`: the days of which it is known; on those of a period that was locked before it is not.
    """

    id: int
    amount: Decimal
    per: Per
    starts_on: date
    ends_on: date | None = None
    ramp: tuple[Decimal, ...] = ()
    ramp_from: date | None = None
    relief: Decimal = Decimal(0)
    category: str = ""
    known_on: DateRange = _EVER


@dataclass(frozen=True)
class Segment:
    """`amount` for the days of `whole`, of which those in `part` count; `ramp` and `relief` are shares."""

    plan_id: int
    whole: DateRange
    part: DateRange
    amount: Fraction
    ramp: Fraction
    relief: Fraction

    def value(self, days: DateRange, count: Count) -> Fraction:
        """The part of the amount that falls on `days`, by the days that `count` gives."""
        total = count(self.whole)
        if total == 0:
            return Fraction(0)
        share = Fraction(count(self.part.within(days)), total)
        return self.amount * share * self.ramp * (1 - self.relief)


def calendar_days(span: DateRange) -> int:
    """Number of calendar days: how quotas are prorated by default."""
    return span.length


def segments(plans: Iterable[QuotaPlan], days: DateRange, fiscal: Fiscal) -> list[Segment]:
    """Segments of these plans that overlap `days`, earliest first."""
    found = [segment for plan in plans for segment in _of_plan(plan, days, fiscal)]
    return sorted(found, key=lambda segment: (segment.part.start, segment.plan_id))


def _of_plan(plan: QuotaPlan, days: DateRange, fiscal: Fiscal) -> Iterable[Segment]:
    in_force = DateRange(plan.starts_on, plan.ends_on or _FAR).within(plan.known_on)
    for whole in _wholes(plan, in_force.within(days), fiscal):
        for month, ramp in _ramped(plan, whole):
            part = month.within(in_force).within(days)
            if part.length:
                yield Segment(plan.id, whole, part, Fraction(plan.amount), ramp, Fraction(plan.relief) / 100)


def _wholes(plan: QuotaPlan, part: DateRange, fiscal: Fiscal) -> Iterable[DateRange]:
    """The months, quarters, years or span for which the amount is due, as far as they overlap `part`."""
    if plan.per is Per.span:
        yield DateRange(plan.starts_on, plan.ends_on or _FAR)
        return
    cut = {Per.month: fiscal.month_of, Per.quarter: fiscal.quarter_of, Per.year: fiscal.year_of}[plan.per]
    day = part.start
    while day < part.end:
        period = cut(day)
        yield period
        day = period.end


def _ramped(plan: QuotaPlan, whole: DateRange) -> Iterable[tuple[DateRange, Fraction]]:
    """The period cut into parts of one ramp each: calendar months while the ramp runs."""
    if not plan.ramp:
        yield whole, Fraction(1)
        return
    day = whole.start
    while day < whole.end:
        month_end = min(months_later(day, 1), whole.end)
        yield DateRange(day, month_end), ramp_on(plan.ramp, plan.ramp_from or plan.starts_on, day)
        day = month_end


def ramp_on(ramp: Sequence[Decimal], hired: date, day: date) -> Fraction:
    """The share of the quota due on that day; 1 is all of it.

    `ramp` holds percents by month, the first for the month of `hired`; after the last the share is 1.
    """
    month = (day.year - hired.year) * 12 + day.month - hired.month
    if month >= len(ramp):
        return Fraction(1)
    return Fraction(ramp[max(month, 0)]) / 100
