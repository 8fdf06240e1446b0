"""Cadences: which days are due, what a day off does to them, and the instant in somebody's zone. Pure."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.common.date_ranges import Fiscal
from bot.common.dates import write_time
from bot.common.day_words import WEEKDAYS
from bot.common.periods import local_day, local_instant
from bot.common.text import listed

MOST_WEEKS = 12
# Working days that people have for what they are asked, unless another day is chosen.
WORKING_WEEK = 5
# Days; who is off for longer has no next run until something changes.
_FURTHEST = 800
_FURTHEST_WORKING_DAY = 60
_MOST_EARLIER = 4
_ONE_DAY = timedelta(days=1)
_SOONEST_QUARTER_END = timedelta(weeks=2)


class Every(StrEnum):
    """How often something is due; values are stored."""

    day = "day"
    weekday = "weekday"
    week = "week"
    month = "month"
    quarter_end = "quarter_end"


class DaysOff(Protocol):
    """A person's zone, and the days on which they do not work."""

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which their days begin and end."""
        ...

    def is_off(self, day: date) -> bool:
        """Whether they do not work on that local day."""
        ...


def working_days_later(day: date, days: int, days_off: DaysOff) -> date:
    """The working day that is `days` after `day`, or the 60th day after it at the latest."""
    found = day
    while days > 0 and (found - day).days < _FURTHEST_WORKING_DAY:
        found += _ONE_DAY
        days -= not days_off.is_off(found)
    return found


@dataclass(frozen=True)
class RemainingDays:
    """A person's days off in `zone`; all days before `first` are off too, for they are over."""

    calendar: DaysOff
    zone: ZoneInfo
    first: date = date.min

    def is_off(self, day: date) -> bool:
        """Whether they do not work on that day, or it is over."""
        return day < self.first or self.calendar.is_off(day)


@dataclass(frozen=True)
class Cadence:
    """When something is due. `weekdays` (0 is Monday) and `weeks` count for weeks, `day` for months.

    `anchor` lies in a week that is due, when not every week is. A `day` beyond a month's end is its last one.
    Quarters are those of the `fiscal` year.
    """

    every: Every
    at: time
    weekdays: frozenset[int] = frozenset({0})
    weeks: int = 1
    day: int = 1
    anchor: date = date(2026, 1, 5)
    fiscal: Fiscal = field(default_factory=Fiscal)


@dataclass(frozen=True)
class Run:
    """One run of a cadence: `nominal` is the day it belongs to, `at` the UTC instant at which it is due."""

    nominal: date
    at: datetime


def next_run(cadence: Cadence, after: date, days_off: DaysOff) -> Run | None:
    """The first run whose nominal day is after `after`; None when none is in sight.

    A nominal day off moves the run within its week or month, or drops it; `at` is local time in the zone.
    """
    for nominal in _nominal_days(cadence, after):
        day = _working_day(cadence, nominal, days_off)
        if day is not None:
            return Run(nominal, local_instant(day, cadence.at, days_off.zone))
    return None


def runs_until(cadence: Cadence, after: date, days_off: DaysOff, now: datetime) -> list[Run]:
    """The runs after that nominal day which are due by now, the oldest first."""
    found: list[Run] = []
    run = next_run(cadence, after, days_off)
    while run is not None and run.at <= now:
        found.append(run)
        run = next_run(cadence, run.nominal, days_off)
    return found


def last_passed(cadence: Cadence, now: datetime, days_off: DaysOff) -> date:
    """A nominal day after which the first run is not past."""
    # A run of an earlier day of this week or month may have been moved to a later one.
    before = _first_of_window(cadence, local_day(now, days_off.zone)) - _ONE_DAY
    past = runs_until(cadence, before, days_off, now)
    return past[-1].nominal if past else before


def reminded_on(due_on: date, days: int, is_off: Callable[[date], bool]) -> date | None:
    """Day of a reminder `days` before `due_on`: a working day, at most four days earlier than that.

    None for those who are away then, whom nothing would reach.
    """
    wanted = due_on - days * _ONE_DAY
    near = (wanted - earlier * _ONE_DAY for earlier in range(_MOST_EARLIER + 1))
    return next((day for day in near if not is_off(day)), None)


def _first_of_window(cadence: Cadence, day: date) -> date:
    if cadence.every is Every.week:
        return _monday(day)
    return day.replace(day=1) if cadence.every in (Every.month, Every.quarter_end) else day


def _nominal_days(cadence: Cadence, after: date) -> Iterator[date]:
    for number in range(1, _FURTHEST):
        day = after + number * _ONE_DAY
        if _is_nominal(cadence, day):
            yield day


def _is_nominal(cadence: Cadence, day: date) -> bool:
    if cadence.every is Every.week:
        weeks = (_monday(day) - _monday(cadence.anchor)).days // 7
        return day.weekday() in cadence.weekdays and weeks % cadence.weeks == 0
    if cadence.every is Every.month:
        return day.day == min(cadence.day, _length(day))
    if cadence.every is Every.quarter_end:
        return _ends_quarter(cadence.fiscal, day)
    return cadence.every is Every.day or day.weekday() < 5


@lru_cache(maxsize=4096)
def _ends_quarter(fiscal: Fiscal, day: date) -> bool:
    """Whether it is the last day of a fiscal quarter; cached, as each recipient looks at the same days."""
    return day == fiscal.quarter_of(day).last


def _working_day(cadence: Cadence, nominal: date, days_off: DaysOff) -> date | None:
    """The day on which a run happens: the nominal one or another of its week or month; None for none."""
    return next((day for day in _candidates(cadence, nominal) if not days_off.is_off(day)), None)


def _candidates(cadence: Cadence, nominal: date) -> Iterator[date]:
    yield nominal
    if cadence.every is Every.week:
        for day in _days(nominal, _monday(nominal) + 6 * _ONE_DAY):
            if _is_nominal(cadence, day):
                return  # That day has a run of its own.
            yield day
    if cadence.every is Every.month:
        yield from _days(nominal, nominal.replace(day=_length(nominal)))
    if cadence.every in (Every.month, Every.quarter_end):
        first = nominal.replace(day=1)
        if cadence.every is Every.quarter_end:
            # Quarters of weeks may end early in a month.
            first = min(first, nominal - _SOONEST_QUARTER_END)
        yield from reversed([first, *_days(first, nominal - _ONE_DAY)] if nominal > first else [])


def _days(after: date, last: date) -> list[date]:
    return [after + number * _ONE_DAY for number in range(1, (last - after).days + 1)]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _length(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def described(cadence: Cadence) -> str:
    """A cadence in words: "Every 2 weeks on Monday at 09:00"."""
    return f"{_days_described(cadence)} at {write_time(cadence.at)}"


def _days_described(cadence: Cadence) -> str:
    if cadence.every is Every.week:
        days = listed([WEEKDAYS[day] for day in sorted(cadence.weekdays)])
        return f"Every {days}" if cadence.weeks == 1 else f"Every {cadence.weeks} weeks on {days}"
    if cadence.every is Every.month:
        return "Each month on the last day" if cadence.day == 31 else f"Each month on day {cadence.day}"
    names = {
        Every.day: "Every working day",
        Every.weekday: "Monday to Friday",
        Every.quarter_end: "On the last working day of each quarter",
    }
    return names[cadence.every]
