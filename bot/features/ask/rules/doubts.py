"""What makes a sentence doubtful: unknown words, hard ones, slots that a command does not take. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.features.ask.rules.facts import WITH_BUTTON, AskIntent, KnownNames, Reading, Slots
from bot.features.ask.rules.likeness.likely import Likely, is_counted
from bot.features.ask.rules.naming.sentence import Sentence
from bot.features.ask.rules.phrases.common_words import COMMON_WORDS
from bot.features.ask.rules.phrases.vocabulary import FILLERS, HARD, ME, OTHERS, TIMES, US, WITH_METRIC
from bot.features.ask.rules.scoring import IntentScore
from bot.features.ask.rules.words import word_set

OF_PERSON = frozenset(
    {AskIntent.sheet, AskIntent.metric, AskIntent.goals, AskIntent.one_to_one, AskIntent.evidence}
)
# Their pages tell of several people, those who are named among them.
_TELLS_OF_PEOPLE = frozenset({AskIntent.record, AskIntent.inbox, AskIntent.my_kudos, AskIntent.board})
_OF_TEAM = frozenset(
    {AskIntent.sheet, AskIntent.metric, AskIntent.goals, AskIntent.board, AskIntent.team, AskIntent.pulse}
)
_OF_PERIOD = frozenset(
    {
        AskIntent.sheet,
        AskIntent.metric,
        AskIntent.board,
        AskIntent.thanked,
        AskIntent.settings,
        AskIntent.my_kudos,
        AskIntent.pulse,
        AskIntent.reviews,
        AskIntent.contests,
    }
)
_OF_SEVERAL = frozenset({AskIntent.thank, AskIntent.goal, AskIntent.won, AskIntent.topic})
_THANKED_IN = tuple(
    f"{which} {unit}" for unit in ("week", "month", "quarter", "year") for which in ("this", "last")
)
_NO_NUMBER, _PLACES, _VALUE = re.compile("(?!)"), re.compile("[0-9]{1,2}"), re.compile(r"[0-9][0-9.,]*[%x]?")
_NUMBERS = {AskIntent.board: _PLACES, AskIntent.thanked: _PLACES, AskIntent.metric: _VALUE}
_QUESTIONS = word_set("what how who whom whose why when where which did does is are was were has have do")
_SEES = word_set("see find view check get read answer join open look show rank compare know stand access")
_WHAT_IS = frozenset({("what", "is"), ("what", "are"), ("what", "does"), ("what", "do")})
# What has one page, and takes neither people nor days.
ONES_OWN = frozenset(
    {
        AskIntent.help,
        AskIntent.record,
        AskIntent.settings,
        AskIntent.pulse,
        AskIntent.reviews,
        AskIntent.contests,
        AskIntent.my_kudos,
        AskIntent.inbox,
        AskIntent.today,
    }
)
_PLAIN = 5
# Of a sentence that is much like others, so many words may be strange.
_MOST_STRANGE = 3
_MEANT_SOFTLY = word_set("if only unless instead")
# What a button asks about is done by nobody who does not press it; a page is the same whatever was not done.
_SOFT_IN_FORMS = HARD - word_set("not never stop undo cancel delete remove")
_SOFT_ON_PAGES = word_set("if only change")
_MOST_UNKNOWN = 1
_ARTICLES = word_set("a an the my our your his her their this that these those some any")
_LEADS_TO_A_THING = word_set("of for by from with about to on in at as into per")
_ORDERS = word_set(
    """
    change set raise lower increase decrease delete remove add edit fix correct put move make create
    approve reject email mail call phone hire fire buy order book schedule cancel send export import
    translate invite assign promote pay write build turn reset erase rename lock unlock confirm decline
    accept reply ignore cut bump double halve waive reassign transfer swap extend adjust multiply fake
    """
)
_WHEN = word_set("at to in on tomorrow later every")
# What answers an order: "change my hours", "write my review".
DONE_BY_ORDER = frozenset({AskIntent.settings, AskIntent.reviews, AskIntent.pulse, AskIntent.help})
_TO_SOMEBODY = frozenset({AskIntent.thank, AskIntent.feedback, AskIntent.ask_feedback})
_HOW_TO = frozenset({("how", "do", "i"), ("how", "can", "i"), ("where", "can", "i"), ("where", "do", "i")})


def asks_what_is(read: Sentence) -> bool:
    """Whether it begins as a question about what is, not about how something is done."""
    texts = [word.text for word in read.words[:3]]
    if texts[:1] == ["do"]:
        # "Do not disturb" and "do my check-in" tell to.
        return texts[1:2] in (["i"], ["we"], ["you"], ["they"])
    return bool(texts) and texts[0] in _QUESTIONS and not is_how_to(read)


def is_how_to(read: Sentence) -> bool:
    """Whether it asks how something is done."""
    return tuple(word.text for word in read.words[:3]) in _HOW_TO


def asks_for_advice(read: Sentence) -> bool:
    """Whether it asks how something is done, and not where it is seen."""
    texts = [word.text for word in read.words]
    return texts[:1] == ["how"] and is_how_to(read) and not _SEES & set(texts)


def asks_for_meaning(read: Sentence, slots: Slots) -> bool:
    """Whether it asks what a metric is, of nobody and of no days: it may want to be told how to ask."""
    first = tuple(word.text for word in read.words[:2])
    return not slots.has_subject and not slots.period and first in _WHAT_IS


def misses_people(reading: Reading) -> bool:
    """Whether words stand where somebody would be named whom nobody knows."""
    return reading.intent in _TO_SOMEBODY and not reading.slots.people and bool(reading.free)


def unknown_words(read: Sentence, best: AskIntent, score: IntentScore, slots: Slots) -> list[int]:
    """The places of words that say something, and that no slot and no trigger of the best intent has."""
    known = FILLERS | COMMON_WORDS | HARD | ME | US | (WITH_METRIC if slots.metric else frozenset())
    known |= OTHERS if slots.people or read.words[0].text == "who" else frozenset()
    # "Top 5": boards show as many as there are. "Why is it 84%?": its value is looked up anyway.
    number = _NUMBERS.get(best, _NO_NUMBER)
    return [
        at
        for at, (word, is_read) in enumerate(zip(read.words, read.read, strict=True))
        if not is_read
        and at not in score.places
        and word.text not in known
        and not (word.text.endswith("ly") and len(word.text) > len("only"))
        and not number.fullmatch(word.text)
    ]


def may_be_missed(read: Sentence, best: AskIntent, unknown: Sequence[int], score: IntentScore) -> bool:
    """Whether unknown words say nothing that would change a reading: neither a deed, nor a thing it is about.

    A deed begins a sentence; a thing stands behind "of", or before what is asked for.
    """
    if best in ONES_OWN and score.points >= _PLAIN:
        # One page answers whatever else is said.
        return len(unknown) <= _MOST_UNKNOWN + 1 and 0 not in unknown
    return len(unknown) <= _MOST_UNKNOWN and not any(_bears(read, at, score) for at in unknown)


def _bears(read: Sentence, at: int, score: IntentScore) -> bool:
    texts = [word.text for word in read.words]
    if at == 0:
        return True
    before = at - 1
    while before > 0 and (texts[before] in _ARTICLES or read.hidden[before]):
        before -= 1
    behind = at + 1
    is_before_noun = behind < len(texts) and (behind in score.places or read.read[behind])
    is_thing = before in read.people or (read.read[before] and not read.hidden[before])
    return texts[before] in _LEADS_TO_A_THING or is_before_noun or is_thing


def orders(read: Sentence) -> bool:
    """Whether it begins with something to be done that no command for figures does."""
    texts = [word.text for word in read.words[:3]]
    is_reminder = texts[:2] == ["remind", "me"] and texts[2:] and texts[2] in _WHEN
    return bool(texts) and (texts[0] in _ORDERS or bool(is_reminder))


def is_hard(
    read: Sentence, best: AskIntent, score: IntentScore, slots: Slots, soft: frozenset[str] = frozenset()
) -> bool:
    """Whether a word that no trigger has may turn its meaning round."""
    if slots.metric and any(word.text == "should" for word in read.words):
        return True
    # "Versus quota" is what attainment says.
    plain = {"vs", "versus", "against"} if slots.metric == "attainment" else set()
    if best is AskIntent.team:
        # "Who has not checked in?" is what the list of a team is for.
        plain = {"not", "without", "never"}
    return any(
        word.text in HARD - plain - soft and at not in score.places and not read.read[at]
        for at, word in enumerate(read.words)
    )


def is_safe(read: Sentence, reading: Reading, score: IntentScore, likely: Likely, *, is_inside: bool) -> bool:
    """Whether nothing in a sentence speaks against a reading that its words are like.

    `is_inside`: the asker knows the names of people; a word of a guest's may be one.
    """
    slots, intent = reading.slots, reading.intent
    is_ordered = intent not in DONE_BY_ORDER and intent not in WITH_BUTTON and orders(read)
    if (
        is_ordered
        or asks_for_advice(read)
        or slots.unsure
        or slots.other_metric
        or not fits(reading)
        or misses_people(reading)
    ):
        return False
    soft = _MEANT_SOFTLY if likely.is_plain else frozenset[str]()
    soft |= _SOFT_IN_FORMS if intent in WITH_BUTTON else _SOFT_ON_PAGES if intent in ONES_OWN else frozenset()
    if is_hard(read, intent, score, slots, soft):
        return False
    left = unknown_words(read, intent, score, slots)
    if any(at and read.read[at - 1] and not read.hidden[at - 1] for at in left):
        # "Quota relief" is no quota.
        return False
    unknown = [at for at in left if not is_counted(read.words[at].text)]
    if intent not in WITH_BUTTON and any(_names_more(read, at, at in left) for at in _left_over(read, score)):
        return False
    if not score.points or any(read.words[at].is_mended for at in score.places):
        # Nothing that a rule knows says so, or only words as they may have been meant.
        return False
    if not unknown:
        return True
    most = _MOST_STRANGE if likely.is_plain else _MOST_UNKNOWN
    return is_inside and len(unknown) <= most and not any(_bears(read, at, score) for at in unknown)


def _left_over(read: Sentence, score: IntentScore) -> list[int]:
    return [at for at, is_read in enumerate(read.read) if not is_read and at not in score.places]


def _names_more(read: Sentence, at: int, is_strange: bool) -> bool:
    """Whether a word that nothing has read is a number, a time, or somebody's name."""
    word = read.words[at]
    is_name = is_strange and word.is_capital and at > 0
    return word.text[0].isdigit() or word.text in TIMES or is_name


def fits(reading: Reading) -> bool:
    """Whether the command of this intent answers for everything that is named."""
    intent, slots = reading.intent, reading.slots
    if slots.people and intent not in OF_PERSON | _TELLS_OF_PEOPLE:
        return False
    if slots.goal and intent not in (AskIntent.goals, AskIntent.checkin):
        return False
    if (slots.money and intent is not AskIntent.metric) or (slots.teams and intent not in _OF_TEAM):
        return False
    if (
        slots.metric
        and not slots.is_loose
        and not slots.goal
        and intent not in (AskIntent.metric, AskIntent.board)
    ):
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
