"""What is celebrated: one post in a channel."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from bot.deliveries.notices import Notice
from bot.features.celebrations.rules.selection import CelebrationKind, CelebrationTone
from bot.features.celebrations.rules.texts import CelebrationWords


@dataclass(frozen=True)
class PostedCelebration:
    """One celebration of a post; `key` chooses its wording. `is_undone`: it does not hold any more.

    `became`: how its deal stands then, as `won_deals.standings` has it, "" where it is in no books.
    """

    celebration_id: Annotated[int, Field(alias="id")]
    kind: CelebrationKind
    key: str
    words: Annotated[CelebrationWords, Field(alias="facts")]
    is_undone: Annotated[bool, Field(alias="undone")]
    became: str = "open"


@dataclass(frozen=True)
class CelebrationPost(Notice):
    """In a channel: what there is to celebrate. `images`: addresses, of which one is shown."""

    kind = "celebrations.post"
    tone: CelebrationTone
    images: tuple[str, ...]
    items: tuple[PostedCelebration, ...]
