"""What one transaction has read and may need again, so that it reads each of it once."""

from collections.abc import Awaitable, Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")
_K = TypeVar("_K", bound=Hashable)


@dataclass(frozen=True)
class Remembered(Generic[_T]):
    """One kind of fact that a transaction remembers, by a name of its own; `_T` is what a fact is."""

    name: str


class Memory:
    """Facts that hold until the transaction ends. Who writes one of a kind makes the kind forgotten.

    Not for what has to be as it is at this moment: allowances, counts, pages, rows that are locked.
    """

    def __init__(self) -> None:
        self._facts: dict[str, dict[Any, Any]] = {}

    def copy(self) -> "Memory":
        """A memory that begins with the facts of this one."""
        begun = Memory()
        begun._facts = {name: dict(known) for name, known in self._facts.items()}
        return begun

    def take(self, other: "Memory") -> None:
        """Remembers the facts of another as well."""
        for name, known in other._facts.items():
            self._facts.setdefault(name, {}).update(known)

    async def once(self, kind: Remembered[_T], load: Callable[[], Awaitable[_T]], *of: Hashable) -> _T:
        """The fact of this kind about `of`; `load` reads it where it is not remembered."""
        known = self._facts.setdefault(kind.name, {})
        if of not in known:
            known[of] = await load()
        found: _T = known[of]
        return found

    async def each(
        self,
        kind: Remembered[_T],
        keys: Collection[_K],
        load: Callable[[Collection[_K]], Awaitable[Mapping[_K, _T]]],
    ) -> dict[_K, _T]:
        """The facts about these keys, in their order; `load` reads those not remembered, at once.

        Keys that `load` leaves out have no fact; that is remembered, too.
        """
        known = self._facts.setdefault(kind.name, {})
        unread = [key for key in keys if key not in known]
        if unread:
            loaded = await load(unread)
            known.update((key, loaded.get(key)) for key in unread)
        return {key: known[key] for key in keys if known[key] is not None}

    def known(self, kind: Remembered[_T]) -> Mapping[Any, _T]:
        """The facts of this kind that are remembered, by what they are about."""
        return self._facts.get(kind.name, {})

    def keep(self, kind: Remembered[_T], fact: _T, of: Hashable) -> None:
        """Remembers a fact about `of` that was read together with others."""
        self._facts.setdefault(kind.name, {})[of] = fact

    def amend(self, kind: Remembered[_T], change: Callable[[_T], _T]) -> None:
        """Replaces each remembered fact of this kind by what `change` makes of it."""
        known = self._facts.get(kind.name, {})
        for of, fact in known.items():
            known[of] = change(fact)

    def forget(self, *kinds: Remembered[Any]) -> None:
        """Forgets all facts of these kinds; without any, all facts: after waiting for a lock."""
        for name in [kind.name for kind in kinds] or list(self._facts):
            self._facts.pop(name, None)
