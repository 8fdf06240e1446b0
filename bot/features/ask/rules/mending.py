"""Words with one wrong letter, as they were meant. Names are never mended: they are asked for. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from bot.features.ask.rules.facts import KnownNames
from bot.features.ask.rules.phrases.metric_names import METRIC_ALIASES
from bot.features.ask.rules.phrases.triggers import TRIGGER_WORDS
from bot.features.ask.rules.phrases.vocabulary import FILLERS, HARD, WITH_METRIC
from bot.features.ask.rules.words import Word, folded, is_one_off, word_set

_SHORTEST, _SHORT = 4, 4
_TIMES = word_set("today yesterday week month quarter year last this previous current")


def mended(words: Sequence[Word], known: KnownNames) -> list[Word]:
    """The words; one that nobody knows, but for a letter, is the word that is known."""
    names = {part for person in known.people for part in folded(person.name).split()}
    names |= {part for team in known.teams for part in folded(team).replace("-", " ").split()}
    of_metrics = {part for name in (*known.metrics, *METRIC_ALIASES) for part in name.split()}
    meant = sorted(word for word in TRIGGER_WORDS | of_metrics | _TIMES | FILLERS if len(word) >= _SHORTEST)
    usual = TRIGGER_WORDS | of_metrics | _TIMES | FILLERS | HARD | WITH_METRIC | names

    def mend(word: Word) -> Word:
        text = word.text
        if text in usual or len(text) < _SHORTEST or not text.isalpha():
            return word
        near = [each for each in meant if is_one_off(text, each) and _looks_like(text, each)]
        close = [each for each in near if each[0] == text[0]] or near
        return replace(word, text=close[0]) if close and (len(close) == 1 or len(text) > _SHORT) else word

    return [mend(word) for word in words]


def _looks_like(text: str, other: str) -> bool:
    """Whether a short word begins and ends as the other; of longer ones a letter is enough."""
    return len(text) > _SHORT or ((text[0], text[-1]) == (other[0], other[-1]) and len(other) >= _SHORT)
