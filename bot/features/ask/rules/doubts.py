"""What makes a sentence doubtful: unknown words, hard ones, slots that a command does not take. Pure."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.features.ask.rules.facts import WITH_BUTTON, AskIntent, Reading, Slots
from bot.features.ask.rules.fitting import fits
from bot.features.ask.rules.likeness.likely import Likely, speaks_for
from bot.features.ask.rules.naming.sentence import Sentence
from bot.features.ask.rules.naming.spoken import words_asking
from bot.features.ask.rules.openings import asks_for_advice, orders
from bot.features.ask.rules.phrases.common_words import COMMON_WORDS
from bot.features.ask.rules.phrases.vocabulary import (
    FILLERS,
    HARD,
    ME,
    MONTHS_AND_SEASONS,
    OTHERS,
    TIMES,
    US,
    WITH_METRIC,
)
from bot.features.ask.rules.scoring import ENOUGH, IntentScore
from bot.features.ask.rules.words import word_set

_NO_NUMBER, _PLACES, _VALUE = re.compile("(?!)"), re.compile("[0-9]{1,2}"), re.compile(r"[0-9][0-9.,]*[%x]?")
_NUMBERS = {AskIntent.board: _PLACES, AskIntent.thanked: _PLACES, AskIntent.metric: _VALUE}
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
_WHO = word_set("who anyone anybody someone somebody")
_PLAIN = 5
# Of a sentence that is much like others, so many words may be strange.
_MOST_STRANGE = 3
_MEANT_SOFTLY = word_set("if only unless instead")
# What a button asks about is done by nobody who does not press it; a page is the same whatever was not done.
_SOFT_IN_FORMS = HARD - word_set("not never stop undo cancel delete remove")
_SOFT_ON_PAGES = word_set("if only change")
_MOST_UNKNOWN = 1
# "I do not understand why", "am I doing all right or not": the question is the same.
_NO_NEGATION = frozenset({("not", "understand"), ("not", "know"), ("not", "sure"), ("or", "not")})
_ARTICLES = word_set("a an the my our your his her their this that these those some any")
_WHOSE = word_set("my our your his her their")
_LEADS_TO_A_THING = word_set("of for by from with about to on in at as into per")
# What answers an order: "change my hours", "write my review".
DONE_BY_ORDER = frozenset({AskIntent.settings, AskIntent.reviews, AskIntent.pulse, AskIntent.help})
_TO_SOMEBODY = frozenset({AskIntent.thank, AskIntent.feedback, AskIntent.ask_feedback})


def misses_people(reading: Reading) -> bool:
    """Whether words stand where somebody would be named whom nobody knows."""
    return reading.intent in _TO_SOMEBODY and not reading.slots.people and bool(reading.free)


def unknown_words(read: Sentence, best: AskIntent, score: IntentScore, slots: Slots) -> list[int]:
    """The places of words that say something, and that no slot and no trigger of the best intent has."""
    known = FILLERS | COMMON_WORDS | HARD | ME | US | words_asking(slots.metric)
    known |= WITH_METRIC if slots.metric else frozenset()
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
    if at == 0 or texts[at - 1] in _WHOSE:
        return True
    before = at - 1
    while before > 0 and (texts[before] in _ARTICLES or read.hidden[before]):
        before -= 1
    behind = at + 1
    is_before_noun = behind < len(texts) and (behind in score.places or read.read[behind])
    is_thing = before in read.people or (read.read[before] and not read.hidden[before])
    return texts[before] in _LEADS_TO_A_THING or is_before_noun or is_thing


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
    texts = ["", *read.texts, ""]
    return any(
        word.text in HARD - plain - soft
        and at not in score.places
        and not read.read[at]
        and _NO_NEGATION.isdisjoint(pairwise(texts[at : at + 3]))
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
        or not (intent in WITH_BUTTON or fits(reading))
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
    unknown = [at for at in left if not speaks_for(read.words[at].text, intent)]
    if intent not in WITH_BUTTON and any(_names_more(read, at, at in left) for at in _left_over(read, score)):
        return False
    if not score.points or any(read.words[at].is_mended for at in score.places):
        # Nothing that a rule knows says so, or only words as they may have been meant.
        return False
    if not (unknown if is_inside else left):
        return True
    most = _MOST_STRANGE if likely.is_plain else _MOST_UNKNOWN
    if intent in ONES_OWN and likely.is_plain and score.points > ENOUGH:
        # One page answers whatever else is said.
        return is_inside and len(unknown) <= most and 0 not in unknown
    return is_inside and len(unknown) <= most and not any(_bears(read, at, score) for at in unknown)


def _left_over(read: Sentence, score: IntentScore) -> list[int]:
    return [at for at, is_read in enumerate(read.read) if not is_read and at not in score.places]


def _names_more(read: Sentence, at: int, is_strange: bool) -> bool:
    """Whether a word that nothing has read is a number, a time, or somebody's name."""
    word = read.words[at]
    is_name = is_strange and word.is_capital and at > 0
    return word.text[0].isdigit() or word.text in TIMES or is_name


def has_other_time(read: Sentence) -> bool:
    """Whether a time is left beside those that were read: "q3 and q4", "october, and november too"."""
    return any(word.text in MONTHS_AND_SEASONS and not read.read[at] for at, word in enumerate(read.words))


def asks_whose(read: Sentence, reading: Reading) -> bool:
    """Whether it is not said whose goals are meant: "what I agreed with Ana", "who is late with goals"."""
    if reading.slots.goal:
        # One goal is what it is, whoever has it.
        return False
    is_of_some = bool(_WHO & {word.text for word in read.words})
    return is_of_some or (reading.slots.me and _is_with_somebody(read))


def _is_with_somebody(read: Sentence) -> bool:
    return any(word.text == "with" and at + 1 in read.people for at, word in enumerate(read.words))
