"""A sentence of which parts are read, and cut out. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.features.ask.rules.words import Word

T = TypeVar("T")


@dataclass
class Sentence:
    """The words of a sentence, and those that are read already; `names`: of which people names are left."""

    words: Sequence[Word]
    read: list[bool]
    # Words of metrics are seen by triggers all the same: "won" is one, and a deed.
    hidden: list[bool]
    # Places of the names of people.
    people: set[int]

    @classmethod
    def of(cls, words: Sequence[Word]) -> "Sentence":
        """A sentence of which nothing is read yet."""
        return cls(words, [False] * len(words), [False] * len(words), set())

    def take(
        self, meaning: Callable[[Sequence[str], int], T | None], longest: int, *, hide: bool = True
    ) -> T | None:
        """What the longest run of unread words means, and the first of such; None: no run means anything."""
        texts = [word.text for word in self.words]
        for length in range(min(longest, len(texts)), 0, -1):
            for start in range(len(texts) - length + 1):
                if any(self.read[start : start + length]):
                    continue
                found = meaning(texts[start : start + length], start)
                if found is not None:
                    for at in range(start, start + length):
                        self.read[at], self.hidden[at] = True, self.hidden[at] or hide
                    return found
        return None

    def every(self, meaning: Callable[[Sequence[str], int], T | None], longest: int) -> list[T]:
        """All that runs of unread words mean, the longest first."""
        found: list[T] = []
        while (one := self.take(meaning, longest)) is not None:
            found.append(one)
        return found

    @property
    def texts(self) -> list[str]:
        """The words as they are read."""
        return [word.text for word in self.words]

    def is_first(self, at: int) -> bool:
        """Whether the name of a person begins here, and is not the rest of one."""
        return at - 1 not in self.people

    def visible(self) -> list[str | None]:
        """The words that triggers may be made of; None for one that is cut out."""
        return [None if hidden else word.text for word, hidden in zip(self.words, self.hidden, strict=True)]
