"""Jobs that deal with what is due one by one."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

import structlog

from bot.common.errors import Unavailable
from bot.db.transaction import Transaction
from bot.framework.context import Context, Contexts
from bot.framework.jobs import Job, NextDue
from bot.slack.client import SlackClient

log = structlog.stdlib.get_logger(__name__)

_T = TypeVar("_T")


def one_by_one(
    name: str,
    every: timedelta,
    due: Callable[[Transaction, datetime], Awaitable[Sequence[_T]]],
    deal_with: Callable[[Context, _T], Awaitable[object]],
    next_due: NextDue | None = None,
    *,
    daily: bool = False,
) -> Job:
    """A job that reads what is due, and deals with each item in a transaction of its own.

    An item that fails is logged and tried again next time; it keeps no other waiting.
    """

    async def work(contexts: Contexts, _: SlackClient, workspace_id: str, now: datetime) -> None:
        async with contexts.reading(workspace_id) as reading:
            found = await due(reading, now)
        for each in found:
            try:
                async with contexts.background(workspace_id, now) as ctx:
                    await deal_with(ctx, each)
            except Unavailable:
                raise
            except Exception:
                # A door: one that cannot be dealt with must not keep the others waiting. It is tried again.
                log.exception("job.item_failed", job=name, workspace_id=workspace_id)

    return Job(name, every, work, next_due, daily)
