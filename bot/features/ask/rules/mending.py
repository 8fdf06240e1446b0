"""Mistyped words, as they were meant. Names are never mended: they are asked for. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.common.day_words import MONTHS
from bot.features.ask.rules.facts import KnownNames
from bot.features.ask.rules.phrases.common_words import COMMON_WORDS
from bot.features.ask.rules.phrases.metric_names import METRIC_ALIASES
from bot.features.ask.rules.phrases.triggers import TRIGGER_WORDS
from bot.features.ask.rules.phrases.vocabulary import FILLERS, HARD, TIMES, WITH_METRIC
from bot.features.ask.rules.words import Word, folded, is_one_off, word_set

# Of shorter words a letter is too much; two are meant only where much is alike.
_SHORTEST, _SHORT, _LONG = 3, 4, 8
_TIMES = word_set(
    """
    today yesterday week weeks month months quarter quarters year last this previous current monday tuesday
    wednesday thursday friday saturday sunday
    """
) | {month.lower() for month in MONTHS}
_UNITS = frozenset(word_set("today yesterday week weeks month months quarter quarters year years"))
_VOWELS = re.compile("[aeiou]")


def mended(words: Sequence[Word], known: KnownNames) -> list[Word]:
    """The words; one that nobody knows, but for a letter, is the word that is known."""
    names = {part for person in known.people for part in folded(person.name).split()}
    names |= {part for team in known.teams for part in folded(team).replace("-", " ").split()}
    names |= {"".join(part[0] for part in folded(team).split()) for team in known.teams}
    names |= {f"{name}r" for name in names if len(name) == len("sd")}
    first = _words_meant(tuple(known.metrics))

    def mend(word: Word) -> Word:
        text = word.text
        if (
            text in _USUAL
            or text in first
            or text in names
            or len(text) < _SHORTEST
            or not text.isalpha()
            or (word.is_capital and word.start)
        ):
            return word
        if len(text) > _SHORT and (unit := _nearest(text, _UNITS)):
            return replace(word, text=unit, is_mended=True)
        if any(is_one_off(text, name) for name in names):
            return word
        if begun := _begun(text, first):
            return replace(word, text=begun, is_mended=True)
        near = [each for each in (_nearest(text, first), _nearest(text, _OTHER_WORDS)) if each]
        # A letter left out or doubled is likelier than another one.
        meant = next((each for each in near if len(each) != len(text)), next(iter(near), text))
        return replace(word, text=meant, is_mended=meant != text)

    return [mend(word) for word in words]


def _begun(text: str, meant: frozenset[str]) -> str:
    """`cov` for `coverage`: the one word that begins so, and is much longer."""
    near = [each for each in meant if each.startswith(text) and len(each) > len(text) + 1]
    return near[0] if len(near) == 1 else ""


def _nearest(text: str, meant: frozenset[str]) -> str:
    """The word that was meant; "" for none, or where it may be one or another."""
    near = sorted(each for each in meant if each[0] == text[0] and is_one_off(text, each))
    if len(text) <= _SHORT:
        near = [each for each in near if each[-1] == text[-1]]
        # "Suck" is not "sick": of a short word a letter is missing, or two changed places.
        near = [each for each in near if len(each) > len(text) or sorted(each) == sorted(text)]
        return near[0] if len(near) == 1 else _without_vowels(text, meant)
    near = near or sorted(each for each in meant if is_one_off(text, each))
    # "Chance" is not "change": another letter makes another word, one that is missing seldom does.
    near = [
        each for each in near if len(each) != len(text) or sorted(each) == sorted(text) or len(text) >= _LONG
    ]
    return near[0] if near else _without_vowels(text, meant) or _two_off(text, meant)


def _without_vowels(text: str, meant: frozenset[str]) -> str:
    """`mnth` for `month`: the one word with the same consonants."""
    bones = _bones(text)
    if len(bones) < _SHORTEST or text[0] != bones[0]:
        return ""
    near = _by_bones(meant).get(bones, ())
    return near[0] if len(near) == 1 else ""


def _two_off(text: str, meant: frozenset[str]) -> str:
    """A long word of which two letters are wrong, by which no other can be meant."""
    if len(text) < _LONG:
        return ""
    cut = {text[:at] + text[at + 1 :] for at in range(1, len(text))}
    near = {
        each
        for each in meant
        if each[0] == text[0]
        and abs(len(each) - len(text)) <= 1
        and any(is_one_off(one, each) for one in cut)
    }
    return near.pop() if len(near) == 1 else ""


def _bones(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", _VOWELS.sub("", word))


@lru_cache(maxsize=8)
def _by_bones(meant: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(meant):
        found[_bones(word)] = (*found.get(_bones(word), ()), word)
    return found


@lru_cache(maxsize=64)
def _words_meant(metrics: tuple[str, ...]) -> frozenset[str]:
    """The words of periods and metrics, which are meant first."""
    of_metrics = {part for name in (*metrics, *METRIC_ALIASES) for part in name.split()}
    return frozenset(word for word in of_metrics | _TIMES if len(word) >= _SHORTEST and word.isalpha())


_OTHER_WORDS = frozenset(word for word in TRIGGER_WORDS | FILLERS if len(word) >= _SHORTEST)
_USUAL = TIMES | TRIGGER_WORDS | _TIMES | FILLERS | HARD | WITH_METRIC | COMMON_WORDS
