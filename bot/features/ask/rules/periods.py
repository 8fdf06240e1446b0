"""Periods in a sentence, in the words that commands take. Pure."""

from collections.abc import Sequence

from bot.common.day_words import MONTHS
from bot.common.errors import BadInput
from bot.features.ask.rules.facts import KnownNames
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
_BEGINS = frozenset({"in", "of", "for", "during", "the", "to", "on"})


def period_named(words: Sequence[str], before: str, known: KnownNames) -> str | None:
    """The period that these words are, as commands take it; None where they are none.

    `before`: the word that stands before them.
    """
    if words[0] in _BEGINS or words[-1] in _BEGINS:
        return None
    if len(words) == 1 and words[0] in _NAMES_TOO and before not in _BEFORE_A_TIME:
        return None
    if before == "next" or (len(words) == 1 and words[0] in ("day", "days")):
        return None
    text = _usual([_NUMBERS.get(word, word) for word in words])
    try:
        span = find_span(text, known.today, known.fiscal)
    except BadInput:
        return None
    return text if span is not None else None


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
        is_month = len(rest[0]) >= 3 and any(month.lower().startswith(rest[0]) for month in MONTHS)
        return rest[0] if is_month else " ".join(words)
    if len(words) == 3 and words[1:] == ["to", "date"] and first in _UNITS:
        return f"this {_UNITS[first]}"
    return " ".join(words)
