"""The weekly summary in numbers, on Mondays."""

from dataclasses import replace
from datetime import time, timedelta
from functools import partial

from bot.common.cadences import Cadence, Every
from bot.features.metrics.notices import WeekInNumbers
from bot.features.metrics.service import summary
from bot.features.metrics.service.shared import Shared, nothing_shared
from bot.framework.scheduled import Scheduled


def scheduled(
    is_told: summary.IsTold = summary.nowhere_else, shared: Shared = nothing_shared
) -> tuple[Scheduled, ...]:
    """What comes by the clock; `is_told`: whether another message of that morning tells of a rep's week.

    `shared`: what else stands in the post of a channel.
    """
    return (replace(SCHEDULED[0], write=partial(summary.write, is_told=is_told, shared=shared)),)


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
