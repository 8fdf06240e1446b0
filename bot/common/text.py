"""Words for people."""

from collections.abc import Sequence


def plural(count: int, noun: str) -> str:
    """`1 point`, `1,204 points`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def listed(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))
