"""Two nodes that tick at once owe each due thing once."""

from bench import ticks


async def test_two_nodes(database_url: str) -> None:
    """Five hundred minutes of a Monday; the ten thousand ticks are in bench/ticks.py."""
    owed, expected, twice = await ticks.run(database_url, ticks=1000)

    assert expected > 15
    assert (owed, twice) == (expected, 0)
