"""Days as people write them: `friday`, `31 Dec`, `eoq`, `in 2 weeks`, `2026-12-31`; and back again.

A date is read in one way or not at all: `12/11/2026` is asked back. What is past is refused.
"""

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.common.date_ranges import months_later, short_day
from bot.common.day_words import MONTHS, WEEKDAYS, day_named, index_of, is_about_time, past_day_named
from bot.common.errors import BadInput
from bot.common.locales import DEFAULT_LOCALE, Locale
from bot.common.text import excerpt

# Whatever is reckoned from a day in them, such as the fiscal year after it, is a day as well.
YEARS = range(1900, 2200)
# A day and month that are next to come within this time: last year's is hardly meant.
_SOON = timedelta(days=60)
# A day within half a year is known without its year.
_NEAR = timedelta(days=183)
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_HOW = "Write it as 2026-12-31, 31 Dec, friday, eom, eoq or in 2 weeks."
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_NUMBERS = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_LIKE_NUMBERS = re.compile(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}")
_SHORT = re.compile(r"(?:the )?([0-9]{1,2})[-/.]([0-9]{1,2})[.!]?", re.IGNORECASE)
_DAY_MONTH = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?\.? (?:of )?([a-z]+)\.?,?(?: ([0-9]{4}))?")
_MONTH_DAY = re.compile(r"([a-z]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,?(?: ([0-9]{4}))?")
_WITH_WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? (?=[0-9]|[a-z]+ [0-9])")
_LATER = re.compile(r"in ([0-9]{1,3}|an?|one|two|three|four|five|six) (day|week|month)s?")
_WHOLE = re.compile(r"next (?:week|month|quarter|year)|[0-9]{4}")
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def parse_day(text: str, today: date, field: str | None = None, locale: Locale = DEFAULT_LOCALE) -> date:
    """The day that somebody meant, today or later; `eow` is the last working day of the week.

    `today` is the writer's local day. BadInput with this field: no day, a past or far one, or one of two
    readings; the sentence shows the text.
    """
    day = find_day(text, today, field, locale)
    if day is None:
        raise BadInput(_no_day(" ".join(text.split())), field=field)
    return day


def find_day(
    text: str, today: date, field: str | None = None, locale: Locale = DEFAULT_LOCALE
) -> date | None:
    """The day that somebody meant, today or later; None for what is no day.

    BadInput with this field: a day that is past or beyond YEARS, or one of two readings.
    """
    typed = " ".join(text.split())
    words = typed.lower()
    try:
        day = _near(_read(words, today, typed, field, locale), typed, field)
        day = day or past_day_named(words, today, locale)
    except (ValueError, OverflowError):
        return None
    if day is not None and day < today:
        raise BadInput(f"“{typed}” is past ({write_day(day, today)}): choose today or later.", field=field)
    return day


def find_past_day(
    text: str, today: date, field: str | None = None, locale: Locale = DEFAULT_LOCALE
) -> date | None:
    """The newest day up to `today` that somebody meant: `1 Sep`, `friday`, `last friday`, `2026-09-01`.

    None for what is no such day; BadInput with this field for one of two readings, or beyond YEARS.
    """
    typed = " ".join(text.split())
    words = typed.lower()
    try:
        if (past := past_day_named(words, today, locale)) is not None:
            return past
        for back in _looks_back(words):
            day = _near(_read(words, today - back, typed, field, locale), typed, field)
            if day is not None and day <= today:
                return day
    except (ValueError, OverflowError):
        return None
    return None


def find_booked_day(
    text: str, today: date, field: str | None = None, locale: Locale = DEFAULT_LOCALE
) -> date | None:
    """As `find_past_day`, for a day on which something is stored, which nobody looks at again.

    BadInput besides: a day and month without a year that are ahead, but soon; last year's needs its year.
    """
    day = find_past_day(text, today, field, locale)
    typed = " ".join(text.split())
    match = _DAY_MONTH.fullmatch(typed.lower()) or _MONTH_DAY.fullmatch(typed.lower())
    if day and match and not match[3]:
        ahead = find_day(typed, today, field, locale)
        if ahead and day < today and ahead - today <= _SOON:
            sentence = (
                f"“{typed}” is ahead of {write_day(today, today)}: if you mean {day}, write it like that."
            )
            raise BadInput(sentence, field=field)
    return day


def sounds_like_a_day(text: str) -> bool:
    """Whether the text begins as a day does, so that it is read or refused, but never a part of a name."""
    return looks_like_a_day(text) or is_about_time(text.lower())


