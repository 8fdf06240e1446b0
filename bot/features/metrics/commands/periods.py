"""Periods as people type them: `this quarter`, `Q3`, `last month`, `since 1 Sep`, `August 2026`; pure."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from bot.common.date_ranges import ONE_DAY, DateRange, Fiscal, days_until, short_day
from bot.common.dates import find_past_day, near_year
from bot.common.day_words import MONTHS

EXAMPLES = "this week, last month, Q3, Q3 2026, August, 2026, last 30 days, since 1 Sep, 1 Jul to 14 Aug"
_QUARTER = re.compile(r"q([1-4])(?: (?:fy)?([0-9]{4}))?")
_YEAR = re.compile(r"(?:fy)?(2[0-9]{3})")
_MONTH = re.compile(r"([a-z]{3,9})(?: ([0-9]{4}))?")
_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_LAST = re.compile(r"last ([0-9]{1,3}) (day|week)s?")
_SINCE = re.compile(r"(?:since|from) (.+)")
_RANGE = re.compile(r"(?:from )?(.+?) (?:to|until|till|-|–) (.+)")
_WORDS_AT_MOST = 8


def split_period(text: str, today: date, fiscal: Fiscal) -> tuple[str, DateRange | None]:
    """The words before the period at their end, and that period (the longest that fits); None without one."""
    words = text.split()
    for start in range(max(0, len(words) - _WORDS_AT_MOST), len(words)):
        span = find_span(" ".join(words[start:]), today, fiscal)
        if span is not None:
            return " ".join(words[:start]), span
    return " ".join(words), None


def find_span(text: str, today: date, fiscal: Fiscal) -> DateRange | None:
    """The period that these words name in the fiscal calendar; None when they name none.

    BadInput: a day or year that is far away, or a day that can be read in two ways.
    """
    words = " ".join(text.lower().split())
    for read in (_named, _quarter, _year, _month, _iso_month, _last_days, _range, _since):
        span = read(words, today, fiscal)
        if span is not None:
            return span
    return None


def _named(words: str, today: date, fiscal: Fiscal) -> DateRange | None:
    cuts: dict[str, Callable[[date], DateRange]] = {
        "week": fiscal.week_of,
        "month": fiscal.month_of,
        "quarter": fiscal.quarter_of,
        "year": fiscal.year_of,
    }
    if words == "today":
        return DateRange(today, today + ONE_DAY, "today")
    if words == "yesterday":
        return DateRange(today - ONE_DAY, today, "yesterday")
    which, _, unit = words.rpartition(" ")
    if unit not in cuts or which not in ("this", "last", ""):
        return None
    present = cuts[unit](today)
    return cuts[unit](present.start - ONE_DAY) if which == "last" else present


def _quarter(words: str, today: date, fiscal: Fiscal) -> DateRange | None:
    match = _QUARTER.fullmatch(words)
    if match is None:
        return None
    number = int(match[1]) - 1
    if match[2]:
        return fiscal.quarters(near_year(int(match[2]), words))[number]
    year = fiscal.number_of(today)
    span = fiscal.quarters(year)[number]
    # Without a year: the latest such quarter that has begun.
    return span if span.start <= today else fiscal.quarters(year - 1)[number]


def _year(words: str, today: date, fiscal: Fiscal) -> DateRange | None:
    match = _YEAR.fullmatch(words)
    return fiscal.year(near_year(int(match[1]), words)) if match else None


def _month(words: str, today: date, fiscal: Fiscal) -> DateRange | None:
    match = _MONTH.fullmatch(words)
    if match is None:
        return None
    month = next((n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(match[1])), None)
    if month is None:
        return None
    year = near_year(int(match[2]), words) if match[2] else fiscal.newest_year(month, today)
    return fiscal.month_named(year, month)


def _iso_month(words: str, today: date, fiscal: Fiscal) -> DateRange | None:
    match = _ISO_MONTH.fullmatch(words)
    if match is None or not 1 <= int(match[2]) <= len(MONTHS):
        return None
    return fiscal.month_named(near_year(int(match[1]), words), int(match[2]))


def _last_days(words: str, today: date, fiscal: Fiscal) -> DateRange | None:
    match = _LAST.fullmatch(words)
    if match is None or int(match[1]) == 0:
        return None
    count = int(match[1]) * (7 if match[2] == "week" else 1)
    return days_until(today, count, words)


def _since(words: str, today: date, fiscal: Fiscal) -> DateRange | None:
    match = _SINCE.fullmatch(words)
    day = find_past_day(match[1], today) if match else None
    return DateRange(day, today + ONE_DAY, f"since {_dated(day)}") if day else None


def _range(words: str, today: date, fiscal: Fiscal) -> DateRange | None:
    match = _RANGE.fullmatch(words)
    if match is None:
        return None
    last = find_past_day(match[2], today)
    first = find_past_day(match[1], last) if last else None
    if first is None or last is None:
        return None
    return DateRange(first, last + timedelta(days=1), f"{_dated(first)} to {_dated(last)}")


def _dated(day: date) -> str:
    return f"{short_day(day)} {day.year}"
