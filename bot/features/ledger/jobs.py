"""The job that brings ids of before into the one spelling that all doors use by now."""

from datetime import datetime, timedelta

import structlog

from bot.features.ledger.service import identities
from bot.framework.context import Contexts
from bot.framework.jobs import Job
from bot.slack.client import SlackClient

log = structlog.stdlib.get_logger(__name__)

# It finds nothing after its first run, but for what an older version of Pacer has written beside this one.
EVERY = timedelta(days=1)


async def unify_identities(contexts: Contexts, _: SlackClient, workspace_id: str, now: datetime) -> None:
    """Renames what was booked under Salesforce's 18 signs."""
    async with contexts.background(workspace_id, now) as ctx:
        changed = await identities.unify(ctx.transaction, now)
    if changed:
        log.info("ledger.identities_unified", workspace_id=workspace_id, rows=changed)


JOBS = (Job("ledger.identities", EVERY, unify_identities),)
