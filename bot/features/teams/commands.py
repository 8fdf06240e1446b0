"""What may be written after `/pacer teams`. Pure."""

from dataclasses import dataclass

from bot.framework.grammar import Grammar


@dataclass(frozen=True)
class ListTeams:
    """The teams whose names contain these words; all for ""."""

    words: str = ""


GRAMMAR = Grammar[ListTeams, None](
    "/pacer teams", bare=ListTeams, otherwise=lambda words, _: ListTeams(words)
)
