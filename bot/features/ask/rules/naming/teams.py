"""Teams that a sentence names: by name, by what is short for it, by who leads them. Pure."""

from collections.abc import Iterable, Sequence

from bot.features.ask.rules.facts import KnownNames
from bot.features.ask.rules.naming.sentence import Sentence
from bot.features.ask.rules.phrases.triggers import TRIGGER_WORDS
from bot.features.ask.rules.phrases.vocabulary import FILLERS, HARD, ME, US
from bot.features.ask.rules.words import folded, word_set

_COMMON = ME | US | FILLERS | HARD | TRIGGER_WORDS
# Too much of a name is common to all teams.
_OF_MANY_TEAMS = word_set("sales team teams the and group of")
_TEAM = word_set("team teams squad group crew")
_SHORTEST, _SHORTEST_ALONE, _LONGEST = 2, 3, 5


def teams_named(sentence: Sentence, known: KnownNames) -> tuple[str, ...]:
    """The names of the teams, in the order in which they are named."""
    parts = {name: folded(name).replace("-", " ").split() for name in known.teams}

    def named(words: Sequence[str], at: int) -> str | None:
        bare = [part for word in words if word not in _TEAM for part in word.split("-")]
        said = [bare] if len(bare) > 1 or not bare else _apart(bare[0], parts.values())
        exact = [name for name, of in parts.items() if any(each == of for each in said)]
        if exact:
            return exact[0]
        near = [name for name, of in parts.items() if any(_is_short_for(each, of) for each in said)]
        return near[0] if len(near) == 1 else None

    return tuple(dict.fromkeys(sentence.every(named, _LONGEST)))


def _apart(word: str, names: Iterable[list[str]]) -> list[list[str]]:
    """A word as it is, and as the parts of a name that are written together."""
    starts = [of[0] for of in names if len(of) > 1 and word.startswith(of[0]) and word != of[0]]
    return [[word], *([start, word.removeprefix(start)] for start in starts)]


def _is_short_for(said: Sequence[str], of: Sequence[str]) -> bool:
    """Whether these words are short for the parts of a name: `mid mkt`, `sales dev`, `ent`, `sdrs`."""
    if len(said) == 1 and len(of) > 1:
        letters = "".join(part[0] for part in of)
        # Reps of a team are called by its letters.
        if said[0] in (letters, f"{letters}r", f"{letters}rs"):
            return True
        own = [part for part in of if part not in _OF_MANY_TEAMS]
        return any(_begins(said[0], part) for part in own[-1:]) if len(own) < len(of) else False
    if len(said) != len(of):
        return False
    if len(said) == 1:
        return _begins(said[0], of[0])
    return all(word == part or _is_cut(word, part) for word, part in zip(said, of, strict=True))


def _begins(word: str, part: str) -> bool:
    return len(word) >= _SHORTEST_ALONE and word not in _COMMON and part.startswith(word)


def _is_cut(word: str, part: str) -> bool:
    """Whether a word has letters of another in their order, and its first."""
    left = iter(part)
    return len(word) >= _SHORTEST and word[0] == part[0] and all(letter in left for letter in word)
