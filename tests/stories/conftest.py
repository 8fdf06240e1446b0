"""The real bot in the emulator, over the wire: by Socket Mode or by HTTP, on SQLite or on Postgres."""

from collections.abc import AsyncIterator

import pytest

from bot.demo.stage import Stage, open_stage
from bot.emulator.transport.delivery import Transport
from tests.stages import box_at
from tests.started import MONDAY, Started


@pytest.fixture
def mode(request: pytest.FixtureRequest) -> Transport:
    """The front door, chosen beside the database: see tests/selection.py."""
    found: Transport = request.param
    return found


@pytest.fixture
async def stage(mode: Transport, started: Started, request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    """The emulator on a Monday morning, with the bot connected and nothing given yet."""
    emulator = box_at(MONDAY, mode)
    async with open_stage(emulator, started.database_url, migrated=True, at_rest=started.at_rest) as opened:
        yield opened
        if request.config.getoption("--all-pairs"):
            assert await opened.settler.settle_anew() == 0, "something was left to do"
