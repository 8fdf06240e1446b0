"""Whether a deal is won, lost or open, by the words that systems use for status and stage. Pure."""

import re
from collections.abc import Mapping

OPEN, WON, LOST, DELETED = "open", "won", "lost", "deleted"
_LETTERS = re.compile(r"[^\W\d_]+")
# Words beside the one that tells: "6 - Closed Won", "Deal lost".
_FILLERS = frozenset({"closed", "deal", "opportunity", "is"})
_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("won", "closedwon", "gewonnen", "gagné", "gagnée", "ganado", "ganada", "vinto"), WON),
    **dict.fromkeys(("lost", "closedlost", "verloren", "perdu", "perdue", "perdido", "perdida"), LOST),
    **dict.fromkeys(("open", "active", "new", "pending", "offen", "ouvert", "ouverte", "abierto"), OPEN),
    **dict.fromkeys(("deleted", "gelöscht"), DELETED),
}


def told_by(word: str) -> str | None:
    """`won`, `lost`, `open` or `deleted` where the word itself says so; None for all others."""
    words = _LETTERS.findall(word.casefold())
    if words[:2] in (["closed", "won"], ["closed", "lost"]):
        return str(words[1])
    telling = [each for each in words if each not in _FILLERS]
    return _WORDS.get(str(telling[0])) if len(telling) == 1 else None


def status_of(word: str) -> str:
    """Status of a stage's word; stages that say nothing (`Prospecting`, `Demo`) are open."""
    return told_by(word) or OPEN
