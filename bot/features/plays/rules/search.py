"""How plays are found by words: the same on every database. Pure.

Words are runs of letters and digits, without marks, in one case. What is not ASCII is written as `q` and the
code of the character: so both databases cut words at the same places, and a prefix stays a prefix.
"""

import re
import unicodedata

MOST_FOUND = 200
# More words than anybody would look for; whoever writes more finds nothing.
MOST_WORDS = 30
_LEAST_LETTERS, _MOST_LETTERS = 2, 60
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of two letters and more, as they are compared."""
    calm = "".join(
        each for each in unicodedata.normalize("NFKD", text) if not unicodedata.category(each).startswith("M")
    )
    found = _WORD.findall(unicodedata.normalize("NFKD", calm.casefold()))
    return [each[:_MOST_LETTERS] for each in found if len(each) >= _LEAST_LETTERS]


def stored_words(text: str) -> str:
    """The words as the databases hold and search them: `[a-z0-9]` and blanks alone."""
    return " ".join(map(_ascii, words_of(text)))


def _ascii(word: str) -> str:
    return "".join(each if each.isascii() else f"q{ord(each):06x}" for each in word)


def query_words(typed: str) -> tuple[str, ...] | None:
    """The words that must all begin a word of what is found, each once; None: nothing can have them all."""
    found = tuple(dict.fromkeys(map(_ascii, words_of(typed))))
    return found if 0 < len(found) <= MOST_WORDS else None


def is_in_title(query: tuple[str, ...], title: str) -> bool:
    """Whether every word of the query begins a word of the title."""
    words = stored_words(title).split()
    return all(any(word.startswith(each) for word in words) for each in query)
