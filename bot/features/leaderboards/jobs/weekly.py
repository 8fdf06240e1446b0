"""The weekly leaderboard in each team's channel: Thursdays at 10:00, while there is time to act on it."""

from datetime import time

from bot.common.cadences import Cadence, Every
from bot.features.leaderboards.notices import WeeklyBoards
from bot.features.leaderboards.service import posting
from bot.framework.scheduled import Scheduled

SCHEDULED = (
    Scheduled(
        kind=WeeklyBoards.kind,
        title="The team's leaderboard",
        description="The top, the most improved and the team's total, in each team's channel.",
        whom="channels",
        cadence=Cadence(Every.week, time(10), frozenset({3})),
        write=posting.write,
        places=posting.channels,
    ),
)
