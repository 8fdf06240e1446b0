"""Half-open periods of instants [start, end), cut by the days of a zone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

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


def months_later(first: date, months: int) -> date:
    """First day of the month that is `months` after (or, negative, before) the month of `first`."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _week(today: date) -> tuple[date, date]:
    monday = today - timedelta(days=today.weekday())
    return monday, monday + timedelta(days=7)


def _last_week(today: date) -> tuple[date, date]:
    return _week(today - timedelta(days=7))


def _months(back: int, length: int) -> Callable[[date], tuple[date, date]]:
    def cut(today: date) -> tuple[date, date]:
        into = (today.month - 1) % length
        first = months_later(today, -into - back * length)
        return first, months_later(first, length)

    return cut


_CUTS: dict[str, Callable[[date], tuple[date, date]]] = {
    "today": lambda today: (today, today + timedelta(days=1)),
    "this week": _week,
    "last week": _last_week,
    "this month": _months(0, 1),
    "last month": _months(1, 1),
    "this quarter": _months(0, 3),
    "last quarter": _months(1, 3),
    "this year": _months(0, 12),
    "last year": _months(1, 12),
}
ALL_TIME = "all time"
PERIOD_WORDS = (*_CUTS, ALL_TIME)


def normal_words(words: str) -> str:
    """The words in lower case, with single blanks."""
    return " ".join(words.lower().split())


def period_named(words: str, now: datetime, zone: ZoneInfo) -> Period:
    """The period of one of `PERIOD_WORDS`, around `now`; weeks run from Monday to Sunday.

    KeyError: other words.
    """
    name = normal_words(words)
    if name == ALL_TIME:
        return Period(_BEGINNING, _END, "All time")
    first, after = _CUTS[name](local_day(now, zone))
    return Period(midnight(first, zone), midnight(after, zone), name.capitalize())
