"""The words after `/pacer evidence`. Pure."""

from dataclasses import dataclass

from bot.common.errors import BadInput
from bot.slack.text import mentions, without_mention_of

HOW = "Write `/pacer evidence`, `/pacer evidence @ben` or `/pacer evidence @ben last quarter`."


@dataclass(frozen=True)
class ShowEvidence:
    """About whom ("" for oneself), and the words of the period ("" for this quarter)."""

    person_id: str
    period: str


def parse(text: str) -> ShowEvidence:
    """The intent of the words after `/pacer evidence`. BadInput: more than one person is mentioned.

    The words of the period are not read yet; they are in lower case, with single blanks.
    """
    found = mentions(text)
    if len(found) > 1:
        raise BadInput(f"One person at a time. {HOW}")
    person_id = found[0] if found else ""
    words = without_mention_of(person_id, text) if person_id else text
    return ShowEvidence(person_id, " ".join(words.lower().split()))
