"""Words for people."""

from collections.abc import Sequence


def plural(count: int, noun: str) -> str:
    """`1 point`, `1,204 points`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def excerpt(typed: str, longest: int = 60) -> str:
    """The beginning of somebody's words, as a sentence may repeat them: the whole of them, if it is short."""
    return typed if len(typed) <= longest else f"{typed[:longest]}…"


def listed(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))
