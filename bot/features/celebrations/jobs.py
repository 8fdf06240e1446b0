"""The job that detects what there is to celebrate and posts what is due."""

from datetime import datetime, timedelta

from bot.features.celebrations.service import posting
from bot.framework.context import Contexts
from bot.framework.jobs import Job
from bot.slack.client import SlackClient

EVERY = timedelta(seconds=30)


async def celebrate(contexts: Contexts, _: SlackClient, workspace_id: str, now: datetime) -> None:
    """Runs one round of detection and posting; a read-only check ends it early when nothing is new."""
    async with contexts.reading(workspace_id) as reading:
        due = await posting.is_due(reading, now)
    if due:
        async with contexts.background(workspace_id, now) as ctx:
            await posting.look(ctx.transaction, now)


JOBS = (Job("celebrations.look", EVERY, celebrate, posting.next_due),)
