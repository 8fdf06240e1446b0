"""Turns figures into scores: improvement, share of a target, weighted combination; pure.

Most improved: (week - usual) / max(usual, a quarter of the team's usual), at most threefold; `usual` is the
median of one's own eight weeks before. Combined: sum(weight x min(part, 1.5)) / sum(weights).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from bot.common.date_ranges import DateRange, Fiscal
from bot.features.metrics.rules import comparison
from bot.features.metrics.rules.figures import (
    QUOTA_PART,
    Figure,
    FormulaInput,
    MissingReason,
    Unit,
    missing,
    part,
)
from bot.features.metrics.rules.quota import why_no_quota

CAP = Fraction(3, 2)
_ADDED_UP = frozenset({Unit.money, Unit.number})
_WEEK = 7


@dataclass(frozen=True)
class Weight:
    """A part of a combined score: what is measured, how much it counts, and the target that is 100%.

    Without a `target` it is measured against quotas and goals themselves.
    """

    what: str
    weight: Fraction
    target: Fraction | None = None


def weeks_before(days: DateRange, fiscal: Fiscal) -> list[DateRange]:
    """The eight whole weeks before `days`, newest first."""
    return comparison.weeks_before(fiscal.week_of(days.start))


def a_week(figure: Figure, days: DateRange, until_day: int) -> Fraction | None:
    """The figure scaled to one week: sums are divided by the days counted, ratios stay. None without a value.

    `until_day`: number of days, from the first, whose facts count.
    """
    if figure.value is None or figure.unit not in _ADDED_UP:
        return figure.value
    return figure.value * _WEEK / max(_WEEK, min(days.length, until_day))


def improved(
    now: Mapping[str, Fraction | None],
    before: Mapping[str, Sequence[Fraction]],
    *,
    higher_is_better: bool = True,
) -> dict[str, Figure]:
    """Improvement of each person over their own usual week, as a ratio (0.2 is +20%).

    `now` is this week's value by person (None: unknown), `before` the known values of the trailing weeks.
    """
    usual = usual_of(before)
    of_all = Fraction(median(sorted(usual.values()))) if usual else None
    return {who: _improved(value, usual.get(who), of_all, higher_is_better) for who, value in now.items()}


def usual_of(before: Mapping[str, Sequence[Fraction | None]]) -> dict[str, Fraction]:
    """Each person's usual week, by their known values; who is too new to have one is left out."""
    known = {who: [value for value in values if value is not None] for who, values in before.items()}
    usual = {who: comparison.usual_of(values) for who, values in known.items()}
    return {who: value for who, value in usual.items() if value is not None}


def _improved(
    now: Fraction | None, usual: Fraction | None, of_all: Fraction | None, higher_is_better: bool
) -> Figure:
    if usual is None:
        return missing(Unit.percent, MissingReason.few_weeks)
    if now is None:
        return missing(Unit.percent, MissingReason.no_data)
    better = comparison.improvement(now, usual, of_all)
    if better is None:
        return missing(Unit.percent, MissingReason.no_usual_week)
    return Figure(better if higher_is_better else -better, Unit.percent)


def against(figure: Figure, target: Fraction | None) -> Figure:
    """The figure as a share of `target` (1 is 100%).

    Missing with `no_target` when the target is None or zero.
    """
    if figure.value is None:
        return missing(Unit.percent, figure.code or MissingReason.no_data, n=figure.n)
    if not target:
        return missing(Unit.percent, MissingReason.no_target, n=figure.n)
    return Figure(figure.value / target, Unit.percent, n=figure.n, parts=figure.parts)


def combined(parts: Sequence[tuple[str, Weight, Figure]]) -> Figure:
    """The weighted mean of shares, each capped at 150% so that none wins alone.

    `parts`: name, weight, share. Missing when any part is missing, with the reason of the first such part.
    """
    told: list[FormulaInput] = [
        FormulaInput(f"{name} ({float(weight.weight * 100):g}%)", each.value, Unit.percent, each.code)
        for name, weight, each in parts
    ]
    known = [(weight.weight, each.value) for _, weight, each in parts if each.value is not None]
    if len(known) < len(parts) or not parts:
        lacking = next((each.code for _, _, each in parts if each.value is None), None)
        return missing(Unit.percent, lacking or MissingReason.no_data, parts=tuple(told))
    total = sum((weight for weight, _ in known), Fraction(0))
    score = sum((weight * min(value, CAP) for weight, value in known), Fraction(0))
    return Figure(score / total, Unit.percent, parts=tuple(told))


def booked_share(booked: Fraction, quota: Fraction | None, *, is_ramping: bool) -> Figure:
    """Quota attainment: bookings / effective quota (1 is 100%).

    Missing, with the reason, without a quota above zero.
    """
    parts = (part("bookings", booked, Unit.money), part(QUOTA_PART, quota, Unit.money))
    why_not = why_no_quota(quota, is_ramping=is_ramping)
    if why_not is not None or not quota:
        return missing(Unit.percent, why_not or MissingReason.no_quota, parts=parts)
    return Figure(booked / quota, Unit.percent, parts=parts)
