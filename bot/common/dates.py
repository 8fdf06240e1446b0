"""Days as people write them: `friday`, `31 Dec`, `eoq`, `in 2 weeks`, `2026-12-31`; and back again.

A date is read in one way or not at all: `12/11/2026` is asked back. What is past is refused.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, time, timedelta

from bot.common.errors import BadInput
from bot.common.periods import months_later
from bot.common.text import excerpt

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FIRST_HALF = ("January", "February", "March", "April", "May", "June")
MONTHS = (*_FIRST_HALF, "July", "August", "September", "October", "November", "December")
# Whatever is reckoned from a day in them, such as the fiscal year after it, is a day as well.
YEARS = range(1900, 2200)
_SHORTEST_NAME = 3
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_HOW = "Write it as 2026-12-31, 31 Dec, friday, eom, eoq or in 2 weeks."
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_NUMBERS = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_LIKE_NUMBERS = re.compile(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}")
_DAY_MONTH = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?\.? (?:of )?([a-z]+)\.?,?(?: ([0-9]{4}))?")
_MONTH_DAY = re.compile(r"([a-z]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,?(?: ([0-9]{4}))?")
_WITH_WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? (?=[0-9]|[a-z]+ [0-9])")
_LATER = re.compile(r"in ([0-9]{1,3}) (day|week|month)s?")
_WEEKDAY = re.compile(r"(this |on |next )?([a-z]+)")


def _last_of_months(length: int) -> Callable[[date], date]:
    def last(today: date) -> date:
        first = months_later(today, length - (today.month - 1) % length)
        return first - timedelta(days=1)

    return last


_NAMED: dict[str, Callable[[date], date]] = {
    "today": lambda today: today,
    "tomorrow": lambda today: today + timedelta(days=1),
    "eow": lambda today: today + timedelta(days=(4 - today.weekday()) % 7),
    "eom": _last_of_months(1),
    "eoq": _last_of_months(3),
    "eoy": _last_of_months(12),
}
_LONG_NAMES = {"week": "eow", "month": "eom", "quarter": "eoq", "year": "eoy"}


def parse_day(text: str, today: date, field: str | None = None) -> date:
    """The day that somebody meant, today or later; `eow` is a Friday. `today` is the writer's local day.

    BadInput with this field: no day, a past or far one, or one of two readings; the sentence shows the text.
    """
    day = find_day(text, today, field)
    if day is None:
        typed = excerpt(" ".join(text.split()))
        raise BadInput(f"“{typed}” is not a day that I can read. {_HOW}", field=field)
    return day


def find_day(text: str, today: date, field: str | None = None) -> date | None:
    """The day that somebody meant, today or later; None for what is no day.

    BadInput with this field: a day that is past or beyond YEARS, or one of two readings.
    """
    typed = " ".join(text.split())
    try:
        day = _near(_read(typed.lower(), today, typed, field), typed, field)
    except (ValueError, OverflowError):
        return None
    if day is not None and day < today:
        raise BadInput(f"“{typed}” is past ({write_day(day, today)}): choose today or later.", field=field)
    return day


def find_past_day(text: str, today: date, field: str | None = None) -> date | None:
    """The newest day up to `today` that somebody meant: `1 Sep`, `friday`, `yesterday`, `2026-09-01`.

    None for what is no such day; BadInput with this field for one of two readings, or beyond YEARS.
    """
    typed = " ".join(text.split())
    if typed.lower() == "yesterday":
        return today - timedelta(days=1)
    for back in _looks_back(typed.lower()):
        try:
            day = _near(_read(typed.lower(), today - back, typed, field), typed, field)
        except (ValueError, OverflowError):
            return None
        if day is not None and day <= today:
            return day
    return None


def near_year(year: int, typed: str, field: str | None = None) -> int:
    """Refuses what lies outside YEARS, so that fiscal years around it can be reckoned; else hands it back.

    BadInput with this field: its sentence quotes `typed`.
    """
    if year not in YEARS:
        shown = excerpt(typed)
        raise BadInput(
            f"“{shown}” is too far away: write a year from {YEARS[0]} to {YEARS[-1]}.", field=field
        )
    return year


def _near(day: date | None, typed: str, field: str | None) -> date | None:
    if day is not None:
        near_year(day.year, typed, field)
    return day


def _looks_back(words: str) -> list[timedelta]:
    """How far before today such words are read forward from: a week, a year, or four for 29 February."""
    if weekday_named(words) is not None:
        days = [0, 6]
    elif _DAY_MONTH.fullmatch(words) or _MONTH_DAY.fullmatch(words):
        days = [0, 364, 365, 1461]
    else:
        days = [0]
    return [timedelta(days=back) for back in days]


def looks_like_a_day(text: str) -> bool:
    """Whether the text is meant as a day, even if there is none such: `31 Feb`, `2026-13-01`."""
    match = _LIKE_NUMBERS.fullmatch(text) or _DAY_MONTH.fullmatch(text.lower())
    return match is not None and (match.re is _LIKE_NUMBERS or _index(match[2], MONTHS) is not None)


def _read(words: str, today: date, typed: str, field: str | None) -> date | None:
    if match := _ISO.fullmatch(words):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(words):
        return _numbers(int(match[1]), int(match[2]), int(match[3]), typed, field)
    words = _WITH_WEEKDAY.sub("", words)
    if match := _DAY_MONTH.fullmatch(words):
        return _of_month(int(match[1]), match[2], match[3], today)
    if match := _MONTH_DAY.fullmatch(words):
        return _of_month(int(match[2]), match[1], match[3], today)
    if match := _LATER.fullmatch(words):
        return _later(int(match[1]), match[2], today)
    return _by_name(words, today)


def _numbers(first: int, second: int, year: int, typed: str, field: str | None) -> date | None:
    readings = {
        date(year, month, day)
        for day, month in ((first, second), (second, first))
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    }
    if len(readings) == 2:
        one, other = sorted(readings)
        raise BadInput(f"“{typed}” can be {one} or {other}: write the one you mean like that.", field=field)
    return next(iter(readings), None)


def _of_month(day: int, name: str, year: str | None, today: date) -> date | None:
    month = _index(name, MONTHS)
    if month is None:
        return None
    if year:
        return date(int(year), month + 1, day)
    # No year: the next such day; 29 Feb may be some years away.
    years = range(today.year, today.year + 9)
    known = (date(y, month + 1, day) for y in years if day <= monthrange(y, month + 1)[1])
    return next((found for found in known if found >= today), None)


def _later(count: int, unit: str, today: date) -> date:
    if unit != "month":
        return today + timedelta(days=count * (7 if unit == "week" else 1))
    first = months_later(today, count)
    return first.replace(day=min(today.day, monthrange(first.year, first.month)[1]))


def _by_name(words: str, today: date) -> date | None:
    end_of = re.fullmatch(r"(?:the )?end of (?:the |this )?(week|month|quarter|year)", words)
    named = _NAMED.get(_LONG_NAMES[end_of[1]] if end_of else words)
    if named:
        return named(today)
    match = _WEEKDAY.fullmatch(words)
    weekday = _index(match[2], WEEKDAYS) if match else None
    if match is None or weekday is None:
        return None
    if (match[1] or "").strip() == "next":
        return today + timedelta(days=7 - today.weekday() + weekday)
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _index(name: str, names: tuple[str, ...]) -> int | None:
    if len(name) < _SHORTEST_NAME:
        return None
    return next((number for number, full in enumerate(names) if full.lower().startswith(name)), None)


def weekday_named(name: str) -> int | None:
    """0 for Monday to 6, whole or from three letters on ("mon"), case ignored; None for other words."""
    return _index(name.strip().lower(), WEEKDAYS)


def parse_time(text: str | None, field: str) -> time:
    """Time of the day of a form's "09:00". BadInput with this field: anything else, or None."""
    if text is None or not _TIME.fullmatch(text):
        raise BadInput("Choose a time of the day, such as 09:00.", field=field)
    return time.fromisoformat(text)


def write_day(day: date, today: date) -> str:
    """A day as people read it: `Fri 31 Dec`, with its year when it is not that of `today`."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}{year}"
