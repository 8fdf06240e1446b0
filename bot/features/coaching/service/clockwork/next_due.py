"""When the clock of 1:1s may have work again."""

from datetime import datetime

from bot.db.transaction import Transaction
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.repository.words import CoachingWordRepository
from bot.framework.jobs import AT_ANY_TIME


async def of_clock(transaction: Transaction) -> datetime | None:
    """At any time while anybody has 1:1s, a talk is unsettled or an action offered; else None.

    Days off, which are no rows of this feature, may move a talk.
    """
    talks = CoachingTalkRepository(transaction)
    if await talks.live() or await talks.all_unsettled():
        return AT_ANY_TIME
    return AT_ANY_TIME if await CoachingWordRepository(transaction).any_offered() else None


async def of_reminders(transaction: Transaction) -> datetime | None:
    """At any time while anybody has 1:1s; else None."""
    return AT_ANY_TIME if await CoachingTalkRepository(transaction).live() else None
