"""By the clock: goals follow their metrics."""

from datetime import datetime, timedelta

from bot.db.transaction import Transaction
from bot.features.metrics import feeds
from bot.framework.jobs import one_by_one


async def _due(transaction: Transaction, _: datetime) -> list[int]:
    return await feeds.due(transaction)


JOBS = (one_by_one("metrics.feeds", timedelta(seconds=30), _due, feeds.bring_up_to_date),)
