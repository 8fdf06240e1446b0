"""What is delivered about kudos."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.deliveries.notices import Notice


@dataclass(frozen=True)
class KudosShoutout(Notice):
    """In a channel: who thanks whom for what. `names`: of those whom the reason mentions, by id.

    `channel`: where it is told, None for nowhere.
    """

    kind = "kudos.shoutout"
    giver: str
    receivers: tuple[str, ...]
    points: int
    reason: str
    values: tuple[str, ...]
    names: Mapping[str, str]
    private: bool
    channel: str | None


@dataclass(frozen=True)
class KudosReceived(KudosShoutout):
    """To a receiver: the same giving as the shout-out tells, if there is one."""

    kind = "kudos.note"


@dataclass(frozen=True)
class KudosOfTheWeek(Notice):
    """In a channel: the top of a week; (rank, name, points) and (value, points), most first."""

    kind = "kudos.week"
    week: str
    rows: tuple[tuple[int, str, int], ...]
    values: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class KudosNudge(Notice):
    """To somebody who has thanked nobody this week, and has points `left` to give today."""

    kind = "kudos.nudge"
    left: int
