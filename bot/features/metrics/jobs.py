"""By the clock: goals follow their metrics."""

from datetime import datetime, timedelta

import structlog

from bot.db.transaction import Database
from bot.features.metrics import feeds
from bot.slack.client import SlackClient
from bot.slack.jobs import Job

log = structlog.stdlib.get_logger(__name__)

EVERY = timedelta(seconds=30)


async def follow_metrics(db: Database, _: SlackClient, workspace_id: str, now: datetime) -> None:
    """Bring the goals up to date for which something has come into the books."""
    async with db.reading(workspace_id) as reading:
        due = await feeds.due(reading)
    for goal_id in due:
        try:
            async with db.transaction(workspace_id, urgent=False) as transaction:
                await feeds.bring_up_to_date(transaction, goal_id, now)
        except Exception:
            # A door: one goal that cannot be brought up to date must not keep the others waiting.
            log.exception("a goal could not follow its metric", workspace=workspace_id)


JOBS = (Job("metrics.feeds", EVERY, follow_metrics),)
