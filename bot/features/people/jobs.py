"""Reads all members from Slack every six hours, for changes that no event told of."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.db.transaction import Database
from bot.features.people.rules import likely_zone, member_facts, quiet_time
from bot.features.people.service import members as people_members
from bot.features.workspace import service as workspace
from bot.framework.jobs import Job
from bot.slack.client import SlackClient, SlackFailure

log = structlog.stdlib.get_logger(__name__)

_PAGE = 200
# dnd.teamInfo takes at most 50 users a call.
_PEOPLE_A_CALL = 50


async def sync_members(db: Database, slack: SlackClient, workspace_id: str, now: datetime) -> None:
    """Stores the workspace's name and all its members as Slack has them, then their quiet times."""
    about = await slack.call(workspace_id, "auth.test")
    users = [user async for user in _users(slack, workspace_id)]
    members = [member_facts(user, workspace_id, now) for user in users]
    people = [m["user_id"] for m in members if not m["is_bot"] and not m["is_deactivated"]]
    async with db.transaction(workspace_id) as transaction:
        await people_members.keep(transaction, members)
        await workspace.remember(transaction, name=about["team"], likely_zone=likely_zone(members), now=now)
    await _sync_quiet_times(db, slack, workspace_id, people)


async def _sync_quiet_times(
    db: Database, slack: SlackClient, workspace_id: str, people: Sequence[str]
) -> None:
    """Stores do-not-disturb times; skipped where the installation lacks the scope, which came later."""
    for start in range(0, len(people), _PEOPLE_A_CALL):
        asked = people[start : start + _PEOPLE_A_CALL]
        try:
            told = await slack.read(workspace_id, "dnd.teamInfo", users=",".join(asked))
        except SlackFailure as failure:
            log.warning("do_not_disturb.read_failed", workspace_id=workspace_id, error=failure.code)
            return
        quiet = {user_id: quiet_time(status) for user_id, status in told["users"].items()}
        async with db.transaction(workspace_id, urgent=False) as transaction:
            await people_members.keep_quiet(transaction, quiet)


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
