"""An event in the browser, as `page.js` sends it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.emulator.client.search import NotSeen


@dataclass(frozen=True)
class UiEvent:
    """An event: `data` are the data attributes of the element, `given` its value.

    `typed` are the values of the fields around it as (block_id, action_id, value), `at` its place in the
    window.
    """

    name: str
    data: Mapping[str, str]
    given: Any = None
    typed: Sequence[tuple[str, str, Any]] = ()
    at: Sequence[float] = (0, 0, 0, 0, 0, 0)

    @classmethod
    def told(cls, args: Mapping[str, Any]) -> "UiEvent":
        """Parses what the browser sent."""
        data = {key: value for key, value in args.items() if isinstance(value, str)}
        typed = [(str(block), str(action), value) for block, action, value in args.get("typed") or []]
        return cls(
            str(args["event"]), data, args.get("given"), typed, list(args.get("at") or [0, 0, 0, 0, 0, 0])
        )

    def __getitem__(self, key: str) -> str:
        if key not in self.data:
            raise NotSeen(f"the page did not say which {key}")
        return self.data[key]
