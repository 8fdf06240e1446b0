"""The weekly leaderboard in each team's channel: Fridays at 16:00, with the week's thanks."""

from datetime import time

from bot.common.cadences import Cadence, Every
from bot.features.leaderboards.notices import WeeklyBoards
from bot.features.leaderboards.service import posting
from bot.framework.scheduled import Scheduled

SCHEDULED = (
    Scheduled(
        kind=WeeklyBoards.kind,
        title="The team's leaderboard",
        description="The top, where it has changed, and the team's total, in each team's channel.",
        whom="channels",
        cadence=Cadence(Every.week, time(16), frozenset({4})),
        write=posting.write,
        places=posting.channels,
    ),
)
