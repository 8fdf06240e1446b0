"""The job that begins and ends goals on their owners' own days, and notices sums that are reached."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

from bot.db.transaction import Transaction
from bot.features.goals.service import expiry
from bot.framework.context import Context
from bot.framework.item_jobs import one_by_one

Step = Callable[[Context], Awaitable[None]]


async def _due(transaction: Transaction, now: datetime) -> list[Step]:
    reached = await expiry.newly_reached(transaction, now)
    due = await expiry.due_actions(transaction, now)
    steps: list[Step] = [partial(expiry.mark_reached, goal_id=goal_id) for goal_id in reached]
    return [*steps, *(partial(expiry.do, goal_id=goal_id, action=action) for goal_id, action in due)]


async def _take(ctx: Context, step: Step) -> None:
    await step(ctx)


JOBS = (one_by_one("goals.calendar", timedelta(seconds=30), _due, _take, expiry.next_due),)
