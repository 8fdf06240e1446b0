"""When the talks of a series are: its rhythm in both zones, around both people's days off. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.common.cadences import MOST_WEEKS, Cadence, DaysOff, Every, Run, next_run
from bot.common.date_ranges import ONE_DAY
from bot.common.dates import write_day, write_time
from bot.common.day_words import WEEKDAYS
from bot.common.errors import BadInput
from bot.common.periods import local_day, local_instant, shift_on
from bot.common.text import listed
from bot.features.coaching.rules.facts import CoachingSeries
from bot.features.notifications.rules import Calendar

SHORTEST, LONGEST, USUAL = 15, 120, 30
"""How long a talk may be, in minutes, and how long it is unless told."""
_OVERDUE = 3 / 2
_HALF_HOUR = timedelta(minutes=30)
_MOST_SHARED = 3


@dataclass(frozen=True)
class Rhythm:
    """Every so many `weeks` on a `weekday` (0 is Monday) `at` a time, for `minutes`."""

    weeks: int
    weekday: int
    at: time
    minutes: int = USUAL

    @property
    def told(self) -> str:
        """In words: "every 2 weeks on Tuesday at 10:00"."""
        day = f"{WEEKDAYS[self.weekday]} at {write_time(self.at)}"
        return f"every {day}" if self.weeks == 1 else f"every {self.weeks} weeks on {day}"


def checked(rhythm: Rhythm) -> Rhythm:
    """The rhythm if talks may have it. BadInput names the field."""
    if not 1 <= rhythm.weeks <= MOST_WEEKS:
        raise BadInput(f"Write 1 to {MOST_WEEKS} weeks.", field="weeks")
    if not SHORTEST <= rhythm.minutes <= LONGEST:
        raise BadInput(f"A talk takes {SHORTEST} to {LONGEST} minutes.", field="minutes")
    return rhythm


def rhythm_of(series: CoachingSeries) -> Rhythm | None:
    """The rhythm of a series; None where it has none."""
    if series.weekday is None or series.at is None:
        return None
    return Rhythm(series.weeks, series.weekday, series.at, series.minutes)


@dataclass(frozen=True)
class PairDaysOff:
    """The days on which a talk `at` a time in `zone` falls into a day off of either of the two."""

    zone: ZoneInfo
    at: time
    calendars: tuple[DaysOff, ...]

    def is_off(self, day: date) -> bool:
        """Whether one of them does not work on the local day that the talk is for them."""
        begins = local_instant(day, self.at, self.zone)
        return any(each.is_off(local_day(begins, each.zone)) for each in self.calendars)


def next_talk(
    rhythm: Rhythm, zone: ZoneInfo, anchor: date, after: date, both: Sequence[DaysOff], now: datetime
) -> Run | None:
    """The first talk of a nominal day after `after` that is not over; None where none is in sight.

    A day off of either moves it within its week; else that time it is left out.
    """
    cadence = Cadence(Every.week, rhythm.at, frozenset({rhythm.weekday}), weeks=rhythm.weeks, anchor=anchor)
    days_off = PairDaysOff(zone, rhythm.at, tuple(both))
    run = next_run(cadence, after, days_off)
    while run is not None and run.at <= now:
        run = next_run(cadence, run.nominal, days_off)
    return run


def run_of(
    rhythm: Rhythm, zone: ZoneInfo, anchor: date, nominal: date, both: Sequence[DaysOff]
) -> Run | None:
    """When the talk of this nominal day is, by the days off as they are; None where it is left out."""
    cadence = Cadence(Every.week, rhythm.at, frozenset({rhythm.weekday}), weeks=rhythm.weeks, anchor=anchor)
    run = next_run(cadence, nominal - ONE_DAY, PairDaysOff(zone, rhythm.at, tuple(both)))
    return run if run is not None and run.nominal == nominal else None


def left_out(rhythm: Rhythm, before: date, nominal: date) -> int:
    """How many talks of the rhythm lay between two nominal days, and did not take place."""
    return max(0, (nominal - before).days // (7 * rhythm.weeks) - 1)


def overdue_after(series: CoachingSeries) -> timedelta | None:
    """How long after the last held talk one is overdue; None where working days are counted instead."""
    return timedelta(weeks=series.weeks * _OVERDUE) if series.weekday is not None else None


def both_times(at: datetime, zone: ZoneInfo, other: ZoneInfo, other_name: str, today: date) -> str:
    """When a talk is for a reader, and for the other if that differs: "Tue 1 Dec 10:00 (19:00 for Grace)".

    `today` is the reader's local day.
    """
    return f"{write_day(at.astimezone(zone).date(), today)} {both_hours(at, zone, other, other_name, today)}"


def both_hours(at: datetime, zone: ZoneInfo, other: ZoneInfo, other_name: str, today: date) -> str:
    """As in `both_times`, without the reader's day: "10:00 (19:00 for Grace)"."""
    mine, theirs = at.astimezone(zone), at.astimezone(other)
    told = write_time(mine.time())
    if mine.replace(tzinfo=None) == theirs.replace(tzinfo=None):
        return told
    day = "" if mine.date() == theirs.date() else f"{write_day(theirs.date(), today)} "
    return f"{told} ({day}{write_time(theirs.time())} for {other_name})"


def hours_told(at: datetime, mine: Calendar, other: Calendar, other_name: str) -> str:
    """What is said of a talk outside the other's hours, with hours that suit both; "" within them.

    `mine` is the calendar of whoever chose the hour.
    """
    day = local_day(at, other.zone)
    if any(
        opens <= at < closes
        for opens, closes in (
            shift_on(each, other.opens, other.closes, other.zone) for each in (day - ONE_DAY, day)
        )
    ):
        return ""
    own, theirs = at.astimezone(mine.zone), at.astimezone(other.zone)
    weekday = WEEKDAYS[own.weekday()]
    shared = shared_half_hours(own.date(), mine, other)
    hours = listed([write_time(each.astimezone(mine.zone).time()) for each in shared])
    both = (
        f"You both work at {hours} on a {weekday}."
        if shared
        else f"You both work at none of these hours on a {weekday}."
    )
    outside = f"outside {write_time(other.opens)} to {write_time(other.closes)}"
    return f"{write_time(own.time())} is {write_time(theirs.time())} for {other_name}, {outside}. {both}"


def shared_half_hours(day: date, mine: Calendar, other: Calendar) -> list[datetime]:
    """Up to three beginnings of half hours of my day in which both work, the earliest first."""
    opens, closes = shift_on(day, mine.opens, mine.closes, mine.zone)
    found: list[datetime] = []
    at = opens
    while at + _HALF_HOUR <= closes and len(found) < _MOST_SHARED:
        begins, ends = shift_on(local_day(at, other.zone), other.opens, other.closes, other.zone)
        if begins <= at and at + _HALF_HOUR <= ends:
            found.append(at)
        at += _HALF_HOUR
    return found
