"""Three months of kudos in Ana's team, from a fixed random seed."""

import random
from datetime import datetime, timedelta

from sqlalchemy import delete

from bot.common.errors import NotAllowed
from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.demo.cast import NORTHWIND
from bot.demo.seed.acting import acting
from bot.emulator.state.world import User, World
from bot.features.kudos.rules.giving import GiveKudos
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.kudos.service import giving
from bot.features.people.service import members as people_service

DAYS = 91
SEED = 7
WORKING_HOURS = range(9, 18)

REASONS = (
    ("jumped on the Acme call with ten minutes' notice and saved the demo", "teamwork"),
    ("found the billing bug before the customer did", "ownership"),
    ("fourteen first calls in one day, and still smiling", "hustle"),
    ("stayed late to get Bancorp's contract through legal", "hustle"),
    ("shared the hospital one-pager with the whole team", "teamwork"),
    ("told the customer the hard truth, kindly, and kept the deal", "customer-first"),
    ("wrote down everything learned from the Globex loss", "learning"),
    ("took over my pipeline while I was away; not one reply was missed", "teamwork"),
    ("won back Initech after two quiet quarters", "customer-first"),
    ("the cleanest handover to support I have seen", "customer-first"),
    ("asked the question nobody dared to ask in the forecast call", "ownership"),
    ("coached me through my first negotiation", "learning"),
    ("fixed the quote template for everybody", "ownership"),
    ("a lovely thank-you note to the procurement team at Stark", None),
    ("closed the quarter's first new logo", "hustle"),
    ("kept calm when the demo environment went down", None),
    ("turned a support ticket into an expansion", "customer-first"),
    ("ran the best discovery call of the month", "learning"),
)


async def seed_kudos(db: Database, world: World, now: datetime) -> int:
    """Gives kudos on each working day before `now`, by the service that everybody uses; their number."""
    async with db.transaction(NORTHWIND) as transaction:
        await people_service.set_managers(transaction, [world.named("ana").id])
    await _two_friends(db, world, now)
    dice = random.Random(SEED)  # noqa: S311 - a story that is told the same each time
    people = [user for user in world.people(NORTHWIND) if not user.deleted]
    given = 0
    for days_ago in range(DAYS, 0, -1):
        day = now - timedelta(days=days_ago)
        if day.weekday() < 5:
            given += await _one_day(db, people, day, dice)
    return given


async def _two_friends(db: Database, world: World, now: datetime) -> None:
    """Two people who thank each other more than anybody else: a finding for their manager."""
    pair = [world.named(name, NORTHWIND).id for name in ("fatima", "ingrid")]
    days = [now - timedelta(days=back) for back in range(1, 12)]
    for day in [each for each in days if each.weekday() < 5 and each.month == now.month]:
        for giver, receiver in (pair, reversed(pair)):
            gift = GiveKudos((receiver,), 4, "always there when I need you")
            await _give(db, gift, giver, day, f"seed:{day.isoformat()}:{giver}")


async def forget_what_was_said(db: Database) -> None:
    """Deletes all deliveries, since notices of past days were sent in those days."""
    async with db.system() as session:
        await session.execute(delete(Delivery))


async def _one_day(db: Database, people: list[User], day: datetime, dice: random.Random) -> int:
    given = 0
    for number in range(dice.randint(1, 5)):
        giver, *receivers = dice.sample(people, k=dice.choice((2, 2, 2, 2, 3)))
        reason, value = dice.choice(REASONS)
        gift = GiveKudos(
            recipients=tuple(user.id for user in receivers),
            points=dice.choice((1, 1, 1, 1, 2, 3)),
            reason=f"{reason} #{value}" if value else reason,
            values=(value,) if value else (),
        )
        at = day.replace(hour=dice.choice(WORKING_HOURS), minute=dice.randrange(60))
        given += await _give(db, gift, giver.id, at, f"seed:{at.isoformat()}:{number}")
    return given


async def _give(db: Database, gift: GiveKudos, giver_id: str, at: datetime, key: str) -> bool:
    try:
        async with db.transaction(NORTHWIND) as transaction:
            await giving.give(acting(transaction, giver_id, at, key), gift, KudosSettings())
    except NotAllowed:
        return False  # out of points that day, as it happens
    return True
