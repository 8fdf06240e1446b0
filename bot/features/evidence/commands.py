"""The words after `/pacer evidence`. Pure."""

from dataclasses import dataclass

from bot.common.errors import BadInput
from bot.framework.grammar import Grammar
from bot.slack.text import mentions, without_mention_of

HOW = "Write `/pacer evidence`, `/pacer evidence @ben` or `/pacer evidence @ben last quarter`."


@dataclass(frozen=True)
class ShowEvidence:
    """About whom ("" for oneself), and the words of the period ("" for this quarter), in lower case."""

    person_id: str = ""
    period: str = ""


def _read(text: str, _: None) -> ShowEvidence:
    found = mentions(text)
    if len(found) > 1:
        raise BadInput(f"One person at a time. {HOW}")
    person_id = found[0] if found else ""
    words = without_mention_of(person_id, text) if person_id else text
    return ShowEvidence(person_id, " ".join(words.lower().split()))


# The words of the period are read where the fiscal year is known. BadInput: more than one person.
GRAMMAR = Grammar[ShowEvidence, None](
    "/pacer evidence",
    bare=ShowEvidence,
    otherwise=_read,
    sentences=(("[@name] [last quarter]", "what was written down about you, or somebody whom you lead"),),
)
