"""By the clock: cycles go on by themselves."""

from datetime import timedelta

from bot.features.reviews import clockwork
from bot.framework.jobs import one_by_one

JOBS = (one_by_one("reviews.go_on", timedelta(seconds=30), clockwork.due, clockwork.deal_with),)
