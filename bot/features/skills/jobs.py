"""The clock's door: the cards of the week."""

from datetime import timedelta

from bot.features.skills.service import making, rounds
from bot.framework.item_jobs import one_by_one

JOBS = (
    one_by_one("skills.cards", timedelta(minutes=5), making.due, making.keep),
    one_by_one("skills.rounds", timedelta(hours=1), rounds.overdue, rounds.close),
)
