"""The facts of the list of commands. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """A word after `/pacer`: what may follow it (`usage`, "" for nothing), and what it does."""

    word: str
    usage: str
    description: str
