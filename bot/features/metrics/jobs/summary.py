"""The weekly summary in numbers, on Mondays."""

from datetime import time, timedelta

from bot.common.cadences import Cadence, Every
from bot.features.metrics.notices import WeekInNumbers
from bot.features.metrics.service import summary
from bot.framework.scheduled import Scheduled

SCHEDULED = (
    Scheduled(
        kind=WeekInNumbers.kind,
        title="The week in numbers",
        description="To each rep their own, to managers their team's; the team's channel gets its sums.",
        whom="people",
        cadence=Cadence(Every.week, time(9), frozenset({0})),
        write=summary.write,
        lives=timedelta(days=2),
    ),
)
