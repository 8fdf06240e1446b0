"""How a sentence begins: it asks what is, how something is done, or orders it. Pure."""

from bot.features.ask.rules.facts import Slots
from bot.features.ask.rules.naming.sentence import Sentence
from bot.features.ask.rules.words import word_set

_QUESTIONS = word_set("what how who whom whose why when where which did does is are was were has have do")
_SEES = word_set("see find view check get read answer join open look show rank compare know stand access")
_WHAT_IS = frozenset({("what", "is"), ("what", "are"), ("what", "does"), ("what", "do")})
_ORDERS = word_set(
    """
    change set raise lower increase decrease delete remove add edit fix correct put move make create
    approve reject email mail call phone hire fire buy order book schedule cancel send export import
    translate invite assign promote pay write build turn reset erase rename lock unlock confirm decline
    accept reply ignore cut bump double halve waive reassign transfer swap extend adjust multiply fake
    """
)
_WHEN = word_set("at to in on tomorrow later every")
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


def orders(read: Sentence) -> bool:
    """Whether it begins with something to be done that no command for figures does."""
    texts = [word.text for word in read.words[:3]]
    is_reminder = texts[:2] == ["remind", "me"] and texts[2:] and texts[2] in _WHEN
    return bool(texts) and (texts[0] in _ORDERS or bool(is_reminder))
