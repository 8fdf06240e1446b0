"""Months and quarters as files name them: `Jan 2026`, `2026-01`, `Q1 2026`, `FY26 Q1`. Pure."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.common.date_ranges import DateRange, Fiscal
from bot.common.errors import BadInput
from bot.features.imports.rules.days import DAY_FIRST, MONTH_FIRST, YEARS, read_day
from bot.features.imports.rules.month_names import month_called

_YEAR = r"(?:fy\s*)?['’]?(?P<year>[0-9]{4}|[0-9]{2})"
_GAP = r"[\s\-/.,_]*"
_QUARTERS = (
    re.compile(rf"q(?P<number>[1-4]){_GAP}{_YEAR}"),
    re.compile(rf"{_YEAR}{_GAP}q(?P<number>[1-4])"),
)
_MONTHS = (
    re.compile(rf"(?P<word>[^\W\d_]{{3,12}}|[0-9]{{1,2}}月)\.?{_GAP}{_YEAR}"),
    re.compile(rf"{_YEAR}年?{_GAP}(?P<word>[^\W\d_]{{3,12}}|[0-9]{{1,2}}月)\.?"),
    re.compile(r"(?P<year>[0-9]{4})[-/.](?P<number>0?[1-9]|1[0-2])"),
    re.compile(r"(?P<number>0?[1-9]|1[0-2])[-/.](?P<year>[0-9]{4})"),
)
_BARE_QUARTER, _BARE_YEAR = re.compile(r"q([1-4])"), re.compile(r"(?:fy\s*)?([0-9]{4})")
_CENTURY = 2000
_LONGEST, _LONGEST_SHOWN = 40, 40
_UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class NamedPeriod:
    """A month (1 to 12) or a quarter (1 to 4) of a year; quarters are those of the fiscal year."""

    year: int
    month: int = 0
    quarter: int = 0

    def days(self, fiscal: Fiscal) -> DateRange:
        """The days of it in this fiscal calendar; a fiscal month is the one of that name."""
        if self.quarter:
            return fiscal.quarters(self.year)[self.quarter - 1]
        return fiscal.month_named(self.year, self.month)


def named_period(text: str, year: str = "") -> NamedPeriod | None:
    """The period of this text; None where it is none. `year`: that of a text which names none."""
    words = text.strip().casefold()[: _LONGEST + 1]
    if len(words) > _LONGEST:
        return None
    for pattern in _QUARTERS:
        if match := pattern.fullmatch(words):
            return _checked(NamedPeriod(_full(match["year"]), quarter=int(match["number"])))
    for pattern in _MONTHS:
        if match := pattern.fullmatch(words):
            parts = match.groupdict()
            month = int(parts["number"]) if "number" in parts else month_called(parts["word"])
            return _checked(NamedPeriod(_full(parts["year"]), month=month)) if month else None
    return _without_year(words, year)


def _without_year(words: str, year: str) -> NamedPeriod | None:
    named = _BARE_YEAR.fullmatch(year.strip().casefold())
    if named is None:
        return None
    if match := _BARE_QUARTER.fullmatch(words):
        return _checked(NamedPeriod(int(named[1]), quarter=int(match[1])))
    month = int(words) if words.isascii() and words.isdigit() else month_called(words.rstrip("."))
    return _checked(NamedPeriod(int(named[1]), month=month)) if 1 <= month <= 12 else None


def read_period(cell: str | date | Decimal, year: str = "") -> NamedPeriod:
    """The period of a cell: a name, or the first day of a month. BadInput: it is none."""
    if isinstance(cell, date):
        return NamedPeriod(cell.year, month=cell.month)
    text = cell if isinstance(cell, str) else f"{cell:f}"
    found = named_period(text, year) or _first_day(text)
    if found is None:
        raise BadInput(f"“{text[:_LONGEST_SHOWN]}” is no month or quarter such as Jan 2026 or Q1 2026")
    return found


def _first_day(text: str) -> NamedPeriod | None:
    days = set()
    for format_ in (DAY_FIRST, MONTH_FIRST):
        try:
            days.add(read_day(text, format_, _UTC))
        except BadInput:
            continue
    first = [day for day in days if day.day == 1]
    return NamedPeriod(first[0].year, month=first[0].month) if len(first) == 1 else None


def _full(year: str) -> int:
    return int(year) + (_CENTURY if len(year) == 2 else 0)


def _checked(period: NamedPeriod) -> NamedPeriod | None:
    return period if period.year in YEARS else None
