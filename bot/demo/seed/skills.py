"""What the people of the demo sell, and to whom, told by Ana two months ago."""

from datetime import datetime, timedelta

from bot.db.transaction import Database
from bot.demo.cast import NORTHWIND
from bot.demo.seed.acting import acting
from bot.emulator.state.world import World
from bot.features.skills.rules.facts import SellerProfile
from bot.features.skills.service import profiles

_TOLD = timedelta(days=60)
# role, segment, people
_ROLES = (
    ("ae", "Enterprise", ("ben", "grace", "jamal", "kavya")),
    ("ae", "Mid-market", ("dario", "emeka", "hugo")),
    ("sdr", "", ("fatima", "ingrid")),
)


async def seed_skills(db: Database, world: World, now: datetime) -> None:
    """Says by the service that everybody uses what each of them sells."""
    ids = {user.name: user.id for user in world.people(NORTHWIND)}
    wanted = [SellerProfile(ids[name], role, segment) for role, segment, names in _ROLES for name in names]
    async with db.transaction(NORTHWIND) as transaction:
        await profiles.set_roles(acting(transaction, ids["ana"], now - _TOLD, "seed:roles"), wanted)
