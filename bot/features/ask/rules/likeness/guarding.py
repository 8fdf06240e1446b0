"""What speaks against an answer though a rule and the table agree: the sentence as a whole. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.features.ask.rules.facts import WITH_BUTTON, AskIntent, KnownNames, Reading, Slots
from bot.features.ask.rules.families import about, is_elsewhere, kept
from bot.features.ask.rules.likeness.likely import Likely, likely_of
from bot.features.ask.rules.manners import without_manners
from bot.features.ask.rules.naming.sentence import Sentence
from bot.features.ask.rules.scoring import AHEAD, ENOUGH, IntentScore, scores_of
from bot.features.ask.rules.slots import read_slots
from bot.features.ask.rules.words import Word, word_set

_NOTHING_SAID = IntentScore(0, frozenset(), frozenset())
_TO_COME = word_set("tomorrow upcoming")
_ELSEWHERE = word_set(
    "weather joke jokes lunch dinner coffee salary commission bonus tickets birthday dog cat wife husband "
    "kids password laptop phone address"
)
_COUNTS = frozenset({("how", "long"), ("how", "old"), ("how", "many"), ("how", "much")})
_PEOPLE = word_set("reps people sellers salespeople colleagues teams guys")
_EVENTS = word_set("calls emails meetings demos deals visits mails appointments")
_FIGURES = word_set("calls emails meetings bookings quota pipeline attainment")
_COUNTED = word_set("calls emails meetings")
_OF_FIGURES = frozenset({AskIntent.sheet, AskIntent.metric, AskIntent.board})
_OF_WELLBEING = frozenset(("everything", how) for how in ("ok", "okay", "fine", "alright", "good", "well"))
_OF_METRIC = frozenset({AskIntent.metric, AskIntent.board})
_AROUND = word_set("before after until till since except excluding")
# "Grace's best quarter", "bookings by month".
_OF_TIMES = frozenset(
    (which, unit) for which in ("best", "worst", "by", "per") for unit in ("week", "month", "quarter", "year")
)
_GIVEN = frozenset(
    {("i", "gave"), ("i", "sent"), ("i", "give"), ("i", "wrote"), ("from", "me"), ("by", "me")}
)
_THANKS = word_set("thank kudos")
_COMPARED = word_set("compare compared comparing vs versus")
_ASKS = word_set("how why what is are was were did do does who which can could")
_LISTS = word_set("what which any list")
_LONGER = frozenset({"this month", "this quarter", "this year"})
_WITH_PACER = word_set("this that it you pacer something anything what commands here")
_EVERYONE = word_set("everyone everybody everyones everybodys")


@dataclass(frozen=True)
class Heard:
    """A sentence as both opinions have it: what it names, what rules find in it, what it is like."""

    read: Sentence
    slots: Slots
    scores: Mapping[AskIntent, IntentScore]
    likely: Likely

    @classmethod
    def of(cls, words: Sequence[Word], known: KnownNames) -> "Heard":
        """What is heard in mended words."""
        read = Sentence.of(without_manners(words))
        slots = read_slots(read, known)
        return cls(read, slots, scores_of(read, slots), likely_of(read, slots))


def speaks_against(heard: Heard, reading: Reading) -> bool:
    """Whether a sentence as a whole leaves a doubt of the reading that a part of it, or its rules, have."""
    intent = reading.intent
    if intent is AskIntent.help:
        return _is_help_elsewhere(heard.read)
    if intent not in WITH_BUTTON and is_elsewhere(heard.read.texts, intent):
        return True
    return not heard.likely.is_close(intent) or _loses(heard.slots, reading) or _is_weak(heard, intent)


def _loses(named: Slots, reading: Reading) -> bool:
    """Whether the part that is answered has not what the sentence names: its metric, its people, its days."""
    own, intent = reading.slots, reading.intent
    is_other = intent in _OF_METRIC and bool(named.metric) and own.metric != named.metric
    lacks = set(named.people) - set(own.people) or set(named.teams) - set(own.teams)
    return is_other or (intent in _OF_FIGURES and bool(lacks or (named.period and not own.period)))


def asks_for_more(heard: Heard, reading: Reading) -> bool:
    """Whether words or slots ask for what this intent does not tell."""
    texts = heard.read.texts
    # "Better than last month" asks of two times.
    is_compared = bool(_COMPARED & set(texts)) or ("than", "last") in pairwise(texts)
    if heard.slots.period and is_compared:
        return True
    if reading.intent in _OF_FIGURES:
        return _has_more_figures(reading.intent, heard.slots, heard.read)
    return _has_more(reading.intent, heard.slots, texts)


def _has_more(intent: AskIntent, slots: Slots, texts: Sequence[str]) -> bool:
    """Of pages and forms."""
    said, pairs = set(texts), set(pairwise(texts))
    match intent:
        case AskIntent.team:
            return texts[:2] in (["i", "am"], ["i", "feel"])
        case AskIntent.quiet:
            return bool(slots.people)
        case AskIntent.today:
            is_of_figure = any(text.endswith("%") for text in texts)
            return slots.period in _LONGER or bool(said & _EVERYONE) or is_of_figure
        case AskIntent.inbox | AskIntent.my_kudos:
            return bool(said & _EVERYONE or pairs & _GIVEN) or (slots.own_team and not slots.me)
        case AskIntent.goals:
            return texts[:2] == ["how", "many"] and bool(_PEOPLE & said)
        case AskIntent.thank:
            # "Signed, 60k, thanks to Hugo" tells of a deal.
            return bool(slots.money)
        case AskIntent.ask_feedback | AskIntent.feedback:
            # "Thank Ben and ask him for feedback" is two deeds.
            return bool(said & _THANKS and "ask" in said) or ("i", "gave") in pairs
    return False


def _has_more_figures(intent: AskIntent, slots: Slots, read: Sentence) -> bool:
    """Of numbers and boards."""
    texts, pairs = read.texts, set(pairwise(read.texts))
    said = set(texts)
    if said & _TO_COME or said & _ELSEWHERE or pairs & _OF_TIMES or _is_of_other_days(read):
        return True
    if intent is AskIntent.sheet:
        # "How long has Hugo been with us?"; "everything ok with him?" is no figure.
        return bool((_COUNTS | _OF_WELLBEING) & pairs)
    if intent is AskIntent.board and (tuple(texts[:2]) in _COUNTS or "weekend" in said):
        # "How much did we put on the board?"; nobody sells on the days of "over the weekend".
        return True
    counts_other = "yield" not in slots.metric and slots.metric not in said and bool(said & _COUNTED)
    return intent is AskIntent.metric and (bool(slots.money) or counts_other or _is_no_figure(texts))


def _is_of_other_days(read: Sentence) -> bool:
    """Whether days are named by which others are meant: "before October", "since q2"."""
    return any(
        text in _AROUND and hidden and at + 1 not in read.people and not was_hidden
        for at, (text, was_hidden, hidden) in enumerate(
            zip(read.texts, read.hidden, read.hidden[1:], strict=False)
        )
    )


def _is_no_figure(texts: Sequence[str]) -> bool:
    """Whether it is not one figure: "how many reps", "I made 40 calls", "what meetings do I have"."""
    counts_people = (texts[:2] == ["how", "many"] or "across" in texts) and bool(_PEOPLE & set(texts[2:]))
    counts_people |= texts[0] in ("is", "has", "does", "did") and texts[1:2] in (["anybody"], ["anyone"])
    is_of_two = "and" in texts and len(_FIGURES & set(texts)) > 1
    return counts_people or is_of_two or _is_told(texts) or _is_of_calendar(texts)


def _is_told(texts: Sequence[str]) -> bool:
    """Whether a count is told, and not asked for: "I made 40 calls"."""
    is_counted = any(one.isdigit() and other in _EVENTS for one, other in pairwise(texts))
    return is_counted and (texts[0] not in _ASKS or texts[1].isdigit())


def _is_of_calendar(texts: Sequence[str]) -> bool:
    """Whether the events themselves are asked for: "do I have meetings today", "any emails from Ana"."""
    return (bool(_EVENTS & set(texts[1:3])) and texts[0] in _LISTS) or (
        texts[:3] == ["do", "i", "have"] and bool(_EVENTS & set(texts[3:5]))
    )


def _is_help_elsewhere(read: Sentence) -> bool:
    """Whether help is wanted "with legal", which the menu has not."""
    texts = read.texts
    behind = texts[texts.index("help") + 1 :] if "help" in texts else []
    return behind[:1] == ["with"] and not _WITH_PACER & set(behind)


def _is_weak(heard: Heard, intent: AskIntent) -> bool:
    """Whether neither the rules nor the table are sure of an intent."""
    scores = kept(heard.scores, about(heard.read.texts, heard.slots))
    points = heard.scores.get(intent, _NOTHING_SAID).points
    others = max((each.points for key, each in scores.items() if key is not intent), default=0)
    likely = heard.likely
    is_named = intent is AskIntent.metric and (likely.is_clear or not heard.slots.is_loose)
    if points <= ENOUGH + 1 and likely.may_be_nothing:
        return True
    if likely.first is not intent:
        return points < others + AHEAD
    is_ahead = points >= others + AHEAD or likely.is_plain or (points > others and likely.is_clear)
    return not is_ahead or (points <= ENOUGH and not (is_named or likely.is_firm))
