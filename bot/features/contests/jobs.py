"""By the clock: contests tell themselves."""

from datetime import datetime, timedelta

import structlog

from bot.db.transaction import Database
from bot.features.contests import news
from bot.slack.client import SlackClient
from bot.slack.jobs import Job

log = structlog.stdlib.get_logger(__name__)

EVERY = timedelta(seconds=30)


async def tell(db: Database, _: SlackClient, workspace_id: str, now: datetime) -> None:
    """Say what is due of the contests that go on."""
    async with db.reading(workspace_id) as reading:
        due = await news.due(reading, now)
    for contest_id in due:
        try:
            async with db.transaction(workspace_id, urgent=False) as transaction:
                await news.say(transaction, contest_id, now)
        except Exception:
            # A door: one contest that cannot be told must not keep the others waiting.
            log.exception("a contest was not told", workspace=workspace_id)


JOBS = (Job("contests.tell", EVERY, tell),)
