"""Periods in a sentence, in the words that commands take. Pure."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.common.day_words import WEEKDAYS, index_of
from bot.common.errors import BadInput
from bot.features.ask.rules.facts import KnownNames
from bot.features.ask.rules.periods.back import back
from bot.features.ask.rules.periods.days import SEASONS, SHORT_DAYS, days_named, month_of
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
_COUNTS = frozenset(_NUMBERS.values()) | {"couple", "few"}
_NUMBERS |= {"fourteen": "14", "thirty": "30", "sixty": "60", "ninety": "90"}
# What is a word too where nothing before it says that a time is meant.
_NAMES_TOO = frozenset(
    {"may", "march", "mar", "second", "sec", "mon", "sat", "sun", "dec", "jan", "fall", "spring"}
)
_BEFORE_A_TIME = frozenset({"in", "of", "for", "since", "last", "this", "during", "from"})
_SAYS_NOTHING = frozenset({"the", "of", "in", "fiscal", "calendar", "full", "whole", "entire"})
_BEGINS = frozenset({"in", "of", "for", "during", "the", "to", "on"})
_BEFORE_A_COUNT = frozenset({"the", "in", "for", "since", "during", "over", "these", "of", "my", "our"})
_OPENS = frozenset({"since", "from", "starting"})
# "Every week" and "a day" name no days.
_EACH = frozenset({"every", "each", "per", "a", "next", "any", "coming", "following", "one"})
_OTHER_WORDS = {"trimester": "quarter", "semester": "half", "qu": "quarter", "twelve": "12", "eight": "8"}


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
_OF_MANY = re.compile("[0-9] (?:of|in) (?!20[0-9]{2}$)[0-9]")
_TO_COME = frozenset({"next", "later"})
_DAY_OF = "{0} to {0}"
# One of these, a number in digits, or the name of a day or a month is in whatever is a period.
_OF_TIME = frozenset(
    {
        *(*_UNITS, *_NUMBERS, *_OTHER_WORDS, *SEASONS, *SHORT_DAYS),
        *("day", "days", "q", "fortnight", "fortnights", "half", "weekend", "morning"),
        *("today", "tonight", "tomorrow", "yesterday"),
        *("eod", "cob", "eob", "eow", "eom", "eoq", "eoy", "cw", "kw"),
    }
)
_MOST_WORDS = 4096
_SHORT_YEAR = re.compile(r"(q[1-4])(?: of|/|-|')? ?'?(?:fy)?(?:20)?([0-9]{2})")


def period_named(words: Sequence[str], before: str, known: KnownNames) -> str | None:
    """The period that these words are, as commands take it; None where they are none.

    `before`: the word that stands before them.
    """
    if not any(map(_is_of_time, words)) or _is_none(words, before):
        return None
    if words[0] == "from" and words[1:2] in (["last"], ["this"], ["previous"]):
        words = words[1:]
    plain = [word for word in words if word not in _SAYS_NOTHING] if len(words) > 1 else words
    plain = [_OTHER_WORDS.get(word, word) for word in plain]
    usual = ["last" if word in _PAST else _NUMBERS.get(word, word) for word in plain]
    is_counted = len(usual) > 2 and usual[1] == "last" and usual[0] in _COUNTS
    if is_counted and before in _BEFORE_A_COUNT:
        usual[:2] = usual[1::-1]
    if not usual:
        return None
    for text in (
        _usual(usual),
        _quarter(usual),
        days_named(usual, known.today),
        back(usual, known.today, known.fiscal),
    ):
        try:
            if text and find_span(text, known.today, known.fiscal) is not None:
                return "today" if text == _DAY_OF.format(known.today) else text
        except BadInput:
            return None
    return None


@lru_cache(_MOST_WORDS)
def _is_of_time(word: str) -> bool:
    """Whether a period may have this word in it; most sentences have none such."""
    is_name = bool(month_of(word)) or index_of(word, WEEKDAYS) is not None
    return word in _OF_TIME or is_name or any(letter.isdigit() for letter in word)


def _is_none(words: Sequence[str], before: str) -> bool:
    """Whether these words are no period, or a part of one, or one to come."""
    if words[0] in _BEGINS or (words[-1] in {*_BEGINS, "and", "between"} and words[0] not in _OPENS):
        return True
    if words[-1] == "before" and before != "the":
        # "My week before I go" is this one.
        return True
    if len(words) > 1:
        # "2 of 10" are no days.
        return before in _TO_COME or _OF_MANY.search(" ".join(words)) is not None
    is_name = words[0] in _NAMES_TOO and before not in _BEFORE_A_TIME
    is_each = before in _EACH and words[0] in _UNITS
    return before in _TO_COME or is_name or is_each or words[0] in ("day", "days")


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
    year = re.fullmatch("(?:fy|year) ?(?:20)?([0-9]{2})", " ".join(words))
    if year:
        return f"20{year[1]}"
    found = _SHORT_YEAR.fullmatch(" ".join(words))
    return f"{found[1]} 20{found[2]}" if found else ""


def _usual(words: list[str]) -> str:
    """The words as the commands know them: `this quarter` for `current quarter`."""
    first, rest = words[0], words[1:]
    if first in _PAST and rest:
        words = first, *rest = ["last", *rest]
    if first in _PRESENT and rest:
        words = first, *rest = ["this", *rest]
    if len(words) == 1 and first in _UNITS:
        return f"this {_UNITS[first]}"
    if first == "month" and rest and month_of(rest[0]):
        return " ".join(rest)
    if first in ("this", "last") and len(rest) == 1:
        if rest[0] in _UNITS:
            return f"{first} {_UNITS[rest[0]]}"
        return rest[0] if month_of(rest[0]) else " ".join(words)
    if len(words) == 3 and words[1:] == ["to", "date"] and first in _UNITS:
        return f"this {_UNITS[first]}"
    return " ".join(words)
