"""What waits in skills: an own rating, rounds that nobody opens, likely gaps without an action."""

from datetime import timedelta

import pytest

from bot.db.transaction import Database
from bot.features.coaching.rules.words import ItemWords
from bot.features.coaching.service import items, pairs
from bot.features.coaching.service.skill_actions import gap_needs
from bot.features.skills.rules.rounds import SkillRating
from bot.features.skills.service import cards, rounds
from bot.features.skills.service.needs import needs_of
from tests.contexts import acting
from tests.features.ledger.office import key
from tests.features.needs.office import needs_by, told
from tests.features.skills.office import (
    ADA,
    ANA,
    BEN,
    CLEO,
    MORNING,
    NORTH,
    by_the_clock,
    open_skills,
    tell_of_all,
)


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """Ana leads Ben, whose win rate is low."""
    await open_skills(db)


async def test_an_own_rating_waits(db: Database) -> None:
    """For who has not sent theirs; due by its day."""
    async with db.transaction(NORTH) as transaction:
        opened = await rounds.rate(acting(transaction, ANA, MORNING, key()), BEN)
    assert told(await needs_by(db, needs_of, BEN, MORNING)) == [
        "Rate your skills, by Thu 10 Dec [Rate skills]"
    ]
    assert told(await needs_by(db, needs_of, ANA, MORNING)) == [
        "Rate Ben's skills, by Thu 10 Dec [Rate skills]"
    ]
    async with db.transaction(NORTH) as transaction:
        ctx = acting(transaction, BEN, MORNING, key())
        await rounds.submit(ctx, opened.round.id, {"closing": SkillRating(2)})
    assert await needs_by(db, needs_of, BEN, MORNING) == {}
    assert len(await needs_by(db, needs_of, ANA, MORNING)) == 1
    for other in (ADA, CLEO):
        assert await needs_by(db, needs_of, other, MORNING) == {}


async def test_half_a_year_without_a_round(db: Database) -> None:
    """Since the role is known, or since the last one ended; only for who leads them."""
    later = MORNING + timedelta(days=180)
    assert await needs_by(db, needs_of, ANA, later - timedelta(days=1)) == {}
    assert told(await needs_by(db, needs_of, ANA, later)) == [
        "Ben: skills not looked at for half a year [Rate skills]"
    ]
    assert await needs_by(db, needs_of, BEN, later) == {}


async def test_a_likely_gap_without_an_action(db: Database) -> None:
    """Two weeks after Ben saw it; an action of that skill clears the row."""
    await tell_of_all(db)
    await by_the_clock(db)
    later = MORNING + timedelta(days=14)
    assert await needs_by(db, gap_needs, ANA, later) == {}
    async with db.transaction(NORTH) as transaction:
        await cards.show(acting(transaction, BEN, MORNING, key()))
    assert await needs_by(db, gap_needs, ANA, later - timedelta(minutes=1)) == {}
    row = ["Ben: a likely gap, no action yet: Win rate [Show the gap]"]
    assert told(await needs_by(db, gap_needs, ANA, later)) == row
    assert await needs_by(db, gap_needs, BEN, later) == {}

    async def act(skill: str) -> None:
        async with db.transaction(NORTH) as transaction:
            ctx = acting(transaction, BEN, MORNING, key())
            pair = await pairs.find_pair(ctx, ANA)
            await items.set_item(ctx, pair, ItemWords("Ask for the decision", None, skill), BEN)

    await act("discovery")
    assert told(await needs_by(db, gap_needs, ANA, later)) == row
    await act("closing")
    assert await needs_by(db, gap_needs, ANA, later) == {}
