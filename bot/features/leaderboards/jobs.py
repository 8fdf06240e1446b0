"""By the clock: boards that were posted say so when the books have changed since."""

from datetime import datetime, timedelta

import structlog

from bot.db.transaction import Database
from bot.features.leaderboards import restating
from bot.slack.client import SlackClient
from bot.slack.jobs import Job

log = structlog.stdlib.get_logger(__name__)

EVERY = timedelta(seconds=30)


async def restate_boards(db: Database, _: SlackClient, workspace_id: str, now: datetime) -> None:
    """Compare what was posted with the books, where something has come into them."""
    async with db.reading(workspace_id) as reading:
        due = await restating.due(reading, now)
    for dedupe_key in due:
        try:
            async with db.transaction(workspace_id, urgent=False) as transaction:
                await restating.restate(transaction, dedupe_key, now)
        except Exception:
            # A door: one board that cannot be compared must not keep the others waiting.
            log.exception("a posted board was not compared", workspace=workspace_id)


JOBS = (Job("leaderboards.restate", EVERY, restate_boards),)
