"""Deletes what is older than the workspace's retention."""

from datetime import datetime, timedelta

from bot.db.transaction import Database
from bot.features.privacy import service
from bot.framework.jobs import Job
from bot.slack.client import SlackClient


async def forget(db: Database, _: SlackClient, workspace_id: str, now: datetime) -> None:
    """Deletes what this workspace no longer keeps."""
    async with db.transaction(workspace_id, urgent=False) as transaction:
        await service.forget(transaction, now)


JOBS = (Job("records.forget", timedelta(hours=6), forget),)
