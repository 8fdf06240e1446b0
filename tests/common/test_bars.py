"""Bars: ten signs, full when it is reached and not a moment earlier."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.bars import bar, bar_of


@pytest.mark.parametrize(
    ("share", "drawn"),
    [
        (Fraction(0), "▱▱▱▱▱▱▱▱▱▱"),
        (Fraction(-2), "▱▱▱▱▱▱▱▱▱▱"),
        (Fraction(62, 100), "▰▰▰▰▰▰▱▱▱▱"),
        (Fraction(999, 1000), "▰▰▰▰▰▰▰▰▰▱"),
        (Fraction(1), "▰▰▰▰▰▰▰▰▰▰"),
        (Fraction(13), "▰▰▰▰▰▰▰▰▰▰"),
        (None, ""),
    ],
)
def test_the_bar_is_full_when_the_target_is_reached(share: Fraction | None, drawn: str) -> None:
    """No longer for more; where there is no number there is no bar."""
    assert bar(share) == drawn


@given(st.fractions())
def test_the_bar_is_as_wide_as_it_is(share: Fraction) -> None:
    """Whatever the share; and full exactly from 100% on."""
    assert len(bar(share)) == 10
    assert ("▱" not in bar(share)) == (share >= 1)


@pytest.mark.parametrize(
    ("count", "most", "drawn"),
    [
        (0, 0, "▱▱▱▱▱▱▱▱▱▱"),
        (0, 9, "▱▱▱▱▱▱▱▱▱▱"),
        (1, 90, "▰▱▱▱▱▱▱▱▱▱"),
        (5, 10, "▰▰▰▰▰▱▱▱▱▱"),
        (9, 9, "▰▰▰▰▰▰▰▰▰▰"),
    ],
)
def test_a_count_among_others(count: int, most: int, drawn: str) -> None:
    """Nothing is empty; anything at all shows."""
    assert bar_of(count, most) == drawn
