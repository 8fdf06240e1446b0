"""The job that begins and ends goals on their owners' own days, and notices sums that are reached."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

from bot.db.transaction import Transaction
from bot.features.goals.service import expiry
from bot.framework.jobs import one_by_one

Step = Callable[[Transaction], Awaitable[None]]


async def _due(transaction: Transaction, now: datetime) -> list[Step]:
    reached = await expiry.newly_reached(transaction, now)
    due = await expiry.due_actions(transaction, now)
    steps: list[Step] = [partial(expiry.mark_reached, goal_id=goal_id, now=now) for goal_id in reached]
    return [*steps, *(partial(expiry.do, goal_id=goal_id, action=action, now=now) for goal_id, action in due)]


async def _take(transaction: Transaction, step: Step, _: datetime) -> None:
    await step(transaction)


JOBS = (one_by_one("goals.calendar", timedelta(seconds=30), _due, _take),)
