"""What a person says of a file on the server, before anything is written. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.features.imports.rules.stages.mapping import StageMeaning, StageMeanings


@dataclass(frozen=True)
class TypedAnswers:
    """Meanings of stages by folded (pipeline, word), and members by word; None: nobody here."""

    stages: Mapping[tuple[str, str], StageMeaning] = field(default_factory=dict)
    people: Mapping[str, str | None] = field(default_factory=dict)

    def beside(self, known: StageMeanings) -> StageMeanings:
        """What is known of stages, with what was typed in its place."""
        return StageMeanings({**known.said, **self.stages})


NOTHING = TypedAnswers()
