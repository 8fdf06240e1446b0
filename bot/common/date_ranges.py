"""Half-open ranges of days [start, end), and the fiscal years that are cut into them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

ONE_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def months_later(first: date, months: int) -> date:
    """First day of the month that is `months` after (or, negative, before) the month of `first`."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)


@dataclass(frozen=True)
class DateRange:
    """The days from `start`, up to but not including `end`; `label` as people read it."""

    start: date
    end: date
    label: str = ""

    @property
    def length(self) -> int:
        """How many days it has; 0 where `end` is not after `start`."""
        return max(0, (self.end - self.start).days)

    @property
    def last(self) -> date:
        """The last day that is in it."""
        return self.end - ONE_DAY

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def __iter__(self) -> Iterator[date]:
        return (self.start + number * ONE_DAY for number in range(self.length))

    def within(self, other: "DateRange") -> "DateRange":
        """The part that lies in `other`, with this label; empty where there is none."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return DateRange(start, max(start, end), self.label)


def joined(parts: Iterable[DateRange]) -> tuple[DateRange, ...]:
    """These parts without empty ones, those that follow each other as one; earlier parts come first."""
    found: list[DateRange] = []
    for part in parts:
        if part.length and found and found[-1].end == part.start:
            found.append(DateRange(found.pop().start, part.end))
        elif part.length:
            found.append(part)
    return tuple(found)


class Pattern(StrEnum):
    """How a fiscal year falls into months: by the calendar, or in weeks of each quarter's months."""

    calendar = "calendar"
    weeks_445 = "4-4-5"
    weeks_454 = "4-5-4"
    weeks_544 = "5-4-4"


@dataclass(frozen=True)
class Fiscal:
    """A fiscal year: it begins with `first_month` (1 to 12) and is named by the year in which it ends.

    In weeks (the retail calendar 4-4-5 and its variants), it begins on the Monday nearest to the first day of
    that month; what is left between two such Mondays beyond 52 weeks, once in five or six years, is the 53rd
    week of the last month.
    """

    first_month: int = 1
    pattern: Pattern = Pattern.calendar

    def year(self, number: int) -> DateRange:
        """The fiscal year of this number, labelled `2026`, or `FY2026` where it is not the calendar's."""
        return DateRange(self._start(number), self._start(number + 1), self._named(number))

    def year_of(self, day: date) -> DateRange:
        """The fiscal year that this day lies in."""
        return self.year(self.number_of(day))

    def quarters(self, number: int) -> tuple[DateRange, ...]:
        """The four quarters of a fiscal year, labelled `Q1 2026`."""
        return _quarters(self, number)

    def months(self, number: int) -> tuple[DateRange, ...]:
        """The twelve months of a fiscal year, labelled by the calendar month, `Jan 2026`."""
        starts = self._month_starts(number)
        firsts = [months_later(self._nominal(number), each) for each in range(12)]
        ends = [*starts[1:], self._start(number + 1)]
        return tuple(
            DateRange(start, end, f"{_SHORT[first.month - 1]} {first.year}")
            for start, end, first in zip(starts, ends, firsts, strict=True)
        )

    def number_of(self, day: date) -> int:
        """Number of the fiscal year that this day lies in."""
        return next(each for each in range(day.year - 1, day.year + 3) if day in self.year(each))

    def quarter_of(self, day: date) -> DateRange:
        """The fiscal quarter that this day lies in."""
        return next(each for each in self.quarters(self.number_of(day)) if day in each)

    def month_of(self, day: date) -> DateRange:
        """The fiscal month that this day lies in."""
        return next(each for each in self.months(self.number_of(day)) if day in each)

    def _named(self, number: int) -> str:
        return f"{number}" if self == CALENDAR_YEAR else f"FY{number}"

    def _nominal(self, number: int) -> date:
        return date(number if self.first_month == 1 else number - 1, self.first_month, 1)

    def _start(self, number: int) -> date:
        first = self._nominal(number)
        if self.pattern is Pattern.calendar:
            return first
        monday = first - timedelta(days=first.weekday())
        return monday if first.weekday() <= 3 else monday + _WEEK

    def _month_starts(self, number: int) -> list[date]:
        first = self._nominal(number)
        if self.pattern is Pattern.calendar:
            return [months_later(first, each) for each in range(12)]
        lengths = [int(weeks) for weeks in self.pattern.split("-")] * 4
        return [self._start(number) + sum(lengths[:each]) * _WEEK for each in range(12)]


CALENDAR_YEAR = Fiscal()


@lru_cache(maxsize=256)
def _quarters(fiscal: Fiscal, number: int) -> tuple[DateRange, ...]:
    """The four quarters; cached, as a board asks for them once a person."""
    months = fiscal.months(number)
    year = fiscal._named(number)
    return tuple(
        DateRange(months[3 * each].start, months[3 * each + 2].end, f"Q{each + 1} {year}")
        for each in range(4)
    )


def short_day(day: date) -> str:
    """A day without its year: `4 Oct`."""
    return f"{day.day} {_SHORT[day.month - 1]}"


def day_in(day: date, days: DateRange) -> str:
    """`4 Oct`, with its year where the days are of more than one."""
    return short_day(day) if days.start.year == days.last.year else f"{short_day(day)} {day.year}"


def week_of(day: date) -> DateRange:
    """The week from Monday to Sunday that this day lies in, labelled `week of 4 Oct`."""
    monday = day - timedelta(days=day.weekday())
    return DateRange(monday, monday + _WEEK, f"week of {short_day(monday)}")


def days_until(day: date, count: int, label: str = "") -> DateRange:
    """The `count` days that end with `day`, which is in it."""
    return DateRange(day - (count - 1) * ONE_DAY, day + ONE_DAY, label or f"last {count} days")
