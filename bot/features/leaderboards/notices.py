"""What is posted about leaderboards."""

from dataclasses import dataclass

from bot.deliveries.notices import Notice
from bot.features.kudos.notices import KudosOfTheWeek

# Rank, name, and score in words; the team's total has rank 0.
BoardLine = tuple[int, str, str]


@dataclass(frozen=True)
class ChannelBoard:
    """One team's board: the public top in words, and what else a channel reads.

    `level`: a sentence where so many lead that none is named, else "". `improved`: (name, by how much), None
    without one. `total`, `bar`: "" without one. `missing`: (reason, people) of those without a place. `spec`:
    value of the button that shows one's own place.
    """

    title: str
    team: str
    days: str
    rows: tuple[BoardLine, ...]
    level: str
    improved: tuple[str, str] | None
    total: str
    bar: str
    missing: tuple[tuple[str, int], ...]
    sources: str
    spec: str


@dataclass(frozen=True)
class WeeklyBoards(Notice):
    """In a channel: the boards of its teams, and the week's thanks where they were due with them.

    `restated`: of each board the day on which it was compared, and its lines as they are by then; () where
    they are as posted, and for all of them until the first difference.
    """

    kind = "leaderboards.post"
    version = 2
    boards: tuple[ChannelBoard, ...]
    restated: tuple[tuple[()] | tuple[str, tuple[BoardLine, ...]], ...] = ()
    thanks: KudosOfTheWeek | None = None
