"""The suite on several processors: what shares one thing stays in one process."""

from pathlib import Path

import pytest

from tests.selection import LONG


def test_a_file_stays_together(request: pytest.FixtureRequest) -> None:
    """Groups are lost without a word when pytest-xdist and pytest do not fit: each process starts its own."""
    if not hasattr(request.config, "workerinput") or not request.config.getvalue("loadgroup"):
        pytest.skip("all tests run in one process, or groups were not asked for")
    assert request.node.nodeid.endswith("@test_selection.py")


def test_what_takes_long_is_there() -> None:
    """A file that was renamed would come back into the quick suite without a word."""
    assert [place for place in LONG if not (Path(__file__).parent / place).exists()] == []
