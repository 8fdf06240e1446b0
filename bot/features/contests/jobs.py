"""The job that posts what contests have to say, one contest a transaction."""

from datetime import timedelta

from bot.features.contests.service import notifications
from bot.framework.item_jobs import one_by_one

JOBS = (one_by_one("contests.tell", timedelta(seconds=30), notifications.due, notifications.say),)