def is_short_day(text: str) -> bool:
    """Whether the text may be meant as day and month in digits alone: `31/04`, `12.11.`; never read as a day.

    So may `24/7` and `1/2`: it is a day only where nothing else can stand.
    """
    return bool(_SHORT.fullmatch(text))


def why_no_short_day(text: str, how: str = _HOW) -> str:
    """The sentence that refuses what `is_short_day` tells, with the days that it may be, else with `how`."""
    shown = excerpt(text)
    found = _SHORT.fullmatch(text)
    pair = (int(found[1]), int(found[2])) if found else (0, 0)
    days = [
        f"{day} {MONTHS[month - 1][:3]}"
        for day, month in dict.fromkeys((pair, pair[::-1]))
        if 1 <= month <= 12 and 1 <= day <= monthrange(2000, month)[1]
    ]
    if len(days) == 2:
        return f"“{shown}” can be {days[0]} or {days[1]}: write the one you mean like that."
    return f"“{shown}” is not a day that I can read. {f'Write it as {days[0]}.' if days else how}"


def _no_day(typed: str) -> str:
    """The sentence for words that are no day: one that does not exist, a whole year, or simply none."""
    words, shown = typed.lower(), excerpt(typed)
    if is_short_day(words):
        return why_no_short_day(typed)
    match = _DAY_MONTH.fullmatch(words) or _MONTH_DAY.fullmatch(words)
    if match:
        name, day = (match[2], int(match[1])) if match.re is _DAY_MONTH else (match[1], int(match[2]))
        month = index_of(name, MONTHS)
        if month is not None:
            most = monthrange(int(match[3]) if match[3] and int(match[3]) else 2000, month + 1)[1]
            of_year = f" {match[3]}" if match[3] else ""
            if day > most:
                return f"“{shown}” is not a day: {MONTHS[month]}{of_year} has {most}. {_HOW}"
    if _WHOLE.fullmatch(words) or index_of(words, MONTHS) is not None:
        return f"“{shown}” is not a day but many: write its last one, or another. {_HOW}"
    return f"“{shown}” is not a day that I can read. {_HOW}"


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
    if _LIKE_NUMBERS.fullmatch(text):
        return True
    match = _DAY_MONTH.fullmatch(text.lower()) or _MONTH_DAY.fullmatch(text.lower())
    name = match and match[2 if match.re is _DAY_MONTH else 1]
    return bool(name) and index_of(name or "", MONTHS) is not None


def _read(words: str, today: date, typed: str, field: str | None, locale: Locale) -> date | None:
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
        return _later(_COUNTS.get(match[1]) or int(match[1]), match[2], today)
    return day_named(words, today, locale)


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
    month = index_of(name, MONTHS)
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


def weekday_named(name: str) -> int | None:
    """0 for Monday to 6, whole or from three letters on ("mon"), case ignored; None for other words."""
    return index_of(name.strip().lower(), WEEKDAYS)


def parse_time(text: str | None, field: str) -> time:
    """Time of the day of a form's "09:00". BadInput with this field: anything else, or None."""
    if text is None or not _TIME.fullmatch(text):
        raise BadInput("Choose a time of the day, such as 09:00.", field=field)
    return time.fromisoformat(text)


def write_day(day: date, today: date) -> str:
    """A day as people read it: `Fri 8 Jan`, with its year where that is over six months from `today`."""
    year = f" {day.year}" if abs(day - today) > _NEAR else ""
    return f"{WEEKDAYS[day.weekday()][:3]} {short_day(day)}{year}"


def write_days(first: date, last: date, today: date) -> str:
    """The days of a period: `1 Oct to 31 Dec`, with years where an end is over six months from `today`."""
    is_near = max(abs(first - today), abs(last - today)) <= _NEAR
    return " to ".join(short_day(day) if is_near else f"{short_day(day)} {day.year}" for day in (first, last))


def write_time(at: time) -> str:
    """A time of the day as people read it: `9:00`, of 24 hours."""
    return f"{at.hour}:{at.minute:02}"


def write_moment(at: datetime, zone: ZoneInfo, now: datetime) -> str:
    """An instant as people in a zone read it: `Fri 8 Jan 9:00`, with its year as in `write_day`."""
    local = at.astimezone(zone)
    return f"{write_day(local.date(), now.astimezone(zone).date())} {write_time(local.time())}"
