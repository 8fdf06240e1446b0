"""Northwind's three sales teams, which have existed for a year."""

from datetime import datetime, timedelta

from bot.db.transaction import Database
from bot.demo.cast import NORTHWIND
from bot.demo.seed.acting import acting
from bot.emulator.state.world import World
from bot.features.teams import service
from bot.features.teams.rules.team_form import TeamForm

STOOD_FOR = timedelta(days=365)

# name, manager, members, channel
_TEAMS = (
    ("Enterprise", "ana", ("ben", "grace", "jamal", "kavya"), "sales"),
    ("Mid-market", "lucia", ("dario", "emeka", "hugo"), None),
    ("Sales development", "ana", ("fatima", "ingrid"), None),
)


async def seed_teams(db: Database, world: World, now: datetime) -> None:
    """Adds the teams as Ana, a year before `now`, by the service that everybody uses."""
    ids = {user.name: user.id for user in world.people(NORTHWIND)}
    async with db.transaction(NORTHWIND) as transaction:
        for name, manager, members, channel in _TEAMS:
            channel_id = world.channel_named(channel, NORTHWIND).id if channel else None
            form = TeamForm(name, ids[manager], tuple(ids[member] for member in members), channel_id)
            await service.save(acting(transaction, ids["ana"], now - STOOD_FOR, f"seed:{name}"), form, None)
