"""Processes that are killed in the middle: everybody gets exactly one message all the same."""

import pytest

from bench import kills

pytestmark = [pytest.mark.process, pytest.mark.fresh_database]


async def test_killed_three_times(database_url: str) -> None:
    """kill -9 at a random post, three times over sixty people; the large run is in bench/kills.py."""
    outcome = await kills.run(database_url, people=60, kills=3, seed=7, linger=0.0)

    assert (outcome.once, outcome.twice, outcome.never, outcome.written_down) == (60, 0, 0, 0)
