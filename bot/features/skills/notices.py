"""What is delivered about skills: that there is something to rate or read, never what it says."""

from dataclasses import dataclass
from datetime import date

from bot.deliveries.notices import Notice


@dataclass(frozen=True)
class RoundOpened(Notice):
    """To the other of two: `opener` has opened a round. `about`: "you", or the name of whose skills it is."""

    kind = "skills.round"
    round_id: int
    opener: str
    about: str
    due_on: date


@dataclass(frozen=True)
class RoundShown(Notice):
    """To both: the ratings of a round are in, side by side with those of `other`."""

    kind = "skills.round_shown"
    round_id: int
    other: str


@dataclass(frozen=True)
class RoleAsked(Notice):
    """To whoever leads somebody: `person` would like to be told what they sell here."""

    kind = "skills.role_asked"
    person: str


@dataclass(frozen=True)
class GapFound(Notice):
    """To a rep: their newest card has a gap that is likely real and new. What it is stands on the card."""

    kind = "coaching.gap"
    card_id: int
