"""The scheduled messages of check-ins: the weekly question, and the manager's summary a day later."""

from dataclasses import replace
from datetime import time, timedelta
from functools import partial

from bot.common.cadences import Cadence, Every
from bot.features.checkins.notices import CheckinAsked, CheckinSummary
from bot.features.checkins.rules import TeamPlan
from bot.features.checkins.service import questions, settings, summary
from bot.framework.scheduled import Scheduled

_DEFAULT = TeamPlan()


def scheduled(numbers: questions.Numbers = questions.no_numbers) -> tuple[Scheduled, ...]:
    """What comes by the clock; `numbers` tells of somebody's week, in the same message."""
    return (replace(SCHEDULED[0], write=partial(questions.ask, numbers=numbers)), *SCHEDULED[1:])


SCHEDULED = (
    Scheduled(
        kind=CheckinAsked.kind,
        title="Weekly check-ins",
        description="How everybody's goals stand; teams may choose another day in `/pacer checkins`.",
        whom="people",
        cadence=Cadence(Every.week, time(9), frozenset({_DEFAULT.weekday})),
        write=questions.ask,
        cadences=settings.own_cadences,
        lives=timedelta(days=3),
    ),
    Scheduled(
        kind=CheckinSummary.kind,
        title="Summaries of check-ins",
        description="For managers, a day after: who answered, what moved, what is off its pace.",
        whom="people",
        cadence=_DEFAULT.summary_cadence,
        write=summary.summarize,
        cadences=summary.summary_cadences,
        only=summary.leaders,
        lives=timedelta(days=2),
    ),
)
