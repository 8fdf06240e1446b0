"""Why rows are rejected, counted by kind: the values in a sentence are cut out before it is counted. Pure."""

import re
from collections import Counter
from dataclasses import dataclass, field

from bot.common.text import plural

_QUOTED = re.compile(r"“[^”]{0,400}”")
_PLACES = re.compile(r"\b(lines? )[0-9][0-9,]*(?: (to|and) [0-9][0-9,]*)?|\b(has )[0-9]+(?= cells)")
_MOST_KINDS = 1_000
_OTHERS = "Other reasons"


@dataclass
class Reasons:
    """How many rows are rejected for each kind of reason; memory does not grow with the rows."""

    _counts: Counter[str] = field(default_factory=Counter)
    _first: dict[str, str] = field(default_factory=dict)

    def add(self, sentence: str) -> None:
        """Counts a rejected row."""
        kind = _PLACES.sub(_without_number, _QUOTED.sub("“…”", sentence))
        if kind not in self._counts and len(self._counts) >= _MOST_KINDS:
            kind = sentence = _OTHERS
        self._counts[kind] += 1
        self._first.setdefault(kind, sentence)

    def most_common(self, most: int) -> list[tuple[str, int]]:
        """The most frequent kinds with their rows; a sentence that stands for one row keeps its values."""
        return [
            (self._first[kind] if count == 1 else kind, count)
            for kind, count in self._counts.most_common(most)
        ]

    def rest(self, shown: int) -> str:
        """What there is beyond the `shown` most frequent ones: `and 3 more reasons (41 rows)`; "" if none."""
        left = [count for _, count in self._counts.most_common()[shown:]]
        return f"and {len(left):,} more {_reasons(len(left))} ({plural(sum(left), 'row')})" if left else ""


def _reasons(count: int) -> str:
    return "reason" if count == 1 else "reasons"


def _without_number(match: re.Match[str]) -> str:
    if match[3]:
        return f"{match[3]}…"
    return f"{match[1]}…" if not match[2] else f"{match[1]}… {match[2]} …"
