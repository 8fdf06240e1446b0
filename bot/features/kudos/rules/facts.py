"""The facts of kudos that services return and views draw. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.common.periods import Period
from bot.features.kudos.rules.ranking import BoardPlace
from bot.features.people.rules import Person
from bot.slack.text import mentions

Side = Literal["receiver", "giver"]


@dataclass(frozen=True)
class Given:
    """A giving that is stored. `channel_id`: where the shout-out goes, None for none.

    `left` of `allowance` points remain to the giver on that day.
    """

    kudos_id: int
    giver: Person
    receivers: tuple[Person, ...]
    points_each: int
    reason: str
    values: tuple[str, ...]
    is_private: bool
    channel_id: str | None
    left: int
    allowance: int


@dataclass(frozen=True)
class Undone:
    """A giving that was taken back; `left` is what its giver has again on that day.

    `post_stays`: its shout-out is in the channel, where Pacer cannot delete it.
    """

    receivers: tuple[Person, ...]
    cost: int
    left: int
    post_stays: bool = False


@dataclass(frozen=True)
class KudosBoardRow:
    """One row of a board; equal points share a `rank`. `has_left`: the person is not there any more."""

    rank: int
    person_id: str
    name: str
    points: int
    has_left: bool = False


@dataclass(frozen=True)
class KudosBoard:
    """The top of a period. `asked`: the place of the person asked about, None without points."""

    side: Side
    period_words: str
    period: Period
    rows: tuple[KudosBoardRow, ...]
    asked_id: str
    asked_name: str
    asked: BoardPlace | None


@dataclass(frozen=True)
class Received:
    """One giving as its receiver sees it; `reason` in Slack's escaped form, "" for a reaction."""

    giver_name: str
    points: int
    reason: str
    at: datetime


@dataclass(frozen=True)
class KudosSummary:
    """One person's own kudos; `place` is within this month, None while there are no points.

    `names` by member id. `may_give`: False for a guest while kudos are closed to guests.
    """

    person_id: str
    month: Period
    received_this_month: int
    received_ever: int
    given_this_month: int
    place: BoardPlace | None
    left: int
    allowance: int
    latest: tuple[Received, ...]
    names: dict[str, str]
    may_give: bool = True


@dataclass(frozen=True)
class ValueTotals:
    """The workspace's values, in its order, with the points that carried them in the period."""

    period: Period
    totals: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class GivenLine:
    """A giving to one receiver; `reason` is escaped.

    Where it `is_private`, show the reason only to those who may read it.
    """

    kudos_id: int
    giver_id: str
    receiver_id: str
    points: int
    at: datetime
    reason: str
    is_private: bool

    @property
    def mentioned(self) -> list[str]:
        """Ids of the people whom the reason mentions."""
        return mentions(self.reason)
