"""Which words mean what, and how strongly. Pure."""

from collections.abc import Iterable, Iterator, Mapping

from bot.features.ask.rules.facts import AskIntent
from bot.features.ask.rules.phrases import figures, forms, ones_own

# A phrase that counts nothing is known to the intent, and nothing more.
_WRITTEN: Mapping[AskIntent, str] = {**figures.PHRASES, **ones_own.PHRASES, **forms.PHRASES}


def _parsed(written: str) -> tuple[tuple[tuple[str, ...], int], ...]:
    """The phrases with their weights, the longest first."""
    found: list[tuple[tuple[str, ...], int]] = []
    for each in written.split(";"):
        *words, weight = each.split()
        found.append((tuple(words), int(weight)))
    weights = dict[tuple[str, ...], int]()
    for phrase, most in found:
        weights[phrase] = max(most, weights.get(phrase, most))
    # A phrase says at least as much as what it holds.
    found = [(phrase, max(weights.get(part, weight) for part in _parts(phrase))) for phrase, weight in found]
    return tuple(sorted(found, key=lambda phrase: -len(phrase[0])))


def _parts(phrase: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What stands in it side by side, and all of it."""
    for start in range(len(phrase)):
        for end in range(start + 1, len(phrase) + 1):
            yield phrase[start:end]


TRIGGERS: Mapping[AskIntent, tuple[tuple[tuple[str, ...], int], ...]] = {
    intent: _parsed(written) for intent, written in _WRITTEN.items()
}
TRIGGER_WORDS = frozenset(
    word for phrases in TRIGGERS.values() for phrase, _ in phrases for word in phrase if word.isalpha()
)
Placed = tuple[int, tuple[str, ...], int]


def _by_first_word() -> dict[str, dict[AskIntent, list[Placed]]]:
    found: dict[str, dict[AskIntent, list[Placed]]] = {}
    for intent, phrases in TRIGGERS.items():
        for place, (words, weight) in enumerate(phrases):
            found.setdefault(words[0], {}).setdefault(intent, []).append((place, words, weight))
    return found


_BY_FIRST_WORD = _by_first_word()


def triggers_within(texts: Iterable[str | None]) -> dict[AskIntent, list[tuple[tuple[str, ...], int]]]:
    """The phrases that may stand in a sentence of these words, the longest first; every intent has a list."""
    said = [_BY_FIRST_WORD[text] for text in set(texts) if text in _BY_FIRST_WORD]
    found: dict[AskIntent, list[tuple[tuple[str, ...], int]]] = {}
    for intent in TRIGGERS:
        placed = sorted(each for begun in said for each in begun.get(intent, ()))
        found[intent] = [(words, weight) for _, words, weight in placed]
    return found
