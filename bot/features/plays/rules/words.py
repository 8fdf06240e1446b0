"""What is typed of a play: checked, and without names of customers. Pure."""

import re
from dataclasses import dataclass

from bot.common.errors import BadInput
from bot.common.text import is_blank

LONGEST_TITLE, LONGEST_DID, LONGEST_OTHER, LONGEST_LOSS = 80, 1_200, 600, 300
_LEAST = 20
_SHORTEST_NAME = 3
CUSTOMER = "the customer"


@dataclass(frozen=True)
class PlayWords:
    """A play as it was typed, raw. `may_name`: its author lets customer and deal be named."""

    title: str
    skill: str
    situation: str
    did: str
    why: str
    may_name: bool = False
    is_shared: bool = True


def check_title(typed: str) -> str:
    """A title in one line. BadInput: none."""
    words = " ".join(typed.split())
    if is_blank(words):
        raise BadInput("Write a title.")
    return words


def check_field(typed: str, longest: int) -> str:
    """Words of one of the three fields. BadInput: too short, or too long."""
    words = typed.strip()
    if len(words) > longest:
        raise BadInput(f"That is {len(words):,} characters: {longest:,} are the most.")
    if len(words) < _LEAST or is_blank(words):
        raise BadInput(f"Write at least {_LEAST} characters in each field.")
    return words


def without_names(words: PlayWords, names: tuple[str, ...]) -> PlayWords:
    """The play with *the customer* in place of these names, unless its author lets them be named."""
    known = sorted(
        {each.strip() for each in names if len(each.strip()) >= _SHORTEST_NAME}, key=len, reverse=True
    )
    if words.may_name or not known:
        return words
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)", re.IGNORECASE)

    def calm(text: str, longest: int) -> str:
        return pattern.sub(CUSTOMER, text)[:longest]

    return PlayWords(
        calm(words.title, LONGEST_TITLE),
        words.skill,
        calm(words.situation, LONGEST_OTHER),
        calm(words.did, LONGEST_DID),
        calm(words.why, LONGEST_OTHER),
        words.may_name,
        words.is_shared,
    )
