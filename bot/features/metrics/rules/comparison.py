"""Compares a week with one's own weeks before, and a quarter with its plan; pure."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from statistics import median

from bot.common.date_ranges import DateRange, short_day, week_of
from bot.features.ledger.rules.facts import Facts
from bot.features.metrics.rules.productivity import per_day
from bot.features.metrics.rules.quota import bookings_of, picture, total

TRAILING_WEEKS = 8
# With fewer weeks of one's own there is nothing to be better than.
FEWEST_WEEKS = 4
# The base is at least a quarter of the team's median, so that a tiny one does not win.
LEAST_BASE = Fraction(1, 4)
MOST_IMPROVED = Fraction(3)
MOST_SHOWN = 3


@dataclass(frozen=True)
class Point:
    """The end of a week of the quarter: money booked by then, and the amount that would be on track."""

    label: str
    booked: Fraction
    on_track: Fraction


def weeks_before(week: DateRange) -> list[DateRange]:
    """The eight weeks before this one, newest first."""
    first = week.start.weekday()
    return [week_of(week.start - timedelta(weeks=back), first) for back in range(1, TRAILING_WEEKS + 1)]


def booked(facts: Facts, days: DateRange) -> Fraction:
    """Money booked in these days, in the base currency."""
    return total(bookings_of(facts, days))


def usual_week(facts: Facts, week: DateRange) -> Fraction | None:
    """Median of the money booked in each of the eight weeks before; None with fewer than four known weeks."""
    return usual_of([booked(facts, each) for each in weeks_before(week) if _is_known(facts, each)])


def usual_of(weeks: Sequence[Fraction]) -> Fraction | None:
    """The usual week of all who are compared anywhere: the median; None with fewer than four weeks."""
    return Fraction(median(weeks)) if len(weeks) >= FEWEST_WEEKS else None


def usual_activity(facts: Facts, week: DateRange, *kinds: str) -> Fraction | None:
    """Median of activities a selling day over the eight weeks before.

    None with fewer than four known ones.
    """
    values = [per_day(facts, each, *kinds).value for each in weeks_before(week) if _is_known(facts, each)]
    return usual_of([value for value in values if value is not None])


def _is_known(facts: Facts, week: DateRange) -> bool:
    begins = facts.recorded_from
    employed = any(seller.employed_in(week) for seller in facts.sellers)
    return begins is not None and week.start >= begins and employed


def improvement(now: Fraction, own: Fraction | None, of_team: Fraction | None) -> Fraction | None:
    """(now - own) / max(own, a quarter of the team's usual week), at most 3.

    None when `own` is missing or not above zero.
    """
    if own is None or own <= 0:
        return None
    base = max(own, (of_team or Fraction(0)) * LEAST_BASE)
    return min((now - own) / base, MOST_IMPROVED)


def top(rows: Sequence[tuple[str, Fraction]]) -> list[tuple[str, Fraction]]:
    """The best rows, at most three and at most a third of all, so that no bottom is named.

    A tie at the cut is shown whole, or left out where that would show too many.
    Nobody is praised for nothing: only what is above zero is shown.
    """
    ordered = sorted(rows, key=lambda row: -row[1])
    most = min(MOST_SHOWN, len(ordered) // 3)
    if most == 0:
        return []
    last = ordered[most - 1][1]
    shown = [row for row in ordered if row[1] >= last]
    named = shown if len(shown) <= most else [row for row in shown if row[1] > last]
    return [row for row in named if row[1] > 0]


def pace_line(facts: Facts, quarter: DateRange) -> list[Point]:
    """One point for each week of the quarter that has begun before today."""
    found = []
    quota, lines = picture(facts, quarter).quota or Fraction(0), bookings_of(facts, quarter)
    working = sorted(day for seller in facts.sellers for day in quarter if seller.works_on(day))
    week = facts.rules.fiscal.week_of(quarter.start)
    while week.start < min(quarter.end, facts.today):
        until = DateRange(quarter.start, min(week.end, quarter.end, facts.today))
        share = Fraction(bisect_left(working, until.end), len(working)) if working else Fraction(0)
        by_then = total([line for line in lines if line.credit_date < until.end])
        found.append(Point(short_day(until.last), by_then, quota * share))
        week = facts.rules.fiscal.week_of(week.end)
    return found


def middle(values: Sequence[Fraction]) -> Fraction | None:
    """The median; None of an empty list."""
    return Fraction(median(values)) if values else None
