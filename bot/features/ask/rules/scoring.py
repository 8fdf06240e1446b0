"""How strongly a sentence means each intent. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.features.ask.rules.facts import AskIntent, Slots
from bot.features.ask.rules.naming.sentence import Sentence
from bot.features.ask.rules.phrases.triggers import triggers_within
from bot.features.ask.rules.words import word_set

ENOUGH, AHEAD = 3, 2
_BETWEEN = word_set("a an the any some all really please just pls of 1 2 3 4 5 6 7 8 9 10")
_NEVER = -9
_OF_FEEDBACK = word_set(
    "feedback thoughts opinion opinions input critique advice comment comments think criticism words"
)
_RANKS = word_set("who whose which most biggest largest best top leaderboard ranking rank first")
_TOLD = word_set("log add record register enter book put note")
_WHO = frozenset({"who", "which rep", "which reps", "which team"})
_FORTH = word_set("give write leave share send drop pass have")
_TO_ME = frozenset({("give", "me"), ("send", "me"), ("write", "me"), ("tell", "me"), ("get", "me")})
_ASKS_FOR = word_set("ask request want need get thinks opinion")
_LOOKERS = word_set("who anyone anybody someone somebody manager boss others people everyone colleagues")
_LOOKS = word_set(
    """
    see sees seen saw seeing read reads reading look looks looked looking peek peeked view views viewed
    open opened check checked access accessed
    """
)
_ASKS_WHETHER = word_set("did does has have is was can could")
_SHOWN = word_set("see read show where find again received got view")
# "Did I receive any feedback from Ana?" asks for what is there.
_ASKS_OF_GIVEN = word_set("did have has had is are was were")
_WANTED = word_set("ask asking request requesting want need would could like")
_TO_WHOM = word_set("me us you them how what if whether when who more")
_KUDOS = word_set("kudos thanked thanks thank goals goal")
_ASKS_WHAT = word_set("what when which who how where is are do does did show list any")
_REPORTS = word_set("report update log mark record enter track note fill submit progress check")
_MAKES = word_set("set put make create add commit save new define start")
_PUTS = word_set("add put save note remind discuss bring raise mention")
_OF_KUDOS = word_set(
    "kudos thanks thanked thank shout shoutout praise praised recognition recognized recognised points "
    "appreciated props"
)
_OTHERS = word_set("who anyone anybody reps people team which")
_GOALS = word_set("goal goals objective objectives okr okrs")
_STATES = word_set("at done blocked stuck finished complete completed reached behind halfway percent %")
# What may be meant by what is named alone.
_BY_SLOTS = frozenset(
    {AskIntent.metric, AskIntent.goals, AskIntent.sheet, AskIntent.team, AskIntent.checkin, AskIntent.record}
)


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
    for intent, phrases in triggers_within(seen).items():
        score = _counted(seen, phrases)
        weigh = _WEIGHTS.get(intent)
        points = score.points + (weigh(score, slots, texts) if weigh else 0)
        if (score.points > 0 or intent in _BY_SLOTS) and points > 0:
            found[intent] = replace(score, points=points)
    return found


def _counted(seen: Sequence[str | None], phrases: Iterable[tuple[tuple[str, ...], int]]) -> IntentScore:
    points, places, said = 0, set[int](), set[str]()
    # "Top 3 sellers" and "the most kudos" are what they are without the words between.
    dense = [at for at, word in enumerate(seen) if word is not None and word not in _BETWEEN]
    for phrase, weight in phrases:
        here = _found(seen, phrase, range(len(seen)), places) or _found(seen, phrase, dense, places)
        if here:
            points += weight
            places.update(here)
            said.add(" ".join(phrase))
    return IntentScore(points, frozenset(places), frozenset(said))


def _found(
    seen: Sequence[str | None], phrase: tuple[str, ...], at: Sequence[int], taken: set[int]
) -> Sequence[int]:
    """The places of a phrase among these, none of which is taken; none, where it is not there."""
    size = len(phrase)
    for start in range(len(at) - size + 1):
        here = at[start : start + size]
        if (
            seen[here[0]] == phrase[0]
            and tuple(seen[each] for each in here) == phrase
            and taken.isdisjoint(here)
        ):
            return here
    return ()


def _sheet(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    if ("number", "one") in pairwise(texts):
        return _NEVER
    names_others = bool(slots.people or slots.teams or slots.unsure)
    is_dated = slots.period not in ("", "today")
    dated = (2 if names_others else 1) if is_dated else 0
    return dated + (1 if slots.has_subject or slots.unsure else 0) - (3 if slots.metric else 0)


def _metric(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    named = 3
    return (named if slots.metric else _NEVER) - (2 if _WHO & score.said else 0)


def _goals(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    return 4 if slots.goal else 0


def _board(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    is_ranked = slots.metric and score.points > 1
    # Why, and somebody by name, no board tells.
    other = 3 if slots.people or (texts and texts[0] == "why") else 0
    return -other + (3 if is_ranked else 0) - (2 if "kudos" in score.said and score.points < ENOUGH else 0)


def _thank(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    return 2 if slots.people or slots.unsure else -3


def _feedback(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    is_said = any(_OF_FEEDBACK & set(phrase.split()) for phrase in score.said)
    return (2 if slots.people or slots.teams or slots.unsure else 0) if is_said else _NEVER


def _give_feedback(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    if _SHOWN & set(texts) and "from" in texts:
        return _NEVER
    if _tells_somebody(slots, texts):
        return 6
    to = 3 if slots.people and not _comes_from(texts) else 0
    return _feedback(score, slots, texts) + to - (3 if slots.people and _comes_from(texts) else 0)


def _tells_somebody(slots: Slots, texts: Sequence[str]) -> bool:
    """Whether something is to be told to somebody: "tell ben that", "how do I say to dario"."""
    pairs = set(pairwise(texts))
    tells = any(first == "tell" and second not in _TO_WHOM for first, second in pairs)
    return bool(slots.people) and (tells or ("say", "to") in pairs)


def _request_feedback(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    if (_SHOWN & set(texts) or _ASKS_OF_GIVEN & set(texts[:1])) and not _WANTED & set(texts):
        return _NEVER
    return _feedback(score, slots, texts) + (3 if slots.people and _comes_from(texts) else 0)


def _comes_from(texts: Sequence[str]) -> bool:
    """Whether feedback is to come from somebody: asked for, or "from"."""
    said, pairs = set(texts), set(pairwise(texts))
    if "request" in said:
        return True
    if said & _SHOWN and not said & _ASKS_FOR:
        return False
    if _FORTH & said and not pairs & _TO_ME:
        return False
    return "from" in said or bool(_ASKS_FOR & said) or bool(pairs & _TO_ME)


def _won(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    if _RANKS & set(texts):
        return _NEVER
    is_told = any(phrase.split()[0] in _TOLD for phrase in score.said)
    return 2 if slots.money else -1 if is_told else -5


def _one_to_one(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    return 1 if slots.people else 0


def _about_me(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    return 0 if slots.me else -1


def _my_kudos(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    if not _OF_KUDOS & set(texts):
        return _NEVER
    is_mine = slots.me and not slots.people and "most" not in texts
    return _about_me(score, slots, texts) + (3 if is_mine else 0)


def _today(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    return -4 if _OTHERS & set(texts) else 0


def _record(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    said = set(texts)
    is_looked_at = bool(said & _LOOKS) and bool(said & {"my", "mine"}) and not said & _KUDOS
    is_asked = is_looked_at and (bool(said & _LOOKERS) or bool(slots.people and texts[0] in _ASKS_WHETHER))
    # "Who read my feedback?" may want the feedback as well.
    is_sure = "feedback" not in said or bool(said & {"can", "could", "able", "allowed", "may"})
    return 5 if is_asked and is_sure else 0


def _team(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    asks_who = bool({"who", "anyone", "anybody", "everyone", "which"} & set(texts))
    return 5 if asks_who and ("check", "in") in pairwise(texts) else 0


def _topic(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    if texts and texts[0] in _ASKS_WHAT:
        return -4
    said = set(texts)
    is_put = bool(_PUTS & said) and bool({"1:1", "agenda"} & said)
    is_talk = (
        bool(slots.people) and bool({"talk", "discuss"} & said) and bool({"want", "need", "like"} & said)
    )
    return 4 if is_put or is_talk else 0


def _checkin(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    """A goal is told of: "update my goals", "G4 is at 60%"."""
    said = set(texts)
    is_told = bool(said & _REPORTS and (said & _GOALS or slots.goal)) and texts[0] not in _ASKS_WHAT
    is_state = bool(said & _STATES) or any(each.endswith("%") for each in texts)
    says_how = bool(slots.goal) and is_state and texts[0] not in _ASKS_WHAT
    return (4 if slots.goal and score.points else 0) + (9 if is_told or says_how else 0)


def _goal(score: IntentScore, slots: Slots, texts: Sequence[str]) -> int:
    if texts and texts[0] in _ASKS_WHAT:
        return -4
    said = set(texts)
    if said & _MAKES and said & (_GOALS | {"target"}) and any(each[0].isdigit() for each in texts if each):
        return 6
    return (3 if _is_planned(texts) else 0) + (3 if _is_planned(texts) and _GOALS & set(texts) else 0)


def _is_planned(texts: Sequence[str]) -> bool:
    """Whether a number and a day are named: `12 deals by friday`."""
    return bool({"by", "until", "till"} & set(texts)) and any(
        each[0].isdigit() or each[0] in "$€£" for each in texts if each
    )


# What the slots add to an intent, or take from it.
_WEIGHTS: Mapping[AskIntent, Callable[[IntentScore, Slots, Sequence[str]], int]] = {
    AskIntent.sheet: _sheet,
    AskIntent.metric: _metric,
    AskIntent.goals: _goals,
    AskIntent.board: _board,
    AskIntent.thank: _thank,
    AskIntent.feedback: _give_feedback,
    AskIntent.ask_feedback: _request_feedback,
    AskIntent.record: _record,
    AskIntent.topic: _topic,
    AskIntent.team: _team,
    AskIntent.won: _won,
    AskIntent.one_to_one: _one_to_one,
    AskIntent.my_kudos: _my_kudos,
    AskIntent.today: _today,
    AskIntent.inbox: _about_me,
    AskIntent.checkin: _checkin,
    AskIntent.goal: _goal,
}
