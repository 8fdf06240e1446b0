"""Which words mean what, and how strongly. Pure."""

from collections.abc import Iterable, Mapping

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
    # A phrase says at least as much as what it holds.
    found = [(words, max(weight for part, weight in found if _holds(words, part))) for words, _ in found]
    return tuple(sorted(found, key=lambda phrase: -len(phrase[0])))


def _holds(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(words[start : start + len(part)] == part for start in range(len(words) - len(part) + 1))


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
