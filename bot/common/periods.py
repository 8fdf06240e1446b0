"""Half-open periods of instants [start, end), cut by the days of a zone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.common.date_ranges import CALENDAR_YEAR, ONE_DAY, DateRange, Fiscal

_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
_END = datetime(2200, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Period:
    """From `start`, up to but not including `end` (aware, UTC); `label` as people read it."""

    start: datetime
    end: datetime
    label: str

    @property
    def is_all_time(self) -> bool:
        """Whether it is the period of `ALL_TIME`."""
        return self.start == _BEGINNING and self.end == _END


def local_day(now: datetime, zone: ZoneInfo) -> date:
    """The date of this instant in this zone."""
    return now.astimezone(zone).date()


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of a day in this zone, in UTC."""
    return local_instant(day, time(), zone)


def local_instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """When it is `at` on that day in this zone, in UTC.

    A time that the clocks skip is taken when they have skipped it; one that comes twice, the first time.
    """
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def shift_on(day: date, opens: time, closes: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """When the work of that day begins and ends, in UTC: on the day after, where `closes` is earlier."""
    ends_on = day + ONE_DAY if closes < opens else day
    return local_instant(day, opens, zone), local_instant(ends_on, closes, zone)


_CUTS: dict[str, Callable[[date, Fiscal], DateRange]] = {
    "week": lambda today, fiscal: fiscal.week_of(today),
    "month": lambda today, fiscal: fiscal.month_of(today),
    "quarter": lambda today, fiscal: fiscal.quarter_of(today),
    "year": lambda today, fiscal: fiscal.year_of(today),
}
ALL_TIME = "all time"
PERIOD_WORDS = ("today", *(f"{which} {unit}" for unit in _CUTS for which in ("this", "last")), ALL_TIME)


def normal_words(words: str) -> str:
    """The words in lower case, with single blanks."""
    return " ".join(words.lower().split())


def period_named(words: str, now: datetime, zone: ZoneInfo, fiscal: Fiscal = CALENDAR_YEAR) -> Period:
    """The period of one of `PERIOD_WORDS`, around `now`, in the fiscal calendar.

    KeyError: other words.
    """
    name, today = normal_words(words), local_day(now, zone)
    if name == ALL_TIME:
        return Period(_BEGINNING, _END, "All time")
    if name not in PERIOD_WORDS:
        raise KeyError(name)
    which, _, unit = name.rpartition(" ")
    days = DateRange(today, today + ONE_DAY) if name == "today" else _CUTS[unit](today, fiscal)
    if which == "last":
        days = _CUTS[unit](days.start - ONE_DAY, fiscal)
    return Period(midnight(days.start, zone), midnight(days.end, zone), name.capitalize())
