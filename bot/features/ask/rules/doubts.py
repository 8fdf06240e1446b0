"""What makes a sentence doubtful: unknown words, hard ones, slots that a command does not take. Pure."""

import re
from dataclasses import replace

from bot.features.ask.rules.facts import AskIntent, KnownNames, Reading, Slots
from bot.features.ask.rules.phrases.vocabulary import FILLERS, HARD, ME, OTHERS, US, WITH_METRIC
from bot.features.ask.rules.scoring import IntentScore
from bot.features.ask.rules.slots import Sentence
from bot.features.ask.rules.words import word_set

OF_PERSON = frozenset(
    {AskIntent.sheet, AskIntent.metric, AskIntent.goals, AskIntent.one_to_one, AskIntent.evidence}
)
_OF_TEAM = frozenset({AskIntent.sheet, AskIntent.metric, AskIntent.goals, AskIntent.board, AskIntent.team})
_OF_PERIOD = frozenset({AskIntent.sheet, AskIntent.metric, AskIntent.board, AskIntent.thanked})
_OF_SEVERAL = frozenset({AskIntent.thank, AskIntent.goal, AskIntent.won, AskIntent.topic})
_THANKED_IN = tuple(
    f"{which} {unit}" for unit in ("week", "month", "quarter", "year") for which in ("this", "last")
)
_NO_NUMBER, _PLACES, _VALUE = re.compile("(?!)"), re.compile("[0-9]{1,2}"), re.compile(r"[0-9][0-9.,]*[%x]?")
_NUMBERS = {AskIntent.board: _PLACES, AskIntent.thanked: _PLACES, AskIntent.metric: _VALUE}
_QUESTIONS = word_set("what how who whom whose why when where which did does is are was were has have do")
_WHAT_IS = frozenset({("what", "is"), ("what", "are"), ("what", "does"), ("what", "do")})
_TO_SOMEBODY = frozenset({AskIntent.thank, AskIntent.feedback, AskIntent.ask_feedback})
_HOW_TO = frozenset({("how", "do", "i"), ("how", "can", "i"), ("where", "can", "i"), ("where", "do", "i")})


def asks_what_is(read: Sentence) -> bool:
    """Whether it begins as a question about what is, not about how something is done."""
    texts = [word.text for word in read.words[:3]]
    return bool(texts) and texts[0] in _QUESTIONS and not is_how_to(read)


def is_how_to(read: Sentence) -> bool:
    """Whether it asks how something is done."""
    return tuple(word.text for word in read.words[:3]) in _HOW_TO


def asks_for_meaning(read: Sentence, slots: Slots) -> bool:
    """Whether it asks what a metric is, of nobody and of no days: it may want to be told how to ask."""
    first = tuple(word.text for word in read.words[:2])
    return not slots.has_subject and not slots.period and first in _WHAT_IS


def misses_people(reading: Reading) -> bool:
    """Whether words stand where somebody would be named whom nobody knows."""
    return reading.intent in _TO_SOMEBODY and not reading.slots.people and bool(reading.free)


def unknown_words(read: Sentence, best: AskIntent, score: IntentScore, slots: Slots) -> list[str]:
    """The words that neither a slot nor a trigger of the best intent has, and that say something."""
    known = FILLERS | HARD | ME | US | (WITH_METRIC if slots.metric else frozenset())
    known |= OTHERS if slots.people else frozenset()
    # "Top 5": boards show as many as there are. "Why is it 84%?": its value is looked up anyway.
    number = _NUMBERS.get(best, _NO_NUMBER)
    return [
        word.text
        for at, (word, is_read) in enumerate(zip(read.words, read.read, strict=True))
        if not is_read
        and at not in score.places
        and word.text not in known
        and not number.fullmatch(word.text)
    ]


def is_hard(read: Sentence, score: IntentScore) -> bool:
    """Whether a word that no trigger has may turn its meaning round."""
    return any(word.text in HARD and at not in score.places for at, word in enumerate(read.words))


def fits(reading: Reading) -> bool:
    """Whether the command of this intent answers for everything that is named."""
    intent, slots = reading.intent, reading.slots
    if slots.people and intent not in OF_PERSON:
        return False
    if (slots.money and intent is not AskIntent.metric) or (slots.teams and intent not in _OF_TEAM):
        return False
    if slots.metric and intent not in (AskIntent.metric, AskIntent.board):
        return False
    if intent is AskIntent.thanked and slots.period not in ("", "today", *_THANKED_IN):
        return False
    is_past = slots.period not in ("", "today") and not slots.period.startswith("this ")
    return not (is_past and intent not in _OF_PERIOD)


def subjects_of(reading: Reading, known: KnownNames) -> tuple[Reading, ...]:
    """A reading for each person or team that is meant, where one has to be chosen."""
    slots, intent = reading.slots, reading.intent
    if intent in _OF_SEVERAL:
        return (reading,)
    if len(slots.people) + len(slots.teams) > 1:
        people = [replace(slots, people=(who,), teams=(), own_team=False) for who in slots.people]
        teams = [replace(slots, people=(), teams=(name,), own_team=False) for name in slots.teams]
        return tuple(replace(reading, slots=each) for each in (*people, *teams))
    means_own = slots.own_team and not slots.people and intent in (AskIntent.sheet, AskIntent.metric)
    if means_own and len(known.own_teams) > 1:
        return tuple(
            replace(reading, slots=replace(slots, teams=(name,), own_team=False)) for name in known.own_teams
        )
    return (reading,)
