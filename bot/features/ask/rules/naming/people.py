"""People whom a sentence names. Pure."""

from collections.abc import Iterable, Sequence

from bot.features.ask.rules.facts import KnownNames
from bot.features.ask.rules.naming.sentence import Sentence
from bot.features.ask.rules.phrases.common_words import COMMON_WORDS
from bot.features.ask.rules.phrases.metric_names import METRIC_ALIASES
from bot.features.ask.rules.phrases.vocabulary import FILLERS, HARD, ME, US
from bot.features.ask.rules.words import folded, is_one_off

_COMMON = ME | US | FILLERS | HARD | COMMON_WORDS
# "Ten" and "gen" are no Ben.
_SHORTEST_NAME = 4


def people_named(sentence: Sentence, known: KnownNames) -> tuple[list[str], tuple[str, ...]]:
    """Ids of those who are named, and of those of whom one may be meant."""
    full: dict[str, list[str]] = {}
    first: dict[str, list[str]] = {}
    for person in known.people:
        name = folded(person.name)
        full.setdefault(name, []).append(person.id)
        first.setdefault(name.partition(" ")[0], []).append(person.id)

    def named(words: Sequence[str], at: int) -> list[str] | None:
        text = " ".join(words)
        if len(words) > 1 or " " in text:
            return full.get(text)
        # Will and Mark are names where they are written as such.
        is_name = text not in _COMMON or (at > 0 and sentence.words[at].is_capital)
        if text.endswith("s") and text not in first and text not in _COMMON:
            # "Graces quota": many leave the sign out.
            text = text[:-1]
        return first.get(text) if is_name else None

    before = list(sentence.read)
    groups = sentence.every(named, 4)
    sentence.people = {at for at, was in enumerate(before) if sentence.read[at] and not was}
    near = {
        who
        for word in _unread(sentence)
        if len(word) >= _SHORTEST_NAME and word not in _COMMON and word not in METRIC_ALIASES
        for name, ids in first.items()
        if is_one_off(word, name)
        for who in ids
    }
    sure = [group[0] for group in groups if len(group) == 1]
    return sure, tuple(
        dict.fromkeys([who for group in groups if len(group) > 1 for who in group] + sorted(near))
    )


def _unread(sentence: Sentence) -> Iterable[str]:
    return (word.text for word, read in zip(sentence.words, sentence.read, strict=True) if not read)


def in_order(sentence: Sentence, ids: Sequence[str], known: KnownNames) -> tuple[str, ...]:
    """The ids in the order in which they are named."""
    names = {person.id: folded(person.name).partition(" ")[0] for person in known.people}
    texts = [word.mentioned_id or word.text for word in sentence.words]

    def place(who: str) -> int:
        return min((at for at, text in enumerate(texts) if text in (who, names.get(who))), default=len(texts))

    return tuple(sorted(dict.fromkeys(ids), key=place))
