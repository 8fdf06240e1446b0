"""A position in a payload under validation, and the errors found so far."""

from dataclasses import dataclass, field, replace
from typing import Self

from bot.emulator.state.world import Surface


@dataclass(frozen=True)
class Spot:
    """A place in a payload as a JSON pointer; `found` collects the errors of the whole payload."""

    pointer: str
    surface: Surface
    found: list[str] = field(default_factory=list)

    def at(self, *keys: str | int) -> Self:
        """The place below this one, by these keys or indexes."""
        return replace(self, pointer="/".join([self.pointer, *map(str, keys)]))

    def complain(self, sentence: str) -> None:
        """Records an error at this place, in Slack's wording."""
        self.found.append(f"{sentence} [json-pointer:{self.pointer}]")
