"""By the clock: goals begin, and end, on their owners' own days."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.db.transaction import Database, Transaction
from bot.features.goals import ending
from bot.slack.client import SlackClient
from bot.slack.jobs import Job

log = structlog.stdlib.get_logger(__name__)

EVERY = timedelta(seconds=30)

Step = Callable[[Transaction], Awaitable[None]]


async def follow_the_calendar(db: Database, _: SlackClient, workspace_id: str, now: datetime) -> None:
    """Begin what begins today, celebrate sums that are reached, and judge what is over."""
    async with db.reading(workspace_id) as reading:
        reached = await ending.newly_reached(reading, now)
        due = await ending.due_deeds(reading, now)
    steps: list[Step] = [partial(ending.mark_reached, goal_id=goal_id, now=now) for goal_id in reached]
    steps += [partial(ending.do, goal_id=goal_id, deed=deed, now=now) for goal_id, deed in due]
    for step in steps:
        try:
            async with db.transaction(workspace_id, urgent=False) as transaction:
                await step(transaction)
        except Exception:
            # A door: one goal that cannot be dealt with must not keep the others waiting. It is tried again.
            log.exception("a goal could not follow the calendar", workspace=workspace_id)


JOBS = (Job("goals.calendar", EVERY, follow_the_calendar),)
