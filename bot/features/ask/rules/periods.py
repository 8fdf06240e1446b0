"""Periods in a sentence, in the words that commands take. Pure."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from bot.common.dates import find_past_day
from bot.common.day_words import MONTHS
from bot.common.errors import BadInput
from bot.features.ask.rules.facts import KnownNames
from bot.features.ask.rules.periods_back import back
from bot.features.metrics.commands.periods import find_span

_PRESENT, _PAST = frozenset({"current", "present"}), frozenset({"previous", "prior", "past", "latest"})
_UNITS = {
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "weeks": "week",
    "months": "month",
}
_UNITS |= {"quarters": "quarter", "years": "year"}
_NUMBERS = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "ten": "10"}
_NUMBERS |= {"fourteen": "14", "thirty": "30", "sixty": "60", "ninety": "90"}
# What is a word too where nothing before it says that a time is meant.
_NAMES_TOO = frozenset({"may", "march", "mar", "second", "sec", "mon", "sat", "sun", "dec", "jan"})
_BEFORE_A_TIME = frozenset({"in", "of", "for", "since", "last", "this", "during", "from"})
_SAYS_NOTHING = frozenset({"the", "of", "in", "fiscal", "calendar", "full", "whole", "entire"})
_BEGINS = frozenset({"in", "of", "for", "during", "the", "to", "on"})


_ORDINALS = {
    "first": "1",
    "1st": "1",
    "second": "2",
    "2nd": "2",
    "third": "3",
    "3rd": "3",
    "fourth": "4",
    "4th": "4",
}
_DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
_DAY_OF_MONTH = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?")
_SPAN_OF_DAYS = re.compile(r"([0-9]{1,2})[-–]([0-9]{1,2})")
_SHORT_YEAR = re.compile(r"(q[1-4])(?: of|/|-|')? ?'?(?:fy)?(?:20)?([0-9]{2})")


def period_named(words: Sequence[str], before: str, known: KnownNames) -> str | None:
    """The period that these words are, as commands take it; None where they are none.

    `before`: the word that stands before them.
    """
    if words[0] in _BEGINS or words[-1] in {*_BEGINS, "and", "between"}:
        return None
    if len(words) == 1 and words[0] in _NAMES_TOO and before not in _BEFORE_A_TIME:
        return None
    if before == "next" or (len(words) == 1 and words[0] in ("day", "days")):
        return None
    plain = [word for word in words if word not in _SAYS_NOTHING] if len(words) > 1 else words
    usual = ["last" if word in _PAST else _NUMBERS.get(word, word) for word in plain]
    if not usual:
        return None
    for text in (
        _usual(usual),
        _quarter(usual),
        _days(usual, known.today),
        back(usual, known.today, known.fiscal),
    ):
        try:
            if text and find_span(text, known.today, known.fiscal) is not None:
                return text
        except BadInput:
            return None
    return None


def _quarter(words: list[str]) -> str:
    """`q3` for `third quarter` and `q 3`, `q3 2026` for `q3 26`; "" for other words."""
    if len(words) == 2 and words[0] in _ORDINALS and words[1] == "quarter":
        return f"q{_ORDINALS[words[0]]}"
    if len(words) == 2 and words[0] in ("q", "quarter") and words[1] in ("1", "2", "3", "4"):
        return f"q{words[1]}"
    if len(words) == 2 and re.fullmatch("20[0-9]{2}", words[0]):
        return f"{words[1]} {words[0]}"
    if words in (["last", "q"], ["this", "q"]):
        return f"{words[0]} quarter"
    year = re.fullmatch("fy ?(?:20)?([0-9]{2})", " ".join(words))
    if year:
        return f"20{year[1]}"
    found = _SHORT_YEAR.fullmatch(" ".join(words))
    return f"{found[1]} 20{found[2]}" if found else ""


def _days(words: list[str], today: date) -> str:
    """The range of days that these words name: a day, a week from a day, from one day to another."""
    if words[:2] == ["week", "of"] and (first := _day(words[2:], today)):
        return f"{_written(first)} to {_written(min(first + timedelta(days=6), today))}"
    if words[0] == "between" and "and" in words:
        at = words.index("and")
        if at == 2 and len(words) == 5 and words[1].isdigit():
            return f"{words[1]} {words[4]} to {words[3]} {words[4]}"
        return f"{' '.join(words[1:at])} to {' '.join(words[at + 1 :])}"
    span = next((found for word in words if (found := _SPAN_OF_DAYS.fullmatch(word))), None)
    if span and len(words) == 2:
        month = next(word for word in words if not _SPAN_OF_DAYS.fullmatch(word))
        return f"{span[1]} {month} to {span[2]} {month}"
    if words[0] == "since" and len(words) == 2 and _is_month(words[1]):
        return f"since 1 {words[1]}"
    if len(words) == 1 and re.fullmatch("20[0-9]{2}-[0-9]{2}-[0-9]{2}", words[0]):
        return f"{words[0]} to {words[0]}"
    one = _day(words, today)
    return f"{_written(one)} to {_written(one)}" if one else ""


def _day(words: list[str], today: date) -> date | None:
    """A day that is a weekday, or a day of a month."""
    is_weekday = words[-1] in _DAYS and len(words) <= 2
    is_dated = (
        len(words) == 2
        and any(_is_month(word) for word in words)
        and any(map(_DAY_OF_MONTH.fullmatch, words))
    )
    if not (is_weekday or is_dated):
        return None
    plain = [found[1] if (found := _DAY_OF_MONTH.fullmatch(word)) else word for word in words]
    try:
        return find_past_day(" ".join(plain), today)
    except BadInput:
        return None


def _is_month(word: str) -> bool:
    return len(word) >= 3 and any(month.lower().startswith(word) for month in MONTHS)


def _written(day: date) -> str:
    return day.isoformat()


def _usual(words: list[str]) -> str:
    """The words as the commands know them: `this quarter` for `current quarter`."""
    first, rest = words[0], words[1:]
    if first in _PAST and rest:
        words = first, *rest = ["last", *rest]
    if first in _PRESENT and rest:
        words = first, *rest = ["this", *rest]
    if len(words) == 1 and first in _UNITS:
        return f"this {_UNITS[first]}"
    if first in ("this", "last") and len(rest) == 1:
        if rest[0] in _UNITS:
            return f"{first} {_UNITS[rest[0]]}"
        return rest[0] if _is_month(rest[0]) else " ".join(words)
    if len(words) == 3 and words[1:] == ["to", "date"] and first in _UNITS:
        return f"this {_UNITS[first]}"
    return " ".join(words)
