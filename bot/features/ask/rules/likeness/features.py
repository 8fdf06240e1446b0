"""What of a sentence is counted: stems, pairs of them, families of words, and what is named. Pure."""

import re
from itertools import pairwise

from bot.features.ask.rules.facts import Slots
from bot.features.ask.rules.likeness.concepts import concepts_of
from bot.features.ask.rules.naming.sentence import Sentence

_ENDINGS = ("ings", "ing", "ed", "ies", "es", "s", "ly")
_SHORTEST_STEM = 3
_NUMBER = re.compile(r"[0-9][0-9.,]*[%kmx]?")
_PERSON, _NAMED, _SOME_NUMBER = "<who>", "<named>", "<number>"
_BEGIN, _END = "^", "$"


def features_of(read: Sentence, slots: Slots) -> frozenset[str]:
    """The features of a sentence whose slots are read: names, days and numbers count as one word each."""
    texts: list[str] = []
    for at, word in enumerate(read.words):
        text = _placed(read, at) or (_SOME_NUMBER if _NUMBER.fullmatch(word.text) else word.text)
        if not (texts and texts[-1] == text and text.startswith("<")):
            texts.append(text)
    stems = [_BEGIN, *(stem(text) for text in texts), _END]
    pairs = {f"{first} {second}" for first, second in pairwise(stems)}
    return frozenset(stems[1:-1]) | pairs | concepts_of(texts) | _named(slots)


def _placed(read: Sentence, at: int) -> str:
    """What stands for a word that is read; "" where it stands for itself."""
    if read.words[at].mentioned_id or at in read.people:
        return _PERSON
    return _NAMED if read.hidden[at] else ""


def stem(text: str) -> str:
    """The word without the ending of a plural, a past or an adverb."""
    for ending in _ENDINGS:
        if text.endswith(ending) and len(text) - len(ending) >= _SHORTEST_STEM:
            return text.removesuffix(ending)
    return text


def _named(slots: Slots) -> frozenset[str]:
    """What is named, as a feature each."""
    named = {
        "#metric": slots.metric and not slots.is_loose,
        "#loose": slots.metric and slots.is_loose,
        "#who": slots.people,
        "#team": slots.teams,
        "#us": slots.own_team,
        "#period": slots.period,
        "#goal": slots.goal,
        "#money": slots.money,
        "#me": slots.me,
    }
    return frozenset(name for name, is_there in named.items() if is_there)
