"""The clock of 1:1s: plans them, sends their cards, lets their time be over, judges actions."""

from datetime import timedelta

from bot.features.coaching.service.clockwork import due, next_due, outcomes, reminders, seen, turns
from bot.framework.item_jobs import one_by_one

JOBS = (
    one_by_one("coaching.clock", timedelta(seconds=30), due.due, turns.deal_with, next_due.of_clock),
    one_by_one("coaching.seen", timedelta(minutes=5), seen.due, seen.keep),
    one_by_one(
        "coaching.today", timedelta(seconds=50), reminders.due, reminders.remind, next_due.of_reminders
    ),
    one_by_one(
        "coaching.outcomes",
        timedelta(seconds=30),
        outcomes.due,
        outcomes.keep_and_tell,
        outcomes.next_look,
    ),
)
