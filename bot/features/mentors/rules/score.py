"""How well a mentor suits somebody, in whole points; and how strong they are. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from bot.common.periods import local_day, shift_on
from bot.features.notifications.rules import Calendar
from bot.features.skills.rules.shrinkage import Prior, Trials, regularised_incomplete_beta

LEAST_TRIES = 40
_TENTH, _STEPS = 0.1, 60
_FULL_LEAD = 0.15
STRENGTH, SEGMENT, WISHED, HOURS, OTHER_TEAM = 35, 15, 20, 10, 10
_BY_LEVELS = {1: 20, 2: 30, 3: 35}
_LEAST_ALONE = 3
COMMON_DAYS, LOOKS_AHEAD, LONGEST_OFF = 10, 42, 10
_LEAST_SHARED = timedelta(hours=2)
_WEEKS_AHEAD = LOOKS_AHEAD / 7
_FULL_HOURS = 20


@dataclass(frozen=True)
class Suitability:
    """What the score of a pair is made of; `lead`: how far a rate is above others', None without one."""

    lead: float | None
    levels_above: int
    same_segment: bool
    sizes: tuple[Decimal | None, Decimal | None]
    is_wished: bool
    hours_a_week: float
    other_team: bool


def rounded(value: float) -> int:
    """A number of points, half up."""
    return int(Decimal(repr(value)).quantize(Decimal(1), ROUND_HALF_UP))


def lower_tenth(own: Trials, prior: Prior) -> float:
    """The 10th percentile of Beta(a + x, b + n - x), by halving."""
    a, b = float(prior.a + own.passed), float(prior.b + own.entered - own.passed)
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if regularised_incomplete_beta(middle, a, b) < _TENTH else (low, middle)
    return (low + high) / 2


def lead_of(own: Trials, prior: Prior | None) -> float | None:
    """By how much the 10th percentile is above others' mean; None: too few tries, or it is not above."""
    if prior is None or own.entered < LEAST_TRIES:
        return None
    lead = lower_tenth(own, prior) - float(Fraction(prior.mean))
    return lead if lead > 0 else None


def levels_above(mentor: int | None, mentee: int | None) -> int:
    """How many levels a mentor is above; without a level of the mentee it takes *Strong*; 0: not above."""
    if mentor is None:
        return 0
    if mentee is None:
        return max(0, mentor - _LEAST_ALONE + 1)
    return max(0, mentor - mentee)


def score(of: Suitability) -> int:
    """The points of a pair: strength, segment, size of deals, wished, hours, another team."""
    lead = rounded(STRENGTH * min(1.0, max(0.0, (of.lead or 0.0) / _FULL_LEAD)))
    strength = max(lead, _BY_LEVELS.get(min(of.levels_above, max(_BY_LEVELS)), 0))
    return (
        strength
        + (SEGMENT if of.same_segment else 0)
        + size_points(*of.sizes)
        + (WISHED if of.is_wished else 0)
        + rounded(HOURS * min(1.0, of.hours_a_week / _FULL_HOURS))
        + (OTHER_TEAM if of.other_team else 0)
    )


def size_points(one: Decimal | None, other: Decimal | None) -> int:
    """How alike the usual deals of two are: within a factor of two 10, of four 5, else 0; unknown 5."""
    if not one or not other:
        return 5
    factor = max(one, other) / min(one, other)
    return 10 if factor <= 2 else 5 if factor <= 4 else 0


def shared_time(mine: Calendar, other: Calendar, start: date) -> tuple[int, float]:
    """Common days with two shared hours and more in the next six weeks, and shared hours a week."""
    days, hours = 0, 0.0
    for day in (start + timedelta(days=number) for number in range(LOOKS_AHEAD)):
        if mine.is_off(day):
            continue
        shared = _shared_on(day, mine, other)
        days += shared >= _LEAST_SHARED
        hours += shared / timedelta(hours=1)
    return days, hours / _WEEKS_AHEAD


def _shared_on(day: date, mine: Calendar, other: Calendar) -> timedelta:
    opens, closes = shift_on(day, mine.opens, mine.closes, mine.zone)
    shared = timedelta()
    for theirs in {local_day(opens, other.zone), local_day(closes, other.zone)}:
        if not other.is_off(theirs):
            begins, ends = shift_on(theirs, other.opens, other.closes, other.zone)
            shared += max(timedelta(), min(closes, ends) - max(opens, begins))
    return shared


def is_away_long(calendar: Calendar, start: date) -> bool:
    """Whether somebody is off for more than ten days in a row in the next six weeks."""
    run = 0
    for day in (start + timedelta(days=number) for number in range(LOOKS_AHEAD)):
        run = run + 1 if calendar.is_off(day) else 0
        if run > LONGEST_OFF:
            return True
    return False


def median(amounts: Sequence[Decimal]) -> Decimal | None:
    """The middle amount, the upper of two; None without any."""
    return sorted(amounts)[len(amounts) // 2] if amounts else None


def is_due(solved_at: datetime | None, since: datetime) -> bool:
    """Whether an ask has not been looked at since then."""
    return solved_at is None or solved_at < since
