"""Periods that are counted from today, or put together: "two weeks ago", "october last year". Pure."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from bot.common.date_ranges import DateRange, Fiscal
from bot.features.ask.rules.periods.days import ON, SINCE, month_of

_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "fortnight": 14, "fortnights": 14}
_MONTHS_IN = {"month": 1, "months": 1, "quarter": 3, "quarters": 3, "year": 12, "years": 12}
_ROUGHLY = {"couple": "2", "few": "3", "several": "3"}
_TO = frozenset({"to", "and", "until", "till", "through", "-", "thru"})
_BEGINNING = frozenset({"start", "beginning", "begin", "1st", "first"})
_HALVES = {"h1": 0, "h2": 1, "first": 0, "1st": 0, "second": 1, "2nd": 1, "1": 0, "2": 1}
_MOST_MONTHS = 36


def back(words: Sequence[str], today: date, fiscal: Fiscal) -> str:
    """The range of days that these words name, as commands take it; "" for other words.

    `words`: spelled plainly, numbers as digits, "past" and "previous" as "last".
    """
    plain = [_ROUGHLY.get(word, word) for word in words]
    for read in (_last, _ago, _since, _of_last_year, _months, _half, _week, _named):
        span = read(plain, today, fiscal)
        if span is not None:
            last = min(span.end - timedelta(days=1), today)
            return f"{span.start.isoformat()} to {last.isoformat()}" if span.start <= today else ""
    return ""


def _last(words: Sequence[str], today: date, fiscal: Fiscal) -> DateRange | None:
    """`last 3 months`, `last fortnight`, `90 days`: up to today."""
    if words[0] in ("last", "these", "this") and len(words) > 1:
        words = words[1:]
        if words[0] == "last":
            words = words[1:]
    elif len(words) < 2 or words[1] not in ("days", "weeks", "months"):
        return None
    count, unit = (words[0], words[1]) if len(words) == 2 else ("1", words[0] if len(words) == 1 else "")
    if not re.fullmatch("[1-9][0-9]{0,2}", count):
        return None
    if unit in _UNITS and (len(words) == 2 or unit == "fortnight"):
        return _until_today(today - timedelta(days=int(count) * _UNITS[unit] - 1), today)
    if unit in _MONTHS_IN and len(words) == 2 and int(count) * _MONTHS_IN[unit] <= _MOST_MONTHS:
        return _until_today(_earlier(today, int(count) * _MONTHS_IN[unit]), today)
    return None


def _ago(words: Sequence[str], today: date, fiscal: Fiscal) -> DateRange | None:
    """`2 weeks ago`, `week before last`: a whole one, as the calendar has it."""
    if len(words) == 3 and words[2] == "ago" and re.fullmatch("[1-9][0-9]?", words[0]):
        return _whole(int(words[0]), words[1], today, fiscal)
    if list(words[1:]) == ["before", "last"]:
        return _whole(2, words[0], today, fiscal)
    return _whole(1, words[0], today, fiscal) if list(words[1:]) == ["before"] else None


def _whole(count: int, unit: str, today: date, fiscal: Fiscal) -> DateRange | None:
    if unit in ("day", "days"):
        day = today - timedelta(days=count)
        return DateRange(day, day + timedelta(days=1), "")
    if unit in ("week", "weeks"):
        return fiscal.week_of(today - timedelta(days=7 * count))
    of = {"month": fiscal.month_of, "quarter": fiscal.quarter_of, "year": fiscal.year_of}.get(
        unit.rstrip("s")
    )
    if of is None:
        return None
    span = of(today)
    for _ in range(count):
        span = of(span.start - timedelta(days=1))
    return span


def _since(words: Sequence[str], today: date, fiscal: Fiscal) -> DateRange | None:
    """`since start quarter`, `since november`, `from november on`."""
    if words[0] not in SINCE or len(words) < 2:
        return None
    rest = [word for word in words[1:] if word not in _BEGINNING | ON and word != "this"]
    month = month_of(rest[0]) if len(rest) == 1 else 0
    if month:
        year = fiscal.newest_year(month, today)
        return _until_today(fiscal.month_named(year, month).start, today)
    return _whole(0, rest[0], today, fiscal) if len(rest) == 1 and len(words) > 2 else None


def _of_last_year(words: Sequence[str], today: date, fiscal: Fiscal) -> DateRange | None:
    """`october last year`, `q2 last year`."""
    if len(words) != 3 or list(words[1:]) not in (["last", "year"], ["this", "year"]):
        return None
    past = 1 if words[1] == "last" else 0
    month = month_of(words[0])
    if month:
        return fiscal.month_named(today.year - past, month)
    if re.fullmatch("q[1-4]", words[0]):
        return fiscal.quarters(fiscal.number_of(today) - past)[int(words[0][1]) - 1]
    return None


def _months(words: Sequence[str], today: date, fiscal: Fiscal) -> DateRange | None:
    """`oct to nov`, `september and october`."""
    words = words[1:] if words[0] in ("from", "between") else words
    if len(words) != 3 or words[1] not in _TO:
        return None
    first, last = month_of(words[0]), month_of(words[2])
    if not first or not last or first >= last:
        return None
    year = fiscal.newest_year(first, today)
    return DateRange(fiscal.month_named(year, first).start, fiscal.month_named(year, last).end, "")


def _half(words: Sequence[str], today: date, fiscal: Fiscal) -> DateRange | None:
    """`h1`, `first half year`."""
    if list(words) in (["this", "half"], ["half", "year"], ["this", "half", "year"]):
        words = ["h1" if today < fiscal.quarters(fiscal.number_of(today))[2].start else "h2"]
    is_half = words[0] in ("h1", "h2") or list(words[1:2]) == ["half"]
    rest = [word for word in words[1:] if word not in ("half", "this", "year")]
    if not is_half or rest or words[0] not in _HALVES:
        return None
    quarters = fiscal.quarters(fiscal.number_of(today))
    first = 2 * _HALVES[words[0]]
    return DateRange(quarters[first].start, quarters[first + 1].end, "")


def _week(words: Sequence[str], today: date, fiscal: Fiscal) -> DateRange | None:
    """`week 47`, `cw47`, `week 53 2020`: up to 53, where the year has it."""
    found = re.fullmatch("(?:week|cw|kw|w) ?([1-9]|[1-4][0-9]|5[0-3])(?: (20[0-9]{2}))?", " ".join(words))
    if not found:
        return None
    year = int(found[2] or today.isocalendar().year)
    first = date.fromisocalendar(year, 1, 1) + timedelta(weeks=int(found[1]) - 1)
    if first.isocalendar().year != year:
        return None
    return DateRange(first, first + timedelta(days=7), "") if first <= today else None


def _named(words: Sequence[str], today: date, fiscal: Fiscal) -> DateRange | None:
    if list(words) == ["day", "before", "yesterday"]:
        return _whole(2, "day", today, fiscal)
    return _whole(0, "day", today, fiscal) if list(words) == ["this", "morning"] else None


def _until_today(first: date, today: date) -> DateRange:
    return DateRange(first, today + timedelta(days=1), "")


def _earlier(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, min(day.day, 28))
