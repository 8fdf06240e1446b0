"""Whether there is anything that the clock of 1:1s has to look at."""

from datetime import datetime

from bot.db.transaction import Transaction
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.repository.words import CoachingWordRepository
from bot.framework.jobs import AT_ANY_TIME


async def to_plan(transaction: Transaction) -> datetime | None:
    """At any time while anybody has 1:1s or was offered an action: days off may move a talk. Else None."""
    talks = CoachingTalkRepository(transaction)
    if await talks.live() or await talks.all_unsettled():
        return AT_ANY_TIME
    return AT_ANY_TIME if await CoachingWordRepository(transaction).any_offered() else None


async def to_remind(transaction: Transaction) -> datetime | None:
    """At any time while anybody has 1:1s; else None."""
    return AT_ANY_TIME if await CoachingTalkRepository(transaction).live() else None
