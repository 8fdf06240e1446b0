"""Reads all members from Slack every six hours, page by page, for changes that no event told of."""

import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from bot.features.people.rules import member_facts, quiet_time
from bot.features.people.service import sync
from bot.features.people.service.sync import QUIET, USERS, UsersPage
from bot.framework.context import Contexts
from bot.framework.jobs import Job
from bot.slack.client import SlackClient
from bot.slack.error_codes import CURSOR_LOST
from bot.slack.failures import SlackFailure

log = structlog.stdlib.get_logger(__name__)

# Slack advises at most 200: https://docs.slack.dev/reference/methods/users.list
_PAGE = 200
# After an error that passes, such as no answer; and after one that somebody has to mend first.
SOON = timedelta(minutes=1)
LATER = timedelta(minutes=10)

# Reads the page at a cursor and stores it; whether there is another.
PageWork = Callable[[Contexts, SlackClient, str, str, datetime], Awaitable[bool]]


async def sync_members(contexts: Contexts, slack: SlackClient, workspace_id: str, now: datetime) -> None:
    """Begins to read everybody anew, unless a reading is under way, and reads as far as Slack allows."""
    async with contexts.background(workspace_id, now) as ctx:
        await sync.begin(ctx.transaction)
    await read_on(contexts, slack, workspace_id, now)


async def read_on(contexts: Contexts, slack: SlackClient, workspace_id: str, now: datetime) -> None:
    """Goes on at the page where a limit, an error or a stop interrupted: members, then their quiet times."""
    for method, read_page in ((USERS, _read_users), (QUIET, _read_quiet_times)):
        await _read(method, read_page, contexts, slack, workspace_id, now)


async def _read(
    method: str, read_page: PageWork, contexts: Contexts, slack: SlackClient, workspace_id: str, now: datetime
) -> None:
    started = time.monotonic()
    more = True
    while more:
        async with contexts.reading(workspace_id) as transaction:
            cursor = await sync.cursor_now(transaction, method, now)
        if cursor is None:
            return
        try:
            more = await read_page(contexts, slack, workspace_id, cursor, now)
        except SlackFailure as failure:
            # What Slack tells to wait counts from its answer, not from the beginning of this job.
            answered_at = now + timedelta(seconds=time.monotonic() - started)
            await _interrupted(contexts, workspace_id, method, cursor, failure, answered_at)
            return


async def _interrupted(
    contexts: Contexts, workspace_id: str, method: str, cursor: str, failure: SlackFailure, now: datetime
) -> None:
    log.warning("members.read_interrupted", workspace_id=workspace_id, method=method, error=failure.code)
    async with contexts.background(workspace_id, now) as ctx:
        if failure.code == CURSOR_LOST:
            await sync.pause(ctx.transaction, method, "", now)
        elif failure.retry_after is not None:
            wait = min(timedelta(seconds=failure.retry_after), sync.LONGEST_PAUSE)
            await sync.pause(ctx.transaction, method, cursor, now + wait)
        elif method == QUIET and failure.permanent and not failure.token_lost:
            # The scope came later: an installation may lack it, and everything else works without.
            await sync.finish(ctx.transaction, method)
        else:
            await sync.pause(ctx.transaction, method, cursor, now + (LATER if failure.permanent else SOON))


async def _read_users(
    contexts: Contexts, slack: SlackClient, workspace_id: str, cursor: str, now: datetime
) -> bool:
    more = {"cursor": cursor} if cursor else {}
    answer = await slack.read(workspace_id, USERS, limit=_PAGE, **more)
    following = (answer.get("response_metadata") or {}).get("next_cursor", "")
    # The zone of most people is known well by the first page, and for sure by the last.
    is_telling = not cursor or not following
    name = (await slack.call(workspace_id, "auth.test"))["team"] if is_telling else None
    members = [member_facts(user, workspace_id, now) for user in answer["members"]]
    async with contexts.background(workspace_id, now) as ctx:
        await sync.keep_users(ctx.transaction, UsersPage(name, members, following), now)
    return bool(following)


async def _read_quiet_times(
    contexts: Contexts, slack: SlackClient, workspace_id: str, cursor: str, now: datetime
) -> bool:
    async with contexts.reading(workspace_id) as transaction:
        asked = await sync.next_people(transaction, cursor)
    if not asked:
        async with contexts.background(workspace_id, now) as ctx:
            await sync.finish(ctx.transaction, QUIET)
        return False
    told = await slack.read(workspace_id, QUIET, users=",".join(asked))
    quiet = {user_id: quiet_time(status) for user_id, status in told["users"].items()}
    async with contexts.background(workspace_id, now) as ctx:
        await sync.keep_quiet(ctx.transaction, quiet, asked)
    return True


JOBS = (
    Job("people.sync", timedelta(hours=6), sync_members),
    Job("people.read_on", timedelta(minutes=1), read_on),
)
