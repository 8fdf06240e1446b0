"""English words for counts, excerpts and lists."""

import unicodedata
from collections.abc import Sequence


def is_blank(typed: str) -> bool:
    """Whether nobody sees anything of these words: blanks, marks of direction, signs without a width."""
    return all(sign.isspace() or unicodedata.category(sign) in ("Cf", "Cc") for sign in typed)


def plural(count: int, noun: str) -> str:
    """Count and noun: `1 point`, `1,204 points`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def excerpt(typed: str, longest: int = 60) -> str:
    """The first `longest` characters of somebody's words, with "…" where that is not all."""
    return typed if len(typed) <= longest else f"{typed[:longest]}…"


def listed(items: Sequence[str]) -> str:
    """Items in words: `a`, `a and b`, `a, b and c`; "" for none."""
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def any_of(items: Sequence[str]) -> str:
    """Items to choose from: `a`, `a or b`, `a, b or c`; "" for none."""
    return " or ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def cut_at_word(text: str, longest: int) -> str:
    """The text, or its first whole words with "…", in at most `longest` characters; a longer word is cut."""
    if len(text) <= longest:
        return text
    words = text[:longest].rpartition(" ")[0].rstrip(" ,:;-")
    return f"{words or text[: longest - 1]}…"
