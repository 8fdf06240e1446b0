"""What somebody writes and does with plays, in an office with books."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

from bot.db.transaction import Database
from bot.features.plays.rules.words import PlayWords
from bot.framework.context import Context
from tests.contexts import acting
from tests.features.goals.office import NORTH, NOW
from tests.features.ledger.office import key

T = TypeVar("T")
LONG = "I asked who else has to sign before we talk about money."


async def did(db: Database, actor_id: str, work: Callable[[Context], Awaitable[T]], now: datetime = NOW) -> T:
    """What somebody does, in a transaction of its own."""
    async with db.transaction(NORTH) as transaction:
        return await work(acting(transaction, actor_id, now, key()))


def words(title: str = "Who else signs", *, did: str = LONG, shared: bool = True) -> PlayWords:
    """A play as somebody types it."""
    return PlayWords(title, "discovery", LONG, did, LONG, is_shared=shared)
