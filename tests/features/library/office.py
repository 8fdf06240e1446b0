"""An office with things on its shelf, for the tests of the library."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from itertools import count
from typing import TypeVar

from bot.db.transaction import Database
from bot.features.library.rules.words import ResourceWords
from bot.features.library.service import resources
from bot.features.skills.rules.facts import SellerProfile
from bot.features.skills.service import roles
from bot.framework.context import Context
from tests.contexts import acting
from tests.features.goals.office import ADA, ANA, NORTH, NOW

T = TypeVar("T")
_keys = count(1)


async def did(db: Database, actor_id: str, work: Callable[[Context], Awaitable[T]], now: datetime = NOW) -> T:
    """What somebody does, in a transaction of its own."""
    async with db.transaction(NORTH) as transaction:
        return await work(acting(transaction, actor_id, now, f"l{next(_keys)}"))


async def on_shelf(
    db: Database, title: str, skill: str = "discovery", by: str = ANA, now: datetime = NOW
) -> int:
    """The number of something that somebody has put on the shelf."""
    words = ResourceWords(f"https://example.com/{title.replace(' ', '-')}", title, skill, 15)
    return (await did(db, by, lambda ctx: resources.add_resource(ctx, words), now)).id


async def sells(db: Database, *ids: str, role: str = "ae") -> None:
    """An admin says what these people sell."""
    wanted = [SellerProfile(who, role, "Enterprise") for who in ids]
    await did(db, ADA, lambda ctx: roles.set_roles(ctx, wanted))
