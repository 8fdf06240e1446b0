"""What people were asked about their deals before this morning."""

from datetime import datetime

from bot.db.transaction import Database
from bot.demo.cast import NORTHWIND
from bot.demo.seed.acting import acting
from bot.features.plays.service import clockwork


async def seed_asked(db: Database, now: datetime) -> None:
    """Asks about the wins and losses of the last days, so that this morning has other news."""
    async with db.transaction(NORTHWIND) as transaction:
        for turn in await clockwork.due(transaction, now):
            await clockwork.take_turn(acting(transaction, "", now, f"seed:{turn.kind}:{turn.id}"), turn)
