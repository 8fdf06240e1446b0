"""Whether a sentence is certain enough to be answered, and what is asked otherwise. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.features.ask.rules.facts import WITH_BUTTON, AskIntent, Decision, KnownNames, Reading, Slots, Verdict
from bot.features.ask.rules.manners import without_manners
from bot.features.ask.rules.mending import mended
from bot.features.ask.rules.slots import Sentence, read_slots
from bot.features.ask.rules.triggers import TRIGGERS
from bot.features.ask.rules.vocabulary import FILLERS, HARD, ME, OTHERS, US, WITH_METRIC
from bot.features.ask.rules.words import words_of

_WORDS_OF_FEEDBACK = frozenset(
    "feedback thoughts opinion opinions input critique advice comment comments think".split()
)
_QUESTIONS = frozenset(
    "what how who whom whose why when where which did does is are was were has have do".split()
)
_HOW_TO = frozenset({("how", "do", "i"), ("how", "can", "i"), ("where", "can", "i"), ("where", "do", "i")})
_TOLD = frozenset("log add record register enter book put note".split())
_ENOUGH, _AHEAD = 3, 2
_MOST_CHOICES = 3
_UNTIL = re.compile(r"\b(?:until|till|for)\s+\S+(?:\s+\w+)?|\btomorrow\b", re.IGNORECASE)
_WITHIN = frozenset("a an the to and some my me also plus please for of".split())
_JOINS = re.compile(r"^(?:for|on|about|that|because|because of|as|who|to|saying|regarding)\s+", re.IGNORECASE)
_PLEASED = frozenset(
    "thanks thank you ok okay great cheers cool perfect nice awesome so much a lot very".split()
)
_PLEASED_BY = frozenset("thanks ok okay great cheers cool perfect nice awesome thank".split())
_OF_PERSON = frozenset(
    {AskIntent.sheet, AskIntent.metric, AskIntent.goals, AskIntent.one_to_one, AskIntent.evidence}
)
_OF_TEAM = frozenset({AskIntent.sheet, AskIntent.metric, AskIntent.goals, AskIntent.board, AskIntent.team})
_OF_PERIOD = frozenset({AskIntent.sheet, AskIntent.metric, AskIntent.board, AskIntent.thanked})
# What a form may name somebody for.
_TO_PEOPLE = frozenset(
    {AskIntent.thank, AskIntent.feedback, AskIntent.ask_feedback, AskIntent.goal, AskIntent.topic}
)
_THANKED_IN = tuple(
    f"{which} {unit}" for unit in ("week", "month", "quarter", "year") for which in ("this", "last")
)
# What may be meant by what is named alone.
_BY_SLOTS = frozenset({AskIntent.metric, AskIntent.goals, AskIntent.sheet})


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
    if not texts:
        return Decision(Verdict.answer, (Reading(AskIntent.help),))
    if texts <= _PLEASED and texts & _PLEASED_BY:
        return Decision(Verdict.any_time)
    read = Sentence.of(without_manners(mended(words, known)))
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
    is_sure = (
        not (_is_how_to(read) and best not in {*WITH_BUTTON, AskIntent.help})
        and scores[best].points >= second + _AHEAD
        and not _hard(read, scores[best])
    )
    if is_sure and best in WITH_BUTTON and not _asks(read):
        return Decision(Verdict.offer, (reading,))
    if is_sure and best not in WITH_BUTTON and not unknown and _fits(reading):
        return Decision(Verdict.answer, (reading,))
    others = [
        _reading(each, scores[each], sentence, read, slots) for each in ranked[1:] if scores[each].points > 0
    ]
    return Decision(Verdict.ask_back, (reading, *others[:1]))


def _scores(read: Sentence, slots: Slots) -> dict[AskIntent, _Score]:
    """The scores of all intents of which anything is said."""
    seen = read.visible()
    found: dict[AskIntent, _Score] = {}
    for intent, phrases in TRIGGERS.items():
        score = _counted(seen, phrases)
        points = score.points + _weight_of_slots(intent, score, slots, [word.text for word in read.words])
        if (score.points > 0 or intent in _BY_SLOTS) and points > 0:
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


def _weight_of_slots(intent: AskIntent, score: _Score, slots: Slots, texts: Sequence[str]) -> int:
    """What the slots add to an intent, or take from it."""
    subject = bool(slots.people or slots.teams or slots.unsure)
    match intent:
        case AskIntent.sheet:
            dated = 2 if subject and slots.period not in ("", "today") else 0
            return dated + (1 if slots.has_subject or slots.unsure else 0) - (3 if slots.metric else 0)
        case AskIntent.metric:
            asks_who = bool({"who", "which rep", "which team", "which reps"} & score.said)
            return (3 if slots.metric else -9) - (2 if asks_who else 0)
        case AskIntent.goals:
            return 4 if slots.goal else 0
        case AskIntent.board:
            return (3 if slots.metric else 0) - (2 if "kudos" in score.said and score.points < _ENOUGH else 0)
        case AskIntent.thank:
            return 2 if slots.people or slots.unsure else -3
        case AskIntent.feedback | AskIntent.ask_feedback:
            is_said = any(_WORDS_OF_FEEDBACK & set(phrase.split()) for phrase in score.said)
            return (2 if subject else 0) if is_said else -9
        case AskIntent.won:
            is_told = any(phrase.split()[0] in _TOLD for phrase in score.said)
            return 2 if slots.money else -1 if is_told else -3
        case AskIntent.one_to_one:
            return 1 if slots.people and score.points else 0
        case AskIntent.my_kudos | AskIntent.inbox:
            return 0 if slots.me else -1
        case AskIntent.checkin:
            return 4 if slots.goal and score.points else 0
        case AskIntent.goal:
            return 3 if score.points and _is_planned(texts) else 0
    return 0


def _is_planned(texts: Sequence[str]) -> bool:
    """Whether a number and a day are named: `12 deals by friday`."""
    return "by" in texts and any(each[0].isdigit() or each[0] in "$€£" for each in texts if each)


def _asks(read: Sentence) -> bool:
    """Whether it begins as a question about what is, not about how something is done."""
    texts = [word.text for word in read.words[:3]]
    return bool(texts) and texts[0] in _QUESTIONS and not _is_how_to(read)


def _is_how_to(read: Sentence) -> bool:
    return tuple(word.text for word in read.words[:3]) in _HOW_TO


def _unknown_words(read: Sentence, best: AskIntent, score: _Score, slots: Slots) -> list[str]:
    known = FILLERS | HARD | ME | US | (WITH_METRIC if slots.metric else frozenset())
    known |= OTHERS if slots.people else frozenset()
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
    if slots.people and intent not in _OF_PERSON:
        return False
    if slots.money or (slots.teams and intent not in _OF_TEAM):
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
        return tuple(
            replace(reading, slots=replace(slots, teams=(name,), own_team=False)) for name in known.own_teams
        )
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
    named = replace(slots, people=_addressed(read, slots)) if intent in _TO_PEOPLE else slots
    free = _free(intent, sentence, read, score) if intent in WITH_BUTTON else ""
    return Reading(intent, named, free, score.said)


def _addressed(read: Sentence, slots: Slots) -> tuple[str, ...]:
    """The people to whom it goes: those who are named first, together."""
    if len(slots.people) < 2:
        return slots.people
    places = sorted(at for at, word in enumerate(read.words) if word.mentioned_id or at in read.people)
    last = places[0]
    for place in places[1:]:
        between = {word.text for word in read.words[last + 1 : place]}
        if not between <= {"and", "to", "plus", "also"}:
            break
        last = place
    count = len({read.words[at].text for at in places if at <= last and read.is_first(at)})
    return slots.people[:count]


def _free(intent: AskIntent, sentence: str, read: Sentence, score: _Score) -> str:
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


def _end_of_what_is_meant(read: Sentence, score: _Score) -> int:
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


def _name_of_deal(sentence: str, read: Sentence, score: _Score) -> str:
    """What is neither money nor known: the customer's name."""
    left = [
        sentence[word.start : word.end]
        for at, word in enumerate(read.words)
        if not read.read[at] and at not in score.places and word.text not in FILLERS | WITH_METRIC
    ]
    return " ".join(left).strip(" .,!?:")
