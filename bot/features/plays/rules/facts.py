"""What the use cases of plays return, and views draw. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.features.people.rules import Person
from bot.features.plays.rules.outcomes import UseCounts, UseDifference
from bot.framework.pager import Page

PAGE_SIZE = 5


class PlayState(StrEnum):
    """Where a play stands. Whether a shared one is stale is a matter of time."""

    draft = "draft"
    shared = "shared"
    archived = "archived"


@dataclass(frozen=True)
class DealFacts:
    """What the books say of the deal of a play: a band of its amount, how long it took against usual."""

    amount: str = ""
    cycle: str = ""


@dataclass(frozen=True)
class Play:
    """What somebody did and why it worked, raw as typed. `deal_id`: None for no deal.

    `confirmed_at`: when it was last said to be true. `used_on`: the day of its last use.
    """

    id: int
    author_id: str
    title: str
    skill: str
    situation: str
    did: str
    why: str
    deal_id: int | None
    facts: DealFacts
    may_name: bool
    state: PlayState
    made_at: datetime
    confirmed_at: datetime
    used_on: date | None


@dataclass(frozen=True)
class PlayLine:
    """A play in a list: who wrote it, what became of the deals on which it was used."""

    play: Play
    author: str
    counts: UseCounts
    is_stale: bool


@dataclass(frozen=True)
class PlayCard:
    """A play with all that its viewer may do. `difference`: None below twenty deals on either side.

    `may_confirm`: they wrote or used it.
    """

    line: PlayLine
    author: Person
    difference: UseDifference | None
    is_author: bool
    may_archive: bool
    may_confirm: bool


@dataclass(frozen=True)
class PlayList:
    """Plays that were asked for by `words`, `skill` (a key) or author; without these the newest."""

    rows: Page[PlayLine]
    words: str = ""
    skill: str = ""
    author_id: str = ""
    author: str = ""


@dataclass(frozen=True)
class OwnDeal:
    """A deal of somebody on which a play may have been used; `name` in Slack's escaped form."""

    id: int
    name: str
    status: str


@dataclass(frozen=True)
class LossQuestion:
    """A lost deal of the viewer for which a reason waits."""

    id: int
    deal_id: int
    name: str


@dataclass(frozen=True)
class LossTable:
    """Reasons of a manager's people by stage: (stage, reason, how many); None: too few to show."""

    rows: Sequence[tuple[str, str, int]] | None
    losses: int
    people: int
