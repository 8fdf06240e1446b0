"""What of setting Pacer up waits for admins."""

from bot.db.transaction import Database
from bot.features.home.rules.setup import SetupStep
from bot.features.home.service import setup
from bot.features.home.service.needs import needs_of
from tests.features.goals.office import ADA, ANA, NORTH, by, open_office
from tests.features.needs.office import needs_by, told


async def test_the_steps_of_setting_up(db: Database) -> None:
    """An admin has them in one row until each is done, or left out; nobody else has it."""
    await open_office(db)
    assert told(await needs_by(db, needs_of, ADA)) == ["Setup: 7 steps left [Open]"]
    assert await needs_by(db, needs_of, ANA) == {}

    for step in SetupStep:
        async with db.transaction(NORTH) as transaction:
            await setup.leave_out(by(transaction, ADA), step)
    assert await needs_by(db, needs_of, ADA) == {}
