"""Some deals only, or a figure taken apart, as sentences name them: "of type renewal". Pure."""

from bot.features.ask.rules.facts import Slots
from bot.features.ask.rules.naming.sentence import Sentence
from bot.features.ask.rules.phrases.common_words import COMMON_WORDS
from bot.features.ask.rules.phrases.vocabulary import FILLERS, HARD, ME, TIMES, US, WITH_METRIC
from bot.features.ask.rules.words import word_set
from bot.features.metrics.commands.cuts import DIMENSION_WORDS
from bot.slack.text import unescape

_BY = word_set("by per each every which what across")
# How people say it, beside the words of the commands; a type is what is meant where it is not said.
_SAID = {"sort": "type", "kind": "type", "category": "type", "categorie": "type"}
_VALUES = {
    "renewal": "type renewal",
    "renewals": "type renewal",
    "expansion": "type expansion",
    "expansions": "type expansion",
    "upsell": "type upsell",
    "upsells": "type upsell",
}
_OF_PIPELINE = frozenset({"coverage", "weighted"})
_OF_DEALS = word_set("deal deals customer customers business")
_NO_VALUE = (FILLERS | ME | US | TIMES | WITH_METRIC | _BY) - word_set("new big small large")
_SAID_OF_ALL = FILLERS | HARD | COMMON_WORDS


def is_dimension(text: str) -> bool:
    """Whether a word is one that commands take for a dimension."""
    return text.removesuffix("s") in DIMENSION_WORDS


def cut_named(read: Sentence, sentence: str, slots: Slots) -> str:
    """The cut that words name, as commands take it: "by type", "type renewal"; "" where they name none."""
    for at, word in enumerate(read.words):
        said = _dimension(read, at, slots)
        if said:
            return _of_dimension(read, at, said, sentence)
        if not read.read[at] and word.text in _VALUES:
            return _VALUES[word.text]
    return ""


def _dimension(read: Sentence, at: int, slots: Slots) -> str:
    """The dimension that the word at this place is, as commands take it; "" for any other word."""
    texts = ["", *read.texts, ""]
    before, text, behind = texts[at], texts[at + 1].removesuffix("s"), texts[at + 2]
    if text in ("sort", "kind") and not (
        before in _BY | {"of", "this", "that"} and (behind != "of" or _OF_DEALS & set(texts[at + 3 : at + 4]))
    ):
        # "Be so kind", "what kind of numbers", "sort everybody by bookings".
        return ""
    if text == "pipeline":
        is_named = before in _BY or (read.read[at + 1 : at + 2] == [False] and _names_one(read, at + 1))
        return "" if slots.metric in _OF_PIPELINE and not is_named else text
    if text == "reason":
        return "lost reason" if before in ("lost", "loss", "by", "per") else ""
    if read.read[at]:
        return ""
    said = _SAID.get(text, text)
    return said if said in DIMENSION_WORDS else ""


def _names_one(read: Sentence, at: int) -> bool:
    """Whether the word at this place is one that nobody knows, such as the name of a pipeline."""
    return at < len(read.words) and _is_value(read, at) and read.words[at].text not in _SAID_OF_ALL


def _of_dimension(read: Sentence, at: int, said: str, sentence: str) -> str:
    """With the value that stands behind the dimension, or before it; none where the figure is taken apart."""
    texts = read.texts
    first = at - 1 if at and texts[at - 1] in ("deal", "lead", "lost", "loss") else at
    is_apart = (first and texts[first - 1] in _BY) or texts[at].endswith("s")
    if is_apart or texts[at + 1 : at + 2] == ["of"]:
        return f"by {said}"
    behind = at + 2 if texts[at + 1 : at + 2] == ["is"] else at + 1
    for place in (behind, first - 1):
        if 0 <= place < len(texts) and _is_value(read, place):
            return f"{said} {_as_typed(read, place, sentence)}"
    return f"by {said}"


def _is_value(read: Sentence, at: int) -> bool:
    word = read.words[at]
    is_metric = read.read[at] and not read.hidden[at]
    return not (is_metric or word.text in _NO_VALUE or word.mentioned_id or at in read.people)


def _as_typed(read: Sentence, at: int, sentence: str) -> str:
    """The value as it was typed: a word, and those behind it in capital letters, or behind "new"."""
    last = at
    while last + 1 < len(read.words) and not read.read[last + 1]:
        is_new = read.words[last].text == "new" and _is_value(read, last + 1)
        if not (read.words[last + 1].is_capital or is_new):
            break
        last += 1
    return unescape(sentence[read.words[at].start : read.words[last].end].strip("\"'.,;:!?()"))
