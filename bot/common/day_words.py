"""Days that are named by words: `friday`, `eow`, `end of next month`, `Q4`, `last friday`; pure.

Ends of months, quarters and years are those of the fiscal calendar; a week ends on its last working day.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.locales import Locale

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FIRST_HALF = ("January", "February", "March", "April", "May", "June")
MONTHS = (*_FIRST_HALF, "July", "August", "September", "October", "November", "December")
_SHORTEST_NAME = 3
_WEEK = timedelta(weeks=1)
_SHORT_ENDS = {"eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year"}
_END = re.compile(
    r"(?:the )?end of (?:the |this |(next ))?(week|month|quarter|year)|this (week|month|quarter|year)"
)
_PART = re.compile(
    r"(?:(?:the )?end of )?(q[1-4]|h[12])(?: (?:of )?(?:fy)?([0-9]{4}|[0-9]{2}))?|fy ?([0-9]{4}|[0-9]{2})"
)
_END_OF_MONTH = re.compile(r"(?:the )?end of ([a-z]{3,9})(?: ([0-9]{4}))?")
_TODAY = frozenset({"today", "eod", "end of day", "end of the day", "tonight", "cob", "eob"})
_WEEKDAY = re.compile(r"(this |on |next )?([a-z]+)")
_WEEK_AFTER = re.compile(r"([a-z]+) week")
_WEEK_NUMBER = re.compile(r"(?:kw|cw|wk)\.? ?[0-9]{1,2}(?![^\s,.;])")
_AGO = re.compile(r"(an?|[0-9]{1,3}) (day|week|month)s? ago")
_LAST = re.compile(r"(?:last|previous|past) ([a-z]+)")
_UNITS = ("day", "week", "month", "quarter", "year")
_LEADING = "a about an around early end in last late mid middle next of past previous the this"
_LEAD = frozenset(_LEADING.split())
_NAMED = "yesterday today tomorrow tonight eod eob cob asap soon now christmas easter noon eow eom eoq eoy"
_TIMES = frozenset(_NAMED.split())


def day_named(words: str, today: date, locale: Locale) -> date | None:
    """The day of these lower-case words, today or later; None for other words."""
    if words in _TODAY:
        return today
    if words == "tomorrow":
        return today + ONE_DAY
    return _end_named(words, today, locale) or _weekday(words, today)


def past_day_named(words: str, today: date, locale: Locale) -> date | None:
    """The day before today of `yesterday`, `last friday`, `3 days ago`, `last quarter` (its last day).

    None for other words.
    """
    if words == "yesterday":
        return today - ONE_DAY
    if ago := _AGO.fullmatch(words):
        count = 1 if ago[1].startswith("a") else int(ago[1])
        days = {"day": 1, "week": 7, "month": 30}[ago[2]]
        return today - timedelta(days=count * days) if count else None
    last = _LAST.fullmatch(words)
    if last is None:
        return None
    weekday = index_of(last[1], WEEKDAYS)
    if weekday is not None:
        return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    if last[1] == "week":
        return today - timedelta(days=today.weekday() + 1)
    cut = _cuts(locale).get(last[1])
    return cut(today).start - ONE_DAY if cut else None


def is_about_time(words: str) -> bool:
    """Whether lower-case words begin as a day does (`last ...`, `feb`, `q4`, `31/2`), read or not.

    `10% this quarter` does not.
    """
    if _WEEK_NUMBER.match(words):
        return True
    for word in re.findall(r"[^\s,.;]+", words)[:4]:
        bare = re.sub(r"(?<=[0-9])(?:st|nd|rd|th)$", "", word)
        if word in _TIMES or word.rstrip("s") in _UNITS or re.fullmatch(r"q[1-4]|h[12]|fy[0-9]+", word):
            return True
        if _is_name(word) or re.fullmatch(r"[0-9]{1,4}[-/][0-9]{1,2}[-/][0-9]{1,4}|[12][0-9]{3}", bare):
            return True
        if bare != word:  # "the 5th" is a day, "5th place" is none, which its next word tells.
            rest = words.partition(word)[2].split()
            return not rest or _is_name(rest[0]) or rest[0] == "of"
        if word not in _LEAD:
            return False
    return False


def _is_name(word: str) -> bool:
    return index_of(word, WEEKDAYS) is not None or index_of(word, MONTHS) is not None


def index_of(name: str, names: tuple[str, ...]) -> int | None:
    """Place of a lower-case name, whole or from three letters on; None for other words."""
    if len(name) < _SHORTEST_NAME:
        return None
    return next((number for number, full in enumerate(names) if full.lower().startswith(name)), None)


def last_workday(workdays: frozenset[int]) -> int:
    """The weekday (0 is Monday) with which a working week ends: the one before the longest time off."""

    def off_after(day: int) -> int:
        return next(days for days in range(7) if days == 6 or (day + 1 + days) % 7 in workdays)

    return max(workdays or {4}, key=lambda day: (off_after(day), day))


def _cuts(locale: Locale) -> dict[str, Callable[[date], DateRange]]:
    fiscal = locale.fiscal
    return {"month": fiscal.month_of, "quarter": fiscal.quarter_of, "year": fiscal.year_of}


def _end_named(words: str, today: date, locale: Locale) -> date | None:
    if part := _PART.fullmatch(words):
        return _end_of_part(part[1] or "", part[2] or part[3] or "", today, locale)
    if month := _END_OF_MONTH.fullmatch(words):
        found = index_of(month[1], MONTHS)
        if found is not None:
            return _end_of_month(found + 1, int(month[2]) if month[2] else 0, today, locale)
    end = _END.fullmatch(words)
    unit = _SHORT_ENDS.get(words) or (end and (end[2] or end[3]))
    if not unit:
        return None
    is_next = bool(end and end[1])
    if unit == "week":
        ahead = (last_workday(locale.workdays) - today.weekday()) % 7
        return today + timedelta(days=ahead) + is_next * _WEEK
    cut = _cuts(locale)[unit]
    return cut(cut(today).end).last if is_next else cut(today).last


def _end_of_part(part: str, year: str, today: date, locale: Locale) -> date | None:
    """Last day of a quarter, half or whole of a fiscal year; without a year of the one that ends next."""
    fiscal = locale.fiscal
    number = int(year) + (2000 if len(year) == 2 else 0) if year else fiscal.number_of(today)
    if number not in range(1901, 2199):
        return None
    if not part:
        return fiscal.year(number).last
    quarter = int(part[1]) - 1 if part[0] == "q" else 2 * int(part[1]) - 1
    last = fiscal.quarters(number)[quarter].last
    return last if year or last >= today else fiscal.quarters(number + 1)[quarter].last


def _end_of_month(month: int, year: int, today: date, locale: Locale) -> date | None:
    if year and year not in range(1901, 2199):
        return None
    last = locale.fiscal.month_named(year or today.year, month).last
    return last if year or last >= today else locale.fiscal.month_named(today.year + 1, month).last


def _weekday(words: str, today: date) -> date | None:
    after = _WEEK_AFTER.fullmatch(words)
    if after and (weekday := index_of(after[1], WEEKDAYS)) is not None:
        return today + timedelta(days=(weekday - today.weekday()) % 7) + _WEEK
    match = _WEEKDAY.fullmatch(words)
    weekday = index_of(match[2], WEEKDAYS) if match else None
    if match is None or weekday is None:
        return None
    if (match[1] or "").strip() == "next":
        return today + timedelta(days=7 - today.weekday() + weekday)
    return today + timedelta(days=(weekday - today.weekday()) % 7)
