"""Whom nobody thanks: a gap that whoever leads them sees, and nobody else."""

from datetime import timedelta

import pytest

from bot.db.transaction import Database
from bot.features.kudos.rules.giving import GiveKudos
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.kudos.service import giving
from bot.features.kudos_health.service import needs_of
from tests.contexts import acting
from tests.features.goals.office import ADA, ANA, BEN, CLEO, MATE, NORTH, NOW, open_office
from tests.features.ledger.office import key
from tests.features.needs.office import needs_by, told


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """Ana leads Ben and a mate."""
    await open_office(db)


async def of(db: Database, who: str, *, days: int = 0) -> list[str]:
    """Text and button of each need."""
    return told(await needs_by(db, needs_of, who, NOW + timedelta(days=days)))


async def test_whom_nobody_thanks_is_a_gap(db: Database) -> None:
    """After thirty days; any kudos ends it, whoever gave it."""
    assert await of(db, ANA, days=29) == []
    both = ["Nobody thanked Ben yet [Thank]", "Nobody thanked Mate yet [Thank]"]
    assert await of(db, ANA, days=30) == both
    for other in (ADA, BEN, MATE, CLEO):
        assert await of(db, other, days=30) == [], other
    (need, _) = (await needs_by(db, needs_of, ANA, NOW + timedelta(days=30))).values()
    assert (need.value, need.may_wait, need.about_id) == (BEN, True, BEN)

    async with db.transaction(NORTH) as transaction:
        gift = GiveKudos((BEN,), 1, "for the demo")
        later = NOW + timedelta(days=30)
        await giving.give(acting(transaction, CLEO, later, key()), gift, KudosSettings())
    assert await of(db, ANA, days=30) == both[1:]
    assert await of(db, ANA, days=60) == ["Nobody thanked Ben for 30 days [Thank]", both[1]]
