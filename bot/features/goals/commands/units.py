"""What a goal counts: the noun phrase behind its number, "trial accounts" in "6 trial accounts"; pure."""

import re

_MOST_READ, _MOST_KEPT, _LONGEST = 7, 4, 40
# A phrase ends with the sentence's next part, or before such a word.
_WORD = re.compile(r"\s+([^\W\d_](?:['’&/-]?\w)*)")
_END_WORDS = """
    a about above across after against all among an and are around as at be before behind
    below between but by can each every for from has have if in inside into is it last less
    my next no not of off on onto or our out outside over per plus right since so than that
    the their them then these they this those through to today tomorrow until up us was we
    when where which while who whose will with within without worth you your
"""
_ENDS = frozenset(_END_WORDS.split())
# They say how many, not of what.
_LEADS = frozenset({"additional", "extra", "more", "other"})
_PLURALS = frozenset(["children", "feedback", "people", "staff"])
# Plurals that stand before a noun: "sales calls".
_BEFORE_NOUNS = frozenset(["goods", "logistics", "news", "operations", "sales", "savings", "systems"])
_NO_PLURAL = re.compile(r"(?:ss|us|is|'s)$", re.IGNORECASE)


def unit_behind(text: str) -> str:
    """The noun phrase that the text begins with after a blank; "" without one.

    It ends with its first plural, so "demos booked" counts demos; at most four words, 40 characters.
    """
    words, at = list[str](), 0
    while len(words) < _MOST_READ and (found := _WORD.match(text, at)):
        word, at = found[1], found.end()
        if word.lower() in _ENDS:
            break
        if words or word.lower() not in _LEADS:
            words.append(word)
    end = next((number for number, word in enumerate(words, 1) if _is_plural(word)), None)
    phrase = words[:end][-_MOST_KEPT:] if end else words[:_MOST_KEPT]
    while phrase and len(" ".join(phrase)) > _LONGEST:
        phrase = phrase[1:]
    return " ".join(phrase)


def without_unit(unit: str, typed: str) -> str:
    """What is typed without the unit at its end, written in full or by its noun alone ("accounts")."""
    for end in (unit, unit.rpartition(" ")[2]):
        if end and typed.lower().endswith(end.lower()):
            return typed[: -len(end)]
    return typed


def _is_plural(word: str) -> bool:
    small = word.lower()
    ends_so = small.endswith("s") and not _NO_PLURAL.search(small) and small not in _BEFORE_NOUNS
    return small in _PLURALS or ends_so
