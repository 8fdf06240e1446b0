"""Brings goals up to date with the metrics that they follow."""

from datetime import timedelta

from bot.features.metrics.service import goal_sync
from bot.framework.item_jobs import one_by_one

JOBS = (
    one_by_one(
        "metrics.feeds",
        timedelta(seconds=30),
        goal_sync.due,
        goal_sync.bring_up_to_date,
        goal_sync.next_due,
    ),
)
