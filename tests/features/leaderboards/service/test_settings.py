"""A choice about boards that is made again takes the place of the one before, and of no other."""

from decimal import Decimal
from fractions import Fraction

from bot.db.transaction import Database
from bot.features.leaderboards.rules.facts import Comparing, WeeklyBoard
from bot.features.leaderboards.rules.scores import Weight
from bot.features.leaderboards.rules.specs import KUDOS, Engine, Measure
from bot.features.leaderboards.rules.tiers import TierBy
from bot.features.leaderboards.service import settings
from bot.features.teams import service as teams
from tests.contexts import acting
from tests.features.leaderboards.office import NOON
from tests.features.ledger.office import ADA, BEN, CLEO, NORTH, key, open_office

FIRST = WeeklyBoard(Measure(KUDOS, Engine.raw), "last week", is_on=False)
SECOND = WeeklyBoard(Measure("bookings", Engine.improved), "this month", is_on=True)


async def test_whoever_hides_twice_is_hidden_once(db: Database) -> None:
    """From two windows; one word names them again, and nobody else."""
    await open_office(db)
    for who in (BEN, BEN, CLEO):
        async with db.transaction(NORTH) as transaction:
            await settings.hide(acting(transaction, who, NOON, key()))
    async with db.transaction(NORTH) as transaction:
        assert await settings.hidden(transaction) == {BEN, CLEO}
        await settings.show(acting(transaction, BEN, NOON, key()))
        assert await settings.hidden(transaction) == {CLEO}


async def test_the_newest_weekly_board_of_a_team_counts(db: Database) -> None:
    """All of it is replaced; another team keeps its own."""
    await open_office(db)
    async with db.reading(NORTH) as reading:
        org_chart = await teams.load_org_chart(reading)
    ours, theirs = org_chart.named("Enterprise"), org_chart.named("Support")
    assert ours is not None
    assert theirs is not None
    for team, choice in ((ours, FIRST), (theirs, FIRST), (ours, SECOND)):
        async with db.transaction(NORTH) as transaction:
            await settings.choose(acting(transaction, ADA, NOON, key()), team.id, choice)
    async with db.reading(NORTH) as reading:
        assert await settings.choices(reading) == {ours.id: SECOND, theirs.id: FIRST}


async def test_the_newest_way_to_compare_counts(db: Database) -> None:
    """Tiers and all parts of the combined score are replaced."""
    await open_office(db)
    for tier_by, parts in (
        (TierBy.attainment, [("goals", Decimal(40), None), ("bookings", Decimal(60), Decimal(9))]),
        (TierBy.tenure, [("bookings", Decimal(100), None)]),
        (TierBy.attainment, [("goals", Decimal(100), None)]),
    ):
        async with db.transaction(NORTH) as transaction:
            await settings.decide(acting(transaction, ADA, NOON, key()), tier_by, parts)
        async with db.reading(NORTH) as reading:
            assert await settings.comparing(reading) == Comparing(
                tier_by,
                tuple(
                    Weight(what, Fraction(weight) / 100, None if target is None else Fraction(target))
                    for what, weight, target in parts
                ),
            )
