"""Where a check is looking, and what it has found wrong so far."""

from dataclasses import dataclass, field, replace
from typing import Self

from bot.emulator.state.world import Surface


@dataclass(frozen=True)
class Spot:
    """A place in a payload as a JSON pointer; `found` is shared by all the places of one payload."""

    pointer: str
    surface: Surface
    found: list[str] = field(default_factory=list)

    def at(self, *keys: str | int) -> Self:
        """The place below."""
        return replace(self, pointer="/".join([self.pointer, *map(str, keys)]))

    def complain(self, sentence: str) -> None:
        """Note something wrong here, in Slack's words."""
        self.found.append(f"{sentence} [json-pointer:{self.pointer}]")
