"""By the clock: goals begin, and end, on their owners' own days."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from bot.db.transaction import Database
from bot.features.goals import ending
from bot.features.goals.contract import Deed
from bot.slack.client import SlackClient
from bot.slack.jobs import Job

log = structlog.stdlib.get_logger(__name__)

EVERY = timedelta(seconds=30)


async def follow_the_calendar(db: Database, _: SlackClient, workspace_id: str, now: datetime) -> None:
    """Begin what begins today, and judge what is over."""
    async with db.reading(workspace_id) as reading:
        due: Sequence[tuple[int, Deed]] = await ending.due_deeds(reading, now)
    for goal_id, deed in due:
        try:
            async with db.transaction(workspace_id, urgent=False) as transaction:
                await ending.do(transaction, goal_id, deed, now)
        except Exception:
            # A door: one goal that cannot be judged must not keep the others waiting. It is tried again.
            log.exception("a goal could not follow the calendar", goal=goal_id, workspace=workspace_id)


JOBS = (Job("goals.calendar", EVERY, follow_the_calendar),)
