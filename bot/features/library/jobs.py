"""The clock's door to the library: items of learning paths."""

from datetime import timedelta

from bot.features.library.service import clockwork
from bot.framework.item_jobs import one_by_one

_EVERY = timedelta(seconds=55)
JOBS = (one_by_one("library.paths", _EVERY, clockwork.due, clockwork.take_turn, clockwork.next_due),)
