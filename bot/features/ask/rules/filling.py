"""Whom a form is for, and the words that it begins with. Pure."""

import re
from dataclasses import replace

from bot.features.ask.rules.facts import WITH_BUTTON, AskIntent, Reading, Slots
from bot.features.ask.rules.naming.sentence import Sentence
from bot.features.ask.rules.phrases.vocabulary import FILLERS, WITH_METRIC
from bot.features.ask.rules.scoring import IntentScore
from bot.features.ask.rules.words import word_set

_UNTIL = re.compile(r"\b(?:until|till|for)\s+\S+(?:\s+\w+)?|\btomorrow\b", re.IGNORECASE)
_WITHIN = word_set("a an the to and some my me also plus please for of")
_AND = word_set("and to plus also")
_JOINS = re.compile(r"^(?:for|on|about|that|because|because of|as|who|to|saying|regarding)\s+", re.IGNORECASE)


def reading_of(intent: AskIntent, score: IntentScore, sentence: str, read: Sentence, slots: Slots) -> Reading:
    """The sentence as this intent: with whom it is for, and the words that a form begins with."""
    named = replace(slots, people=addressed(read, slots)) if intent is AskIntent.thank else slots
    free = free_words(intent, sentence, read, score) if intent in WITH_BUTTON else ""
    return Reading(intent, named, free, score.said)


def addressed(read: Sentence, slots: Slots) -> tuple[str, ...]:
    """The people to whom it goes: those who are named first, together."""
    if len(slots.people) < 2:
        return slots.people
    places = sorted(at for at, word in enumerate(read.words) if word.mentioned_id or at in read.people)
    last = places[0]
    for place in places[1:]:
        between = {word.text for word in read.words[last + 1 : place]}
        if not between <= _AND:
            break
        last = place
    count = len({read.words[at].text for at in places if at <= last and read.is_first(at)})
    return slots.people[:count]


def free_words(intent: AskIntent, sentence: str, read: Sentence, score: IntentScore) -> str:
    """The words of a form: what stands behind whom and what is meant, as it was written."""
    if intent is AskIntent.won:
        return _name_of_deal(sentence, read, score)
    if intent is AskIntent.quiet:
        found = _UNTIL.search(sentence)
        return found[0] if found else ""
    behind = _end_of_what_is_meant(read, score)
    if behind >= len(read.words):
        return ""
    return _JOINS.sub("", sentence[read.words[behind].start :].strip(" :,-"))


def _end_of_what_is_meant(read: Sentence, score: IntentScore) -> int:
    """The place behind the first run of triggers and people, over words that say nothing."""
    places = score.places | {
        at for at, word in enumerate(read.words) if word.mentioned_id or at in read.people
    }
    at = min(places, default=0)
    end = at
    while at < len(read.words) and (at in places or read.words[at].text in _WITHIN):
        at += 1
        if at - 1 in places:
            end = at
    return end


def _name_of_deal(sentence: str, read: Sentence, score: IntentScore) -> str:
    """What is neither money nor known: the customer's name."""
    left = [
        sentence[word.start : word.end]
        for at, word in enumerate(read.words)
        if not read.read[at] and at not in score.places and word.text not in FILLERS | WITH_METRIC
    ]
    return " ".join(left).strip(" .,!?:")
