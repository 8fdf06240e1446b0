"""Half-open ranges of days [start, end), and the fiscal years that are cut into them."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

ONE_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_LAST_OF_FIRST_HALF = 15
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
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
        return map(date.fromordinal, range(self.start.toordinal(), self.end.toordinal()))

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


class YearStart(StrEnum):
    """Which week start begins a year in weeks: the nearest to its day, the last up to or first from it."""

    nearest = "nearest"
    last = "last"
    first = "first"


class YearName(StrEnum):
    """Whether a fiscal year has the number of the year in which it ends, or in which it begins."""

    ends = "ends"
    begins = "begins"


@dataclass(frozen=True)
class Fiscal:
    """A fiscal year, which begins with `first_month` (1 to 12); weeks begin on `week_start` (0 is Monday).

    In weeks (the retail calendar 4-4-5 and its variants), it begins on a week start by `first_day` of that
    month, as `year_start` says; what is left between two such days beyond 52 weeks, once in five or six
    years, is the 53rd week, of its month `long_month` (1 to 12). A year by the calendar begins on the first.
    """

    first_month: int = 1
    pattern: Pattern = Pattern.calendar
    first_day: int = 1
    year_start: YearStart = YearStart.nearest
    week_start: int = 0
    long_month: int = 12
    year_name: YearName = YearName.ends

    @property
    def is_in_weeks(self) -> bool:
        """Whether its months are whole weeks instead of the calendar's months."""
        return self.pattern is not Pattern.calendar

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
        first = self._first_named(number)
        names = [months_later(first, each) for each in range(12)]
        ends = [*starts[1:], self._start(number + 1)]
        return tuple(
            DateRange(start, end, f"{_SHORT[name.month - 1]} {name.year}")
            for start, end, name in zip(starts, ends, names, strict=True)
        )

    def number_of(self, day: date) -> int:
        """Number of the fiscal year that this day lies in."""
        return _number_of(self, day)

    def quarter_of(self, day: date) -> DateRange:
        """The fiscal quarter that this day lies in."""
        return next(each for each in self.quarters(self.number_of(day)) if day in each)

    def month_of(self, day: date) -> DateRange:
        """The fiscal month that this day lies in."""
        return next(each for each in self.months(self.number_of(day)) if day in each)

    def month_named(self, year: int, month: int) -> DateRange:
        """The fiscal month that is called by this calendar month (1 to 12), `Jan 2026`."""
        for number in range(year - 1, year + 2):
            first = self._first_named(number)
            place = (year - first.year) * 12 + month - first.month
            if 0 <= place < 12:
                return self.months(number)[place]
        raise AssertionError("The months of three fiscal years hold each month of the middle one.")

    def newest_year(self, month: int, day: date) -> int:
        """The year in the name of the newest fiscal month called so (1 to 12) that has begun by this day."""
        years = (day.year + 1, day.year, day.year - 1)
        return next(year for year in years if self.month_named(year, month).start <= day)

    def week_of(self, day: date) -> DateRange:
        """The week that this day lies in, labelled `week of 4 Oct`."""
        return week_of(day, self.week_start)

    def _named(self, number: int) -> str:
        is_calendar_year = self.first_month == 1 and not self.is_in_weeks
        return f"{number}" if is_calendar_year else f"FY{number}"

    def _nominal(self, number: int) -> date:
        """The day by which this year begins; it is the year's name, however many days beside it it begins."""
        day = self.first_day if self.is_in_weeks else 1
        begins = self.year_name is YearName.begins or (self.first_month, day) == (1, 1)
        year = number if begins else number - 1
        return date(year, self.first_month, min(day, monthrange(year, self.first_month)[1]))

    def _first_named(self, number: int) -> date:
        """First day of the calendar month that gives its name to the first fiscal month."""
        nominal = self._nominal(number)
        # Most of a month that begins late in one lies in the next.
        return months_later(nominal, int(nominal.day > _LAST_OF_FIRST_HALF))

    def _start(self, number: int) -> date:
        day = self._nominal(number)
        if not self.is_in_weeks:
            return day
        latest = {YearStart.nearest: 3, YearStart.last: 0, YearStart.first: 6}[self.year_start]
        return self.week_of(day + latest * ONE_DAY).start

    def _month_starts(self, number: int) -> list[date]:
        first = self._start(number)
        if not self.is_in_weeks:
            return [months_later(first, each) for each in range(12)]
        weeks = [int(each) for each in self.pattern.split("-")] * 4
        weeks[self.long_month - 1] += self.year(number).length // 7 - sum(weeks)
        return [first + sum(weeks[:each]) * _WEEK for each in range(12)]


CALENDAR_YEAR = Fiscal()


@lru_cache(maxsize=1024)
def _number_of(fiscal: Fiscal, day: date) -> int:
    """The number of the year; cached, as it is asked for once a person and quota, mostly of one day."""
    return next(each for each in range(day.year - 1, day.year + 3) if day in fiscal.year(each))


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


def named_day(day: date) -> str:
    """A near day with its weekday: `Sun 4 Oct`."""
    return f"{_WEEKDAYS[day.weekday()]} {short_day(day)}"


def day_in(day: date, days: DateRange) -> str:
    """`4 Oct`, with its year where the days are of more than one."""
    return short_day(day) if days.start.year == days.last.year else f"{short_day(day)} {day.year}"


def week_of(day: date, week_start: int = 0) -> DateRange:
    """The week that this day lies in, labelled `week of 4 Oct`; it begins on `week_start` (0 is Monday)."""
    first = day - timedelta(days=(day.weekday() - week_start) % 7)
    return DateRange(first, first + _WEEK, f"week of {short_day(first)}")


def days_until(day: date, count: int, label: str = "") -> DateRange:
    """The `count` days that end with `day`, which is in it."""
    return DateRange(day - (count - 1) * ONE_DAY, day + ONE_DAY, label or f"last {count} days")
