"""An office on each database, with Ben in it, who is asked something every working day at nine."""

import pytest

from bot.framework.context import Contexts
from tests.features.schedules.office import ANA, Office, at


@pytest.fixture
async def office(db: Contexts) -> Office:
    """It opened on Friday, before nine; Ana, its admin, is asked nothing, as she has nothing to answer."""
    office = Office(db, silent={ANA})
    await office.knows()
    await office.knows(ANA)
    office.declares()
    await office.ticks(at(20, 8))
    return office
