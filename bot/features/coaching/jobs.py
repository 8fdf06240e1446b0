"""The clock of 1:1s: plans them, sends their cards, and lets their time be over."""

from datetime import timedelta

from bot.features.coaching.service.clockwork import due, turns
from bot.framework.item_jobs import one_by_one

JOBS = (one_by_one("coaching.clock", timedelta(seconds=30), due.due, turns.deal_with),)
