"""The clock's door to plays: questions, and what is archived."""

from datetime import timedelta

from bot.features.plays.service import clockwork
from bot.framework.item_jobs import one_by_one
from bot.framework.jobs import only_when_written

_EVERY = timedelta(seconds=50)
JOBS = (one_by_one("plays.clock", _EVERY, clockwork.due, clockwork.take_turn, only_when_written, daily=True),)
