"""Days, and spans of days, as people write them: "9-13 nov", "first two weeks of november". Pure."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from bot.common.dates import find_past_day
from bot.common.day_words import MONTHS, index_of
from bot.common.errors import BadInput

WEEKDAYS = {
    day: day for day in (["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
SHORT_DAYS = {day[:3]: day for day in WEEKDAYS} | {
    "tues": "tuesday",
    "thur": "thursday",
    "thurs": "thursday",
    "weds": "wednesday",
}
_TO = frozenset({"to", "and", "until", "till", "til", "through", "thru", "up"})
_OPENS = frozenset({"from", "between", "since", "starting", "after"})
SINCE = frozenset({"since", "from", "starting"})
ON = frozenset({"on", "onwards", "onward", "forward"})
_FIRST, _LAST = frozenset({"first", "1st", "1"}), frozenset({"last"})
_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?\.?")
_TWO_DAYS = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?\.?[-–/]([0-9]{1,2})(?:st|nd|rd|th)?")
_YEAR = re.compile("20[0-9]{2}")
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
_WEEK = 7
_HALF_OF_MONTH = 15


def days_named(words: Sequence[str], today: date) -> str:
    """The range of days that these words name, as commands take it; "" for other words."""
    plain = [part for word in words for part in _apart(word)]
    for read in (_week_of, _part_of_month, _season, _onwards, _from_to, _one):
        span = read(plain, today)
        if span is not None and span[0] <= today:
            return f"{span[0].isoformat()} to {span[1].isoformat()}"
    return ""


def month_of(word: str) -> int:
    """The number of a month by its name, or the begin of one; 0 for another word."""
    found = index_of(word, MONTHS)
    return 0 if found is None else found + 1


def _apart(word: str) -> list[str]:
    """`9-13` as two days."""
    found = _TWO_DAYS.fullmatch(word)
    return [found[1], "to", found[2]] if found else [word]


def _week_of(words: Sequence[str], today: date) -> tuple[date, date] | None:
    """`week of 2 november`: seven days, or those up to today."""
    if words[0] != "week" or len(words) < 2 or words[1] in _TO:
        return None
    first = _day(words[1:], today)
    return (first, min(first + timedelta(days=_WEEK - 1), today)) if first else None


def _part_of_month(words: Sequence[str], today: date) -> tuple[date, date] | None:
    """`first two weeks november`, `last week october`, `first half november`."""
    month = month_of(words[-1])
    if not month or len(words) not in (3, 4) or words[0] not in _FIRST | _LAST:
        return None
    begin = date(today.year - (month > today.month), month, 1)
    end = _end_of(begin)
    if words[1] == "half" and len(words) == 3:
        days = _HALF_OF_MONTH
    elif words[-2] in ("week", "weeks", "days"):
        count = words[1] if len(words) == 4 else "1"
        if not re.fullmatch("[1-9][0-9]?", count):
            return None
        days = int(count) * (1 if words[-2] == "days" else _WEEK)
    else:
        return None
    if words[0] in _FIRST:
        return begin, min(begin + timedelta(days=days - 1), end)
    return max(end - timedelta(days=days - 1), begin), end


def _season(words: Sequence[str], today: date) -> tuple[date, date] | None:
    """`summer`, `last weekend`: the latest that began."""
    rest = [word for word in words if word not in ("last", "this", "over", "past")]
    if rest == ["weekend"]:
        sunday = today - timedelta(days=today.isoweekday())
        return sunday - timedelta(days=1), sunday
    if len(rest) != 1 or rest[0] not in SEASONS:
        return None
    first, last = SEASONS[rest[0]]
    begin = date(today.year - (first > today.month), first, 1)
    return begin, min(_end_of(begin.replace(month=last)), today)


def _onwards(words: Sequence[str], today: date) -> tuple[date, date] | None:
    """`since 9th`, `from 9 on`, `from 9 november onwards`: up to today."""
    if words[0] not in SINCE:
        return None
    rest = [word for word in words[1:] if word not in ON]
    if len(rest) == 1 and (found := _DAY.fullmatch(rest[0])):
        is_said = rest[0] != found[1] or len(rest) < len(words) - 1
        first = _on(int(found[1]), today.month, today.year)
        return (first, today) if is_said and first and first <= today else None
    first = _day(rest, today)
    return (first, today) if first else None


def _from_to(words: Sequence[str], today: date) -> tuple[date, date] | None:
    """`9 to 13 november`, `november 9 to 13`, `1 october to 31 december 2024`, `from 1 to 15`."""
    words = words[1:] if words[0] in _OPENS else words
    year = next((int(word) for word in words if _YEAR.fullmatch(word)), 0)
    plain = [word for word in words if not _YEAR.fullmatch(word)]
    days = [int(found[1]) for word in plain if (found := _DAY.fullmatch(word))]
    months = [month for word in plain if (month := month_of(word))]
    joins = [word for word in plain if word in _TO]
    if len(days) != 2 or len(months) > 2 or len(days) + len(months) + len(joins) != len(plain):
        return None
    is_joined = joins and (plain[0] not in _TO and plain[-1] not in _TO)
    if not is_joined and not (months and not joins):
        return None
    last_month = months[-1] if months else today.month
    year = year or today.year - (last_month > today.month)
    last = _on(days[1], last_month, year)
    first_month = months[0] if months else today.month
    first = _on(days[0], first_month, year - (first_month > last_month))
    return (first, min(last, today)) if first and last and first < last and first <= today else None


def _one(words: Sequence[str], today: date) -> tuple[date, date] | None:
    day = _day(words, today)
    return (day, day) if day else None


def _day(words: Sequence[str], today: date) -> date | None:
    """A day that is a weekday, or a day of a month, in the past."""
    usual = [WEEKDAYS.get(word) or SHORT_DAYS.get(word) or word for word in words]
    is_weekday = usual[-1:] and usual[-1] in WEEKDAYS and len(usual) <= 2
    is_dated = len(usual) in (2, 3) and any(month_of(word) for word in usual)
    if not (is_weekday or is_dated):
        return None
    plain = [found[1] if (found := _DAY.fullmatch(word)) else word for word in usual]
    try:
        return find_past_day(" ".join(plain), today)
    except BadInput:
        return None


def _on(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _end_of(begin: date) -> date:
    following = date(begin.year + begin.month // 12, begin.month % 12 + 1, 1)
    return following - timedelta(days=1)
