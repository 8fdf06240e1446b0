"""What may be written after `/pacer record`. Pure."""

from dataclasses import dataclass

from bot.common.errors import BadInput
from bot.framework.grammar import Grammar, Verb, alone


@dataclass(frozen=True)
class ShowRecord:
    """What is kept about the actor, and who read it."""


@dataclass(frozen=True)
class ExportRecord:
    """The actor's record as a file."""


RecordIntent = ShowRecord | ExportRecord


def _unknown(text: str, _: None) -> RecordIntent:
    raise BadInput("Write `/pacer record` or `/pacer record export`.")


GRAMMAR = Grammar[RecordIntent, None](
    "/pacer record",
    Verb("export", alone(ExportRecord), writes=True, usage="export", meaning="all of it as a file"),
    bare=ShowRecord,
    bare_meaning="what is kept about you, and who read what you wrote",
    otherwise=_unknown,
)
