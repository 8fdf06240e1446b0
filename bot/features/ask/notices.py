"""What is delivered as an answer to plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.deliveries.notices import Notice


@dataclass(frozen=True)
class AskAnswer(Notice):
    """The answer to a sentence, where nothing could be answered at once: drawn already."""

    kind = "ask.answer"
    text: str
    blocks: Sequence[Mapping[str, Any]]
