"""Whether a sentence is certain enough to be answered, and what is asked otherwise. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.features.ask.rules.facts import WITH_BUTTON, AskIntent, Decision, KnownNames, Reading, Slots, Verdict
from bot.features.ask.rules.mending import mended
from bot.features.ask.rules.slots import Sentence, read_slots
from bot.features.ask.rules.triggers import TRIGGERS
from bot.features.ask.rules.vocabulary import FILLERS, HARD, ME, US, WITH_METRIC
from bot.features.ask.rules.words import words_of

_ENOUGH, _AHEAD = 3, 2
_MOST_CHOICES = 3
_JOINS = re.compile(r"^(?:for|on|about|that|because|because of|as|who|to|saying|regarding)\s+", re.IGNORECASE)
_PLEASED = frozenset("thanks thank you ok okay great cheers cool perfect nice awesome so much a lot very".split())
_PLEASED_BY = frozenset("thanks ok okay great cheers cool perfect nice awesome thank".split())
_OF_PERSON = frozenset({AskIntent.sheet, AskIntent.metric, AskIntent.goals, AskIntent.one_to_one, AskIntent.evidence})
_OF_TEAM = frozenset({AskIntent.sheet, AskIntent.metric, AskIntent.goals, AskIntent.board, AskIntent.team})
_OF_PERIOD = frozenset({AskIntent.sheet, AskIntent.metric, AskIntent.board, AskIntent.thanked})
# What a form may name somebody for.
_TO_PEOPLE = frozenset({AskIntent.thank, AskIntent.feedback, AskIntent.ask_feedback, AskIntent.goal, AskIntent.topic})
_THANKED_IN = tuple(f"{which} {unit}" for unit in ("week", "month", "quarter", "year") for which in ("this", "last"))
_MY_OWN = frozenset({AskIntent.today, AskIntent.inbox, AskIntent.my_kudos, AskIntent.record, AskIntent.settings})


@dataclass(frozen=True)
class _Score:
    """How strongly an intent is meant, and the places of the words that say so."""

    points: int
    places: frozenset[int]
    said: frozenset[str]


def decide(sentence: str, known: KnownNames) -> Decision:
    """What becomes of a tidied sentence of who asks."""
    words = words_of(sentence)
    texts = {word.text for word in words}
    if texts and texts <= _PLEASED and texts & _PLEASED_BY:
        return Decision(Verdict.any_time)
    read = Sentence.of(mended(words, known))
    slots = read_slots(read, known)
    scores = _scores(read, slots)
    ranked = sorted(scores, key=lambda intent: -scores[intent].points)
    if not ranked or scores[ranked[0]].points < _ENOUGH:
        return _unknown(ranked, scores, slots, known)
    best = ranked[0]
    second = scores[ranked[1]].points if len(ranked) > 1 else 0
    reading = _reading(best, scores[best], sentence, read, slots)
    unknown = _unknown_words(read, best, scores[best], slots)
    if best is AskIntent.sheet and len(unknown) == 1 and not slots.has_subject and not slots.unsure:
        return Decision(Verdict.nobody, word=unknown[0])
    if slots.unsure and (best in _OF_PERSON or best in _TO_PEOPLE):
        return _which(reading, slots, known)
    parts = _subjects(reading, known)
    if len(parts) > 1:
        return Decision(Verdict.which, parts[:_MOST_CHOICES])
    is_sure = scores[best].points >= second + _AHEAD and not _hard(read, scores[best])
    if is_sure and best in WITH_BUTTON and _fits(reading):
        return Decision(Verdict.offer, (reading,))
    if is_sure and not unknown and _fits(reading):
        return Decision(Verdict.answer, (reading,))
    others = [_reading(each, scores[each], sentence, read, slots) for each in ranked[1:] if scores[each].points > 0]
    return Decision(Verdict.ask_back, (reading, *others[:1]))


def _scores(read: Sentence, slots: Slots) -> dict[AskIntent, _Score]:
    """The scores of all intents of which anything is said."""
    seen = read.visible()
    found: dict[AskIntent, _Score] = {}
    for intent, phrases in TRIGGERS.items():
        score = _counted(seen, phrases)
        points = score.points + _weight_of_slots(intent, score, slots)
        if (score.points > 0 or (intent is AskIntent.metric and slots.metric) or _is_goal(intent, slots)) and points > 0:
            found[intent] = replace(score, points=points)
    return found


def _counted(seen: Sequence[str | None], phrases: Iterable[tuple[tuple[str, ...], int]]) -> _Score:
    points, places, said = 0, set[int](), set[str]()
    for phrase, weight in phrases:
        for start in range(len(seen) - len(phrase) + 1):
            here = range(start, start + len(phrase))
            if tuple(seen[start : start + len(phrase)]) == phrase and places.isdisjoint(here):
                points += weight
                places.update(here)
                said.add(" ".join(phrase))
                break
    return _Score(points, frozenset(places), frozenset(said))


def _is_goal(intent: AskIntent, slots: Slots) -> bool:
    return intent is AskIntent.goals and slots.goal > 0


def _weight_of_slots(intent: AskIntent, score: _Score, slots: Slots) -> int:
    """What the slots add to an intent, or take from it."""
    subject = bool(slots.people or slots.teams or slots.unsure)
    match intent:
        case AskIntent.sheet:
            return (1 if slots.has_subject or slots.unsure else 0) - (3 if slots.metric else 0)
        case AskIntent.metric:
            return 3 if slots.metric else -9
        case AskIntent.goals:
            return 4 if slots.goal else 0
        case AskIntent.board:
            return 3 if slots.metric and score.points else 0
        case AskIntent.thank:
            return 2 if slots.people or slots.unsure else -3
        case AskIntent.feedback | AskIntent.ask_feedback:
            return 2 if subject and score.points else 0
        case AskIntent.won:
            return 2 if slots.money else -1
        case AskIntent.my_kudos | AskIntent.inbox:
            return 0 if slots.me and not slots.people else -1
    return 0


def _unknown_words(read: Sentence, best: AskIntent, score: _Score, slots: Slots) -> list[str]:
    known = FILLERS | HARD | ME | US | (WITH_METRIC if slots.metric else frozenset())
    return [
        word.text
        for at, (word, is_read) in enumerate(zip(read.words, read.read, strict=True))
        if not is_read and at not in score.places and word.text not in known
    ]


def _hard(read: Sentence, score: _Score) -> bool:
    return any(word.text in HARD and at not in score.places for at, word in enumerate(read.words))


def _fits(reading: Reading) -> bool:
    """Whether the command of this intent answers for everything that is named."""
    intent, slots = reading.intent, reading.slots
    if intent in WITH_BUTTON:
        return True
    if slots.people and intent not in _OF_PERSON:
        return False
    if slots.teams and intent not in _OF_TEAM:
        return False
    if slots.metric and intent not in (AskIntent.metric, AskIntent.board):
        return False
    if intent is AskIntent.thanked and slots.period not in ("", "today", *_THANKED_IN):
        return False
    is_past = slots.period not in ("", "today") and not slots.period.startswith("this ")
    return not (is_past and intent not in _OF_PERIOD)


def _subjects(reading: Reading, known: KnownNames) -> tuple[Reading, ...]:
    """A reading for each person or team that is meant, where one has to be chosen."""
    slots, intent = reading.slots, reading.intent
    if intent in (AskIntent.thank, AskIntent.goal, AskIntent.won, AskIntent.topic):
        return (reading,)
    if len(slots.people) + len(slots.teams) > 1:
        people = [replace(slots, people=(who,), teams=(), own_team=False) for who in slots.people]
        teams = [replace(slots, people=(), teams=(name,), own_team=False) for name in slots.teams]
        return tuple(replace(reading, slots=each) for each in (*people, *teams))
    means_own = slots.own_team and not slots.people and intent in (AskIntent.sheet, AskIntent.metric)
    if means_own and len(known.own_teams) > 1:
        return tuple(replace(reading, slots=replace(slots, teams=(name,), own_team=False)) for name in known.own_teams)
    return (reading,)


def _which(reading: Reading, slots: Slots, known: KnownNames) -> Decision:
    """Which person is meant, three at most."""
    choices = [replace(slots, people=(*slots.people, who), unsure=()) for who in slots.unsure[:_MOST_CHOICES]]
    return Decision(Verdict.which, tuple(replace(reading, slots=each) for each in choices))


def _unknown(
    ranked: Sequence[AskIntent], scores: Mapping[AskIntent, _Score], slots: Slots, known: KnownNames
) -> Decision:
    who = slots.people or slots.unsure
    if len(slots.people) > 1:
        each = [replace(slots, people=(person,), own_team=False) for person in slots.people[:_MOST_CHOICES]]
        return Decision(Verdict.unknown, tuple(Reading(AskIntent.sheet, one) for one in each))
    if who:
        one = replace(slots, people=who[:1], unsure=())
        return Decision(Verdict.unknown, (Reading(AskIntent.sheet, one), Reading(AskIntent.goals, one)))
    near = [Reading(each, slots, said=scores[each].said) for each in ranked]
    return Decision(Verdict.unknown, tuple(near[:2]))


def _reading(intent: AskIntent, score: _Score, sentence: str, read: Sentence, slots: Slots) -> Reading:
    named = replace(slots, unsure=()) if not slots.unsure else slots
    free = _free(intent, sentence, read, score) if intent in WITH_BUTTON else ""
    return Reading(intent, named, free, score.said)


def _free(intent: AskIntent, sentence: str, read: Sentence, score: _Score) -> str:
    """The words of a form: what stands behind whom and what is meant, as it was written."""
    if intent is AskIntent.won:
        return _name_of_deal(sentence, read, score)
    people = [at for at, word in enumerate(read.words) if word.mentioned_id or at in read.people]
    behind = max([*score.places, *people], default=-1) + 1
    if behind >= len(read.words):
        return ""
    return _JOINS.sub("", sentence[read.words[behind].start :].strip(" :,-"))


def _name_of_deal(sentence: str, read: Sentence, score: _Score) -> str:
    """What is neither money nor known: the customer's name."""
    left = [
        sentence[word.start : word.end]
        for at, word in enumerate(read.words)
        if not read.read[at] and at not in score.places and word.text not in FILLERS | WITH_METRIC
    ]
    return " ".join(left).strip(" .,!?:")
