"""Days as files write them: in one format a column, with or without a time and its zone. Pure."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.common.errors import BadInput
from bot.features.imports.rules.month_names import month_called

# Years that a source can mean: any other is a typing error, or stands for "never".
YEARS = range(1970, 2200)
ISO, DAY_FIRST, MONTH_FIRST = "2026-12-31", "31/12/2026", "12/31/2026"
FORMATS = (ISO, DAY_FIRST, MONTH_FIRST)
# A spreadsheet's own number of a day, where the whole column is such.
SERIAL = "days since 1900"
# How moments are read: as the local day, as the day that is written, or the one that begins nearest.
MOMENTS, WRITTEN = "moments in our time zone", "days as written"
NEAREST = "days, each from its nearest midnight"
_TIME = (
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    r"(?:\s?(?P<half>[AaPp])\.?[Mm]\.?)?(?:\s?(?P<zone>Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?))?"
)
_WHOLE = re.compile(rf"(?P<day>.+?)(?:(?:T|,?\s+){_TIME})?")
_ISO = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_NUMBERS = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_MILLISECONDS = re.compile(r"[0-9]{12,13}")
_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]{1,12})?")
_SERIALS, _SERIAL_ZERO = range(20_000, 80_001), date(1899, 12, 30)
_ORDINAL, _OF = r"(?:st|nd|rd|th|er|º|°)?", r"(?:de\s+)?"
_DAY_MONTH = re.compile(
    rf"([0-9]{{1,2}}){_ORDINAL}[-\s./]+{_OF}([^\W\d_]{{3,10}})[-\s.,/]+{_OF}([0-9]{{4}}|[0-9]{{2}})"
)
_MONTH_DAY = re.compile(rf"([^\W\d_]{{3,10}})\.?\s+([0-9]{{1,2}}){_ORDINAL},?\s+([0-9]{{4}})")
_JAPANESE = re.compile(r"([0-9]{4})年\s?([0-9]{1,2})月\s?([0-9]{1,2})日")
_PIVOT = 70
_LONGEST, _LONGEST_SHOWN = 60, 40


def date_formats(text: str) -> frozenset[str]:
    """The formats in which this text is a day; empty where it is none.

    A day that begins with its year or names its month is one in all of them.
    """
    return frozenset(each for each in FORMATS if _instant(text.strip(), each) is not None)


def read_day(text: str, format_: str, zone: ZoneInfo, times: str = MOMENTS) -> date:
    """Day of a text in this format; `times` tells how one that names a zone of its own is read.

    BadInput: it is none, or its year cannot be meant.
    """
    typed = text.strip()
    moment = _instant(typed, format_)
    if moment is None:
        raise BadInput(f"“{typed[:_LONGEST_SHOWN]}” is no day written as {format_}")
    checked_day(moment.date())
    return checked_day(day_of(moment, times, zone) if moment.tzinfo else moment.date())


def day_of(moment: datetime, times: str, zone: ZoneInfo) -> date:
    """Day of a moment that names its zone: MOMENTS, WRITTEN or NEAREST."""
    if times == WRITTEN:
        return moment.date()
    if times == NEAREST:
        return (moment.astimezone(UTC) + timedelta(hours=12)).date()
    return moment.astimezone(zone).date()


def read_moment(text: str) -> datetime | None:
    """Moment of a text that names its zone, in whatever format; None for all others."""
    typed = text.strip()
    found = (_instant(typed, each) for each in FORMATS)
    return next((each for each in found if each is not None and each.tzinfo and each.year in YEARS), None)


def is_serial(text: str) -> bool:
    """Whether this can be a spreadsheet's own number of a day."""
    match = _SERIAL.fullmatch(text.strip())
    return match is not None and int(match[1]) in _SERIALS


def read_instant(text: str, format_: str, zone: ZoneInfo) -> datetime | None:
    """Moment of a text in this format, in `zone` where it names none; None for a day alone, or no day."""
    typed = text.strip()
    moment = _instant(typed, format_)
    match = _WHOLE.fullmatch(typed) if moment is not None else None
    has_time = match is not None and (match["hour"] or _MILLISECONDS.fullmatch(typed))
    if moment is None or not has_time or moment.year not in YEARS:
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
    if _MILLISECONDS.fullmatch(typed):
        return datetime.fromtimestamp(int(typed) / 1000, UTC)
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
        return UTC
    digits = written[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if written[0] == "-" else offset)


def _day(typed: str, format_: str) -> date | None:
    if match := _ISO.fullmatch(typed):
        return _date(match[1], int(match[3]), match[4])
    if match := _COMPACT.fullmatch(typed) or _JAPANESE.fullmatch(typed):
        return _date(match[1], int(match[2]), match[3])
    if match := _DAY_MONTH.fullmatch(typed):
        return _date(match[3], month_called(match[2]), match[1])
    if match := _MONTH_DAY.fullmatch(typed):
        return _date(match[3], month_called(match[1]), match[2])
    if format_ == SERIAL:
        return _SERIAL_ZERO + timedelta(days=int(float(typed))) if is_serial(typed) else None
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
        return date(full, month, int(day))
    except ValueError:
        return None
