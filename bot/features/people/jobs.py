"""By the clock: people are read from Slack again, for whatever an event did not tell."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

from bot.db.transaction import Database
from bot.features.people import service
from bot.features.people.rules import likely_zone, member_facts
from bot.features.workspace import service as workspace
from bot.slack.client import SlackClient
from bot.slack.jobs import Job

_PAGE = 200


async def sync_members(db: Database, slack: SlackClient, workspace_id: str, now: datetime) -> None:
    """Read the workspace and all its members from Slack, and keep them."""
    about = await slack.call(workspace_id, "auth.test")
    users = [user async for user in _users(slack, workspace_id)]
    members = [member_facts(user, workspace_id) for user in users]
    async with db.transaction(workspace_id) as transaction:
        await service.keep(transaction, members)
        await workspace.remember(transaction, name=about["team"], likely_zone=likely_zone(members), now=now)


async def _users(slack: SlackClient, workspace_id: str) -> AsyncIterator[dict[str, Any]]:
    cursor = ""
    while True:
        more = {"cursor": cursor} if cursor else {}
        page = await slack.read(workspace_id, "users.list", limit=_PAGE, **more)
        for user in page["members"]:
            yield user
        cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
        if not cursor:
            return


JOBS = (Job("people.sync", timedelta(hours=6), sync_members),)
