"""The real bot in the box, over the wire: by Socket Mode and by HTTP, on SQLite and on Postgres."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.playground.clock import MovableClock
from bot.playground.delivery import Mode
from bot.playground.stage import Stage, new_box, open_stage

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
# For long stories: each door and each database once, not all four pairs.
TWO_WAYS = pytest.mark.parametrize(
    ("mode", "database_url"), [("socket", "sqlite"), ("http", "postgres")], indirect=True
)


@pytest.fixture(params=["socket", "http"])
def mode(request: pytest.FixtureRequest) -> Mode:
    """Each of the two front doors."""
    found: Mode = request.param
    return found


@pytest.fixture
async def stage(mode: Mode, database_url: str) -> AsyncIterator[Stage]:
    """The box on a Monday morning, with the bot connected and nothing given yet."""
    box = new_box(MovableClock(MONDAY, frozen=True), mode)
    async with open_stage(box, database_url) as opened:
        yield opened
