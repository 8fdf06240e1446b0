"""Dates and amounts as files write them: judged by the whole column, never guessed from one value. Pure."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.common.errors import BadInput
from bot.common.numbers import CURRENCIES, SYMBOLS

_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ].*)?")
_NUMBERS = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{2})(?:[T ,].*)?")
_NAMED = re.compile(r"([0-9]{1,2})[-\s.]([A-Za-z]{3,9})[-\s.,]+([0-9]{4}|[0-9]{2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ZONED = re.compile(r".*[T ][0-9]{2}:[0-9]{2}.*(?:Z|[+-][0-9]{2}:?[0-9]{2})")
_CENTURY = 2000
YEARS = range(1970, 2200)
ISO, DAY_FIRST, MONTH_FIRST = "2026-12-31", "31/12/2026", "12/31/2026"
FORMATS = (ISO, DAY_FIRST, MONTH_FIRST)
POINT, COMMA = ".", ","
MOST = Decimal(10**12)
_SIGNS = re.compile(
    rf"[{''.join(SYMBOLS)}\s\u00a0\u202f'’]|\b(?:{'|'.join(sorted(CURRENCIES))})\b", re.IGNORECASE
)
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def date_formats(text: str) -> frozenset[str]:
    """The formats in which this is a day; none where it is no day."""
    return frozenset(each for each in FORMATS if _day(text, each) is not None)


def read_day(text: str, format_: str, zone: ZoneInfo) -> date:
    """The day; an instant with its zone is the day there. BadInput where it is none."""
    typed = text.strip()
    if format_ == ISO and _ZONED.fullmatch(typed):
        instant = _instant(typed)
        if instant is not None:
            return instant.astimezone(zone).date()
    day = _day(typed, format_)
    if day is None:
        raise BadInput(f"“{typed[:40]}” is no day written as {format_}")
    return day


def _instant(typed: str) -> datetime | None:
    try:
        return datetime.fromisoformat(typed)
    except ValueError:
        return None


def _day(text: str, format_: str) -> date | None:
    typed = text.strip()
    if match := _NAMED.fullmatch(typed):
        month = match[2].lower()[:3]
        return _date(match[3], _MONTHS.index(month) + 1, match[1]) if month in _MONTHS else None
    if format_ == ISO:
        match = _ISO.fullmatch(typed)
        return _date(match[1], match[2], match[3]) if match else None
    match = _NUMBERS.fullmatch(typed)
    if match is None:
        return None
    day, month = (match[1], match[2]) if format_ == DAY_FIRST else (match[2], match[1])
    return _date(match[3], month, day)


def _date(year: str, month: str | int, day: str) -> date | None:
    full = int(year) + (_CENTURY if len(year) == 2 else 0)
    try:
        return date(full, int(month), int(day)) if full in YEARS else None
    except ValueError:
        return None


def decimal_signs(text: str) -> frozenset[str]:
    """The signs that may stand before the cents here: `.`, `,`, or both where it cannot be told."""
    return frozenset(sign for sign in (POINT, COMMA) if _amount(text, sign) is not None)


def read_amount(text: str, sign: str) -> Decimal:
    """The amount; brackets are a minus. BadInput where it is none."""
    value = _amount(text, sign)
    if value is None or abs(value) >= MOST:
        raise BadInput(f"“{text.strip()[:40]}” is no amount")
    return value


def _amount(text: str, sign: str) -> Decimal | None:
    typed = text.strip().replace("−", "-")
    is_negative = (typed.startswith("(") and typed.endswith(")")) or typed.startswith("-")
    bare = _SIGNS.sub("", typed.strip("()"))
    is_negative = is_negative or bare.startswith("-")
    bare = bare.removeprefix("-")
    other = COMMA if sign == POINT else POINT
    whole, _, cents = bare.partition(sign)
    if other in cents or (other in whole and not re.fullmatch(rf"[0-9]{{1,3}}(\{other}[0-9]{{3}})+", whole)):
        return None
    number = whole.replace(other, "") + (f".{cents}" if cents else "")
    if not _PLAIN.fullmatch(number):
        return None
    return -Decimal(number) if is_negative else Decimal(number)


def currency_in(text: str) -> str:
    """The currency that an amount or a cell names; "" when none does."""
    for symbol, code in SYMBOLS.items():
        if symbol in text:
            return code
    words = re.findall(r"[A-Za-z]{3}", text.upper())
    return next((word for word in words if word in CURRENCIES), "")


def read_percent(text: str) -> Decimal:
    """`60%`, `60` and `0.6` are sixty; BadInput where it is none."""
    bare = text.strip().removesuffix("%").strip().replace(",", ".")
    if not re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", bare):
        raise BadInput(f"“{text.strip()[:40]}” is no percentage")
    value = Decimal(bare)
    if value <= 1 and "%" not in text and "." in bare:
        value *= 100
    if value > 100:
        raise BadInput(f"“{text.strip()[:40]}” is more than 100%")
    return value


_STATUS_WORDS: Mapping[str, str] = {
    "won": "won",
    "closed won": "won",
    "closedwon": "won",
    "closed - won": "won",
    "gewonnen": "won",
    "lost": "lost",
    "closed lost": "lost",
    "closedlost": "lost",
    "closed - lost": "lost",
    "verloren": "lost",
}


def status_of(word: str) -> str:
    """won, lost or open: what a stage or status is called in the usual systems."""
    return _STATUS_WORDS.get(" ".join(word.casefold().replace("_", " ").split()), "open")
