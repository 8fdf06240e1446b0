"""Bars of ten signs in plain text: inline code would be red in Slack. The number stands beside a bar."""

import math
from fractions import Fraction

_WIDTH, _FULL, _EMPTY = 10, "▰", "▱"


def bar(share: Fraction | None) -> str:
    """`▰▰▰▰▰▱▱▱▱▱`, cut to 0..1 and rounded down, so that it is full at 1 only; "" for None."""
    if share is None:
        return ""
    return _drawn(math.floor(min(max(share, Fraction(0)), Fraction(1)) * _WIDTH))


def bar_of(count: int, most: int) -> str:
    """A bar that is full for `most`, to the nearest tenth; whatever is there fills one sign at least."""
    return _drawn(max(1, round(_WIDTH * count / most)) if count and most else 0)


def _drawn(full: int) -> str:
    return _FULL * full + _EMPTY * (_WIDTH - full)
