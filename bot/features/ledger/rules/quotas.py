"""Effective quotas for some days, from plans with ramp and relief; pure.

Effective quota = sum over the segments that overlap the days of amount x overlapping days / days of the
segment x ramp x (1 - relief).

A quota is for all bookings, or for kinds of deals. By day: one without a kind, where there is one, is the
overall one, and all bookings count. Else the overall one is the sum of those for kinds, against bookings of
these kinds.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256
from itertools import pairwise
from typing import Any

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
class ContractRows:
    """What was known of one person: rows of quotas, earliest first, and of employments, oldest first.

    `known_<n>` of each says whether it was known in the slice of that number.
    """

    quotas: list[Any] = field(default_factory=list)
    employments: list[Any] = field(default_factory=list)


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


# Kinds of deals that count; None: all of them do.
Kinds = frozenset[str] | None
_LONGEST, _DIGEST = 40, 12


def kind_key(kind: str) -> str:
    """What tells a kind of deals from others: case and blanks do not; at most 40 characters, no blanks."""
    # Keys are parts of texts whose parts `|` parts.
    key = "_".join(kind.casefold().replace("|", "/").split())
    if len(key) <= _LONGEST:
        return key
    return f"{key[: _LONGEST - _DIGEST]}{sha256(key.encode()).hexdigest()[:_DIGEST]}"


def beginning(key: str) -> str | None:
    """The words that a key begins with where it was shortened; None where it is whole."""
    return key[: _LONGEST - _DIGEST].rstrip() if len(key) == _LONGEST else None


@dataclass(frozen=True)
class MeasuredQuota:
    """The quota of somebody in some days, and the bookings that it is measured by, span by span."""

    segments: tuple[Segment, ...]
    spans: tuple[tuple[DateRange, Kinds], ...]

    def kinds_on(self, day: date) -> Kinds:
        """The kinds of deals, as `kind_key` has them, that count on this day; None for all."""
        return next((kinds for span, kinds in self.spans if day in span), None)

    def counts(self, day: date, kind: str) -> bool:
        """Whether a booking of this kind, dated that day, counts."""
        kinds = self.kinds_on(day)
        return kinds is None or kind_key(kind) in kinds


def measured_quota(
    plans: Iterable[QuotaPlan], parts: Iterable[DateRange], fiscal: Fiscal, kind: str = ""
) -> MeasuredQuota:
    """The quota in these parts of a period: of this kind of deals, or "" for the overall one."""
    spans = [part for part in parts if part.length]
    key = kind_key(kind)
    of_kind = [plan for plan in plans if not key or kind_key(plan.category) == key]
    general = [plan for plan in of_kind if not plan.category]
    if key or len(general) == len(of_kind):
        kinds = frozenset({key}) if key else None
        found = [segment for each in spans for segment in segments(of_kind, each, fiscal)]
        return MeasuredQuota(tuple(found), tuple((each, kinds) for each in spans))
    return _by_day(general, [plan for plan in of_kind if plan.category], spans, fiscal)


def _by_day(
    general: Sequence[QuotaPlan], typed: Sequence[QuotaPlan], parts: Sequence[DateRange], fiscal: Fiscal
) -> MeasuredQuota:
    found: list[Segment] = []
    spans: list[tuple[DateRange, Kinds | str]] = []
    for span, kinds in _modes(general, typed, parts):
        if kinds != _NO_QUOTA:
            found += segments(general if kinds is None else typed, span, fiscal)
        spans.append((span, kinds))
    # What was booked on days without any quota counts by those of the other days.
    told = [kinds for _, kinds in spans if not isinstance(kinds, str)]
    is_all = not told or None in told
    others = None if is_all else frozenset(kind for kinds in told for kind in kinds or ())
    return MeasuredQuota(
        tuple(found), tuple((span, others if isinstance(kinds, str) else kinds) for span, kinds in spans)
    )


_NO_QUOTA = "no quota"


def _modes(
    general: Sequence[QuotaPlan], typed: Sequence[QuotaPlan], parts: Sequence[DateRange]
) -> Iterable[tuple[DateRange, Kinds | str]]:
    """The longest spans of one mode: the kinds that count, None for all, _NO_QUOTA without any quota."""
    edges = {day for plan in (*general, *typed) for day in (plan.starts_on, plan.ends_on) if day}
    for part in parts:
        days = sorted({part.start, part.end, *(day for day in edges if day in part)})
        found: list[tuple[DateRange, Kinds | str]] = []
        for start, end in pairwise(days):
            kinds = _mode(general, typed, start)
            if found and found[-1][1] == kinds:
                start = found.pop()[0].start
            found.append((DateRange(start, end, part.label), kinds))
        yield from found


def _mode(general: Sequence[QuotaPlan], typed: Sequence[QuotaPlan], day: date) -> Kinds | str:
    if any(_is_in_force(plan, day) for plan in general):
        return None
    return frozenset(kind_key(plan.category) for plan in typed if _is_in_force(plan, day)) or _NO_QUOTA


def _is_in_force(plan: QuotaPlan, day: date) -> bool:
    return plan.starts_on <= day and (plan.ends_on is None or day < plan.ends_on)


def kinds_in(plans: Iterable[QuotaPlan], days: DateRange) -> tuple[str, ...]:
    """The kinds of deals for which these plans set a quota in these days, each once, sorted."""
    found = {
        kind_key(plan.category): plan.category
        for plan in plans
        if plan.category and DateRange(plan.starts_on, plan.ends_on or date.max).within(days).length
    }
    return tuple(sorted(found.values(), key=kind_key))
