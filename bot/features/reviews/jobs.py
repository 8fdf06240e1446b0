"""Moves review cycles on when their days come."""

from datetime import timedelta

from bot.features.reviews.service import transitions
from bot.framework.item_jobs import one_by_one

JOBS = (
    one_by_one(
        "reviews.go_on",
        timedelta(seconds=30),
        transitions.due,
        transitions.deal_with,
        transitions.next_moment,
    ),
)
