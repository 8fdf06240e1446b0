"""The clock's door: cards of the week, rounds that end, untouched windows."""

from datetime import timedelta
from functools import partial

from bot.features.skills.service import making, rounds, untouched
from bot.framework.feature import Catalog
from bot.framework.item_jobs import one_by_one
from bot.framework.jobs import Job


def jobs_of(catalog: Catalog) -> tuple[Job, ...]:
    """The jobs of skills; later features tell on which days actions were open."""
    windows = partial(untouched.due, tellers=catalog.additions(untouched.ACTION_SPANS))
    return (
        one_by_one("skills.cards", timedelta(seconds=55), making.due, making.keep_and_tell, making.next_due),
        one_by_one("skills.rounds", timedelta(hours=1), rounds.overdue, rounds.close),
        one_by_one("skills.untouched", timedelta(days=7), windows, untouched.keep),
    )
