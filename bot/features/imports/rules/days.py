"""Days as files write them: in one format a column, with or without a time and its zone. Pure."""

import re
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.common.errors import BadInput

# Years that a source can mean: any other is a typing error, or stands for "never".
YEARS = range(1970, 2200)
ISO, DAY_FIRST, MONTH_FIRST = "2026-12-31", "31/12/2026", "12/31/2026"
FORMATS = (ISO, DAY_FIRST, MONTH_FIRST)
_TIME = (
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    r"(?:\s?(?P<half>[AaPp])\.?[Mm]\.?)?(?:\s?(?P<zone>Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?))?"
)
_WHOLE = re.compile(rf"(?P<day>.+?)(?:(?:T|,?\s+){_TIME})?")
_ISO = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_NUMBERS = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_DAY_MONTH = re.compile(r"([0-9]{1,2})[-\s./]+([A-Za-z]{3,9})[-\s.,/]+([0-9]{4}|[0-9]{2})")
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.?\s+([0-9]{1,2}),?\s+([0-9]{4})")
_SHORT = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG = ("uary", "ruary", "ch", "il", "", "e", "y", "ust", "tember", "ober", "ember", "ember")
_MONTHS = {
    name: number
    for number, (short, rest) in enumerate(zip(_SHORT, _LONG, strict=True), 1)
    for name in (short, short + rest)
} | {"sept": 9}
_PIVOT = 70
_LONGEST, _LONGEST_SHOWN = 60, 40


def date_formats(text: str) -> frozenset[str]:
    """The formats in which this text is a day; empty where it is none.

    A day that begins with its year or names its month is one in all of them.
    """
    return frozenset(each for each in FORMATS if _instant(text.strip(), each) is not None)


def read_day(text: str, format_: str, zone: ZoneInfo) -> date:
    """Day of a text in this format; an instant with its own zone gives the local day in `zone`.

    BadInput: it is none.
    """
    typed = text.strip()
    moment = _instant(typed, format_)
    if moment is None:
        raise BadInput(f"“{typed[:_LONGEST_SHOWN]}” is no day written as {format_}")
    return checked_day(moment.astimezone(zone).date() if moment.tzinfo else moment.date())


def read_instant(text: str, format_: str, zone: ZoneInfo) -> datetime | None:
    """Moment of a text in this format, in `zone` where it names none; None for a day alone, or no day."""
    typed = text.strip()
    moment = _instant(typed, format_)
    match = _WHOLE.fullmatch(typed) if moment is not None else None
    if moment is None or match is None or not match["hour"]:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def checked_day(day: date) -> date:
    """Gives the day back. BadInput: its year is before 1970 or after 2199."""
    if day.year not in YEARS:
        raise BadInput(f"The year {day.year} cannot be meant: {YEARS[0]} to {YEARS[-1]} can")
    return day


@lru_cache(maxsize=4096)
def _instant(typed: str, format_: str) -> datetime | None:
    """Moment of a text, aware only where it names a zone; None for no day. Cached: days repeat in a file."""
    match = _WHOLE.fullmatch(typed) if len(typed) <= _LONGEST else None
    day = _day(match["day"], format_) if match else None
    if match is None or day is None:
        return None
    try:
        return datetime.combine(day, _time(match) if match["hour"] else time())
    except ValueError:
        return None


def _time(match: re.Match[str]) -> time:
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            raise ValueError("no hour of half a day")
        hour = hour % 12 + (12 if match["half"] in "Pp" else 0)
    return time(hour, int(match["minute"]), int(match["second"] or 0), tzinfo=_zone(match["zone"]))


def _zone(written: str | None) -> timezone | None:
    if written is None:
        return None
    if written[0] not in "+-":
        return timezone.utc  # noqa: UP017 - the type is that of the other offsets
    digits = written[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if written[0] == "-" else offset)


def _day(typed: str, format_: str) -> date | None:
    if match := _ISO.fullmatch(typed):
        return _date(match[1], int(match[3]), match[4])
    if match := _DAY_MONTH.fullmatch(typed):
        return _date(match[3], _MONTHS.get(match[2].lower(), 0), match[1])
    if match := _MONTH_DAY.fullmatch(typed):
        return _date(match[3], _MONTHS.get(match[1].lower(), 0), match[2])
    match = _NUMBERS.fullmatch(typed)
    if match is None or format_ == ISO:
        return None
    day, month = (match[1], match[3]) if format_ == DAY_FIRST else (match[3], match[1])
    return _date(match[4], int(month), day)


def _date(year: str, month: int, day: str) -> date | None:
    full = int(year)
    if len(year) == 2:
        full += 2000 if full < _PIVOT else 1900
    try:
        return date(full, month, int(day)) if full in YEARS else None
    except ValueError:
        return None
