"""Pace: the share due by today if work went evenly over the owner's working days. Pure.

A linear plan, as in an earned-value baseline: days gone by all days.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from bot.common.cadences import DaysOff
from bot.features.goals.rules.progress import Goal, GoalKind, NotAvailable, Share

# Results come in lumps: of ten deals a quarter each is 10%, so one more or less is not telling.
AHEAD_FROM = Fraction(11, 10)
ON_TRACK_FROM = Fraction(9, 10)
# Below that, half-way through, the rest would have to go almost twice as fast as what was done.
AT_RISK_FROM = Fraction(7, 10)
# Before a fifth of the days is over, the first result decides everything: nobody is called late.
EARLY = Fraction(1, 5)
_ONE_DAY = timedelta(days=1)


class PaceStatus(StrEnum):
    """A goal against its pace, as people read it."""

    not_begun = "not begun"
    ahead = "ahead"
    on_track = "on track"
    at_risk = "at risk"
    off_track = "off track"
    over = "over"


@dataclass(frozen=True)
class Pace:
    """`expected` is the share due by now: `elapsed` of `total` working days; today does not count yet."""

    expected: Fraction
    status: PaceStatus
    elapsed: int
    total: int


def pace(goal: Goal, share: Share, today: date, working_days: DaysOff) -> Pace | NotAvailable:
    """Pace of a goal with this `share` on `today`, a local day of its owner, as are the goal's own days.

    Not available without a share, or where no working day lies between begin and due.
    """
    if isinstance(share, NotAvailable):
        return share
    days = _working_days(goal.begins, goal.due, working_days)
    if not days:
        return NotAvailable("no working days until it is due")
    elapsed = sum(day < today for day in days)
    expected = Fraction(elapsed, len(days))
    return Pace(expected, _status(goal, today, share, expected), elapsed, len(days))


def _working_days(first: date, last: date, days_off: DaysOff) -> list[date]:
    days = (first + number * _ONE_DAY for number in range((last - first).days + 1))
    return [day for day in days if not days_off.is_off(day)]


def _status(goal: Goal, today: date, share: Fraction, expected: Fraction) -> PaceStatus:
    if today < goal.begins:
        return PaceStatus.not_begun
    if today > goal.due and share >= 1:
        return PaceStatus.over
    if today >= goal.due and share < 1:
        # On the last day all of it is due. A milestone may still be reached then; it is there or not.
        is_near = share >= ON_TRACK_FROM or goal.kind is GoalKind.milestone
        return PaceStatus.at_risk if today == goal.due and is_near else PaceStatus.off_track
    if goal.kind is GoalKind.milestone and share < 1:
        return PaceStatus.on_track  # It is there or not: nobody is half-way late.
    if share >= 1 or (share > expected and share >= AHEAD_FROM * expected):
        return PaceStatus.ahead
    if share >= ON_TRACK_FROM * expected or expected < EARLY:
        return PaceStatus.on_track
    return PaceStatus.at_risk if share >= AT_RISK_FROM * expected else PaceStatus.off_track
