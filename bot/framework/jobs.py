"""Jobs of features: what is done for every workspace from time to time."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.db.transaction import Transaction
from bot.slack.client import SlackClient

# Like listeners each gets `bot.framework.context.Contexts`, which knows the features and so their jobs.
Work = Callable[[Any, SlackClient, str, datetime], Awaitable[None]]
NextDue = Callable[[Transaction], Awaitable[datetime | None]]
# `next_due` of jobs that may find work at any time, once there is anything for them to look at.
AT_ANY_TIME = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Job:
    """`work(contexts, slack, workspace_id, now)`, run at the start and then `every` so often, a workspace.

    `next_due` reads when, after a run and while nothing is written, there is work again: None where there is
    none, an instant that is over where there is some at once. A job without it may find work at any time.
    `daily`: a new day of UTC may bring work besides.
    """

    name: str
    every: timedelta
    work: Work
    next_due: NextDue | None = None
    daily: bool = False


async def only_when_written(_: Transaction) -> None:
    """`next_due` of jobs that deal with what somebody wrote, whatever the time is."""
