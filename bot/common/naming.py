"""How people are called in what one person reads: the reader is *you*, everybody else has a name."""

from collections import Counter
from collections.abc import Mapping

YOU = "you"
NOBODY_KNOWN = "Someone"


def called(who: str, names: Mapping[str, str], reader_id: str = "") -> str:
    """`you` for the reader, else the name of `who`; "Someone" where it is not known.

    `reader_id`: the member who reads it, "" where several do.
    """
    return YOU if who and who == reader_id else names.get(who, NOBODY_KNOWN)


def whose(who: str, names: Mapping[str, str], reader_id: str = "") -> str:
    """`your` for the reader, else the name in the genitive: `Ben Walker's`."""
    name = called(who, names, reader_id)
    return "your" if name == YOU else f"{name}'s"


def as_subject(name: str) -> str:
    """The name as the first word of a line: `You` for the reader."""
    return name.capitalize() if name == YOU else name


def first_names(names: Mapping[str, str]) -> dict[str, str]:
    """What each is called, by id, after whole names: the first one, or all of it where two share it."""
    firsts = {who: name.partition(" ")[0] for who, name in names.items()}
    shared = Counter(firsts.values())
    return {who: first if shared[first] == 1 else names[who] for who, first in firsts.items()}
