"""Closes pulses when their time is over."""

from datetime import timedelta

from bot.features.pulse.service import lifecycle
from bot.framework.item_jobs import one_by_one

JOBS = (
    one_by_one("pulse.close", timedelta(seconds=30), lifecycle.due, lifecycle.close, lifecycle.next_moment),
)
