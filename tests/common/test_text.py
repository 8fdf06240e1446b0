"""Words for people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.text import listed, plural, shorten


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 points"), (1, "1 point"), (2, "2 points"), (1204, "1,204 points")]
)
def test_plural(count: int, words: str) -> None:
    """One of it is singular; thousands are set apart."""
    assert plural(count, "point") == words


@pytest.mark.parametrize(
    ("items", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_listed(items: list[str], words: str) -> None:
    """As it would be said."""
    assert listed(items) == words


@given(st.text(max_size=30), st.integers(1, 20))
def test_shortened(text: str, longest: int) -> None:
    """Never longer than asked for, and untouched when it fits."""
    short = shorten(text, longest)

    assert len(short) <= longest
    assert short == text if len(text) <= longest else short.endswith("…")
