"""The jobs that post what contests have to say, and remind of what they wait for, a contest a transaction."""

from datetime import timedelta

from bot.features.contests.service import nods, notifications
from bot.framework.item_jobs import one_by_one

JOBS = (
    one_by_one(
        "contests.tell",
        timedelta(seconds=30),
        notifications.due,
        notifications.say,
        notifications.next_moment,
    ),
    one_by_one("contests.nods", timedelta(seconds=30), nods.due, nods.remind, nods.next_moment),
)
