"""Jobs of features: what is done for every workspace from time to time."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

import structlog

from bot.db.transaction import Database, Transaction
from bot.slack.client import SlackClient

log = structlog.stdlib.get_logger(__name__)

Work = Callable[[Database, SlackClient, str, datetime], Awaitable[None]]
_T = TypeVar("_T")


@dataclass(frozen=True)
class Job:
    """`work(db, slack, workspace_id, now)`, run at the start and then `every` so often, a workspace."""

    name: str
    every: timedelta
    work: Work


def one_by_one(
    name: str,
    every: timedelta,
    due: Callable[[Transaction, datetime], Awaitable[Sequence[_T]]],
    deal_with: Callable[[Transaction, _T, datetime], Awaitable[object]],
) -> Job:
    """A job that reads what is due, and deals with each item in a transaction of its own.

    An item that fails is logged and tried again next time; it keeps no other waiting.
    """

    async def work(db: Database, _: SlackClient, workspace_id: str, now: datetime) -> None:
        async with db.reading(workspace_id) as reading:
            found = await due(reading, now)
        for each in found:
            try:
                async with db.transaction(workspace_id, urgent=False) as transaction:
                    await deal_with(transaction, each, now)
            except Exception:
                # A door: one that cannot be dealt with must not keep the others waiting. It is tried again.
                log.exception("job.item_failed", job=name, workspace_id=workspace_id)

    return Job(name, every, work)
