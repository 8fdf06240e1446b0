"""What waits for somebody in pulses, and that it tells nobody who has answered."""

from datetime import timedelta

from bot.db.transaction import Database
from bot.features.pulse.service import lifecycle
from bot.features.pulse.service.needs import needs_of
from tests.features.goals.office import NORTH, NOW, by
from tests.features.needs.office import needs_by, told
from tests.features.pulse.office import ADA, ANA, CLEO, TEAM, answered, asked

LINE = "Anonymous question about whoever leads you, until Mon 30 Nov [Answer]"


async def test_it_waits_until_it_is_answered(db: Database) -> None:
    """For each who was asked; whoever asked, and admins, see nothing of it."""
    pulse_id = await asked(db)
    for who in TEAM:
        assert told(await needs_by(db, needs_of, who)) == [LINE]
    for other in (ANA, ADA, CLEO):
        assert await needs_by(db, needs_of, other) == {}

    await answered(db, pulse_id, TEAM[0])
    assert await needs_by(db, needs_of, TEAM[0]) == {}
    (need,) = (await needs_by(db, needs_of, TEAM[1])).values()
    assert (need.key, need.value) == (f"pulse.answer:{pulse_id}", str(pulse_id))
    assert await needs_by(db, needs_of, ANA) == {}


async def test_it_is_over_when_it_is_closed(db: Database) -> None:
    """On its last day it is due."""
    pulse_id = await asked(db)
    (need,) = (await needs_by(db, needs_of, TEAM[0], NOW + timedelta(days=7))).values()
    assert need.rank.name == "due"

    async with db.transaction(NORTH) as transaction:
        await lifecycle.close(by(transaction, None, NOW + timedelta(days=8)), pulse_id)
    assert await needs_by(db, needs_of, TEAM[0]) == {}
