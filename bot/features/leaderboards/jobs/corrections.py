"""Compares posted boards with the ledger and adds a correction when it has changed since."""

from datetime import timedelta

from bot.features.leaderboards.service import corrections
from bot.features.ledger.service import holds
from bot.framework.item_jobs import one_by_one

JOBS = (
    one_by_one(
        "leaderboards.restate",
        timedelta(seconds=30),
        corrections.due,
        corrections.restate,
        holds.first_lapse,
        daily=True,
    ),
)
