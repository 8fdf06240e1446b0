"""Brings goals up to date with the metrics that they follow."""

from datetime import datetime, timedelta

from bot.db.transaction import Transaction
from bot.features.metrics.service import goal_sync
from bot.framework.jobs import one_by_one


async def _due(transaction: Transaction, _: datetime) -> list[int]:
    return await goal_sync.due(transaction)


JOBS = (one_by_one("metrics.feeds", timedelta(seconds=30), _due, goal_sync.bring_up_to_date),)
