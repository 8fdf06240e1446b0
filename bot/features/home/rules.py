"""What Pacer can do, word by word. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """A word after `/pacer`, how it goes on, and what it does."""

    word: str
    usage: str
    description: str
