"""Keeps the messages about reps' own entries true, and reminds of those that wait for two working days."""

from datetime import timedelta

from bot.features.metrics.service import entry_reminders, own_entries
from bot.framework.item_jobs import one_by_one
from bot.framework.jobs import only_when_written

JOBS = (
    one_by_one(
        "metrics.own_entries", timedelta(seconds=30), own_entries.due, own_entries.settle, only_when_written
    ),
    one_by_one(
        "metrics.own_reminders",
        timedelta(seconds=30),
        entry_reminders.due,
        entry_reminders.remind,
        entry_reminders.next_moment,
    ),
)
