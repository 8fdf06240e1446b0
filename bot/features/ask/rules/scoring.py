"""How strongly a sentence means each intent. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.features.ask.rules.facts import AskIntent, Slots
from bot.features.ask.rules.phrases.triggers import TRIGGERS
from bot.features.ask.rules.slots import Sentence
from bot.features.ask.rules.words import word_set

ENOUGH, AHEAD = 3, 2
_NEVER = -9
_OF_FEEDBACK = word_set(
    "feedback thoughts opinion opinions input critique advice comment comments think criticism"
)
_RANKS = word_set("who whose which most biggest largest best top leaderboard ranking rank first")
_TOLD = word_set("log add record register enter book put note")
_WHO = frozenset({"who", "which rep", "which reps", "which team"})
# What may be meant by what is named alone.
_BY_SLOTS = frozenset({AskIntent.metric, AskIntent.goals, AskIntent.sheet})


@dataclass(frozen=True)
class IntentScore:
    """How strongly an intent is meant, and the places of the words that say so."""

    points: int
    places: frozenset[int]
    said: frozenset[str]


def scores_of(read: Sentence, slots: Slots) -> dict[AskIntent, IntentScore]:
    """The scores of all intents of which anything is said."""
    seen, texts = read.visible(), [word.text for word in read.words]
    found: dict[AskIntent, IntentScore] = {}
    for intent, phrases in TRIGGERS.items():
        score = _counted(seen, phrases)
        weigh = _WEIGHTS.get(intent)
        points = score.points + (weigh(score, slots, texts) if weigh else 0)
        if (score.points > 0 or intent in _BY_SLOTS) and points > 0:
            found[intent] = replace(score, points=points)
    return found


def _counted(seen: Sequence[str | None], phrases: Iterable[tuple[tuple[str, ...], int]]) -> IntentScore:
    points, places, said = 0, set[int](), set[str]()
    for phrase, weight in phrases:
        for start in range(len(seen) - len(phrase) + 1):
            here = range(start, start + len(phrase))
            if tuple(seen[start : start + len(phrase)]) == phrase and places.isdisjoint(here):
                points += weight
                places.update(here)
                said.add(" ".join(phrase))
                break
    return IntentScore(points, frozenset(places), frozenset(said))


def _sheet(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    names_others = bool(slots.people or slots.teams or slots.unsure)
    dated = 2 if names_others and slots.period not in ("", "today") else 0
    return dated + (1 if slots.has_subject or slots.unsure else 0) - (3 if slots.metric else 0)


def _metric(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    return (3 if slots.metric else _NEVER) - (2 if _WHO & score.said else 0)


def _goals(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    return 4 if slots.goal else 0


def _board(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    return (3 if slots.metric else 0) - (2 if "kudos" in score.said and score.points < ENOUGH else 0)


def _thank(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    return 2 if slots.people or slots.unsure else -3


def _feedback(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    is_said = any(_OF_FEEDBACK & set(phrase.split()) for phrase in score.said)
    return (2 if slots.people or slots.teams or slots.unsure else 0) if is_said else _NEVER


def _won(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    if _RANKS & set(texts):
        return _NEVER
    is_told = any(phrase.split()[0] in _TOLD for phrase in score.said)
    return 2 if slots.money else -1 if is_told else -5


def _one_to_one(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    return 1 if slots.people else 0


def _about_me(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    return 0 if slots.me else -1


def _checkin(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    return 4 if slots.goal else 0


def _goal(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    return 3 if _is_planned(texts) else 0


def _is_planned(texts: Sequence[str]) -> bool:
    """Whether a number and a day are named: `12 deals by friday`."""
    return "by" in texts and any(each[0].isdigit() or each[0] in "$€£" for each in texts if each)


# What the slots add to an intent, or take from it.
_WEIGHTS: Mapping[AskIntent, Callable[[IntentScore, Slots, Sequence[str]], int]] = {
    AskIntent.sheet: _sheet,
    AskIntent.metric: _metric,
    AskIntent.goals: _goals,
    AskIntent.board: _board,
    AskIntent.thank: _thank,
    AskIntent.feedback: _feedback,
    AskIntent.ask_feedback: _feedback,
    AskIntent.won: _won,
    AskIntent.one_to_one: _one_to_one,
    AskIntent.my_kudos: _about_me,
    AskIntent.inbox: _about_me,
    AskIntent.checkin: _checkin,
    AskIntent.goal: _goal,
}
