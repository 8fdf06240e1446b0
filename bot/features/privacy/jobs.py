"""Deletes what is older than the workspace's retention."""

from datetime import datetime, timedelta

from bot.features.privacy import service
from bot.framework.context import Contexts
from bot.framework.jobs import Job
from bot.slack.client import SlackClient


async def forget(contexts: Contexts, _: SlackClient, workspace_id: str, now: datetime) -> None:
    """Deletes what this workspace no longer keeps."""
    async with contexts.background(workspace_id, now) as ctx:
        await service.forget(ctx.transaction, now)


JOBS = (Job("records.forget", timedelta(hours=6), forget),)
