"""Percents as people read them: whole in messages and in Home, with one decimal where figures are explained.

No share is rounded up over 100%: 99.97% is 99%, as the target is not met.
"""

import math
from fractions import Fraction


def whole_percent(share: Fraction) -> str:
    """A whole percent, rounded half up: `53%`; below 1 it is 99% at most."""
    return _written(share, 0)


def exact_percent(share: Fraction) -> str:
    """A percent with one decimal, rounded half up: `53.2%`; below 1 it is 99.9% at most."""
    return _written(share, 1)


def _written(share: Fraction, places: int) -> str:
    scale = 10**places
    units = math.floor(abs(share) * 100 * scale + Fraction(1, 2))
    if abs(share) < 1:
        units = min(units, 100 * scale - 1)
    sign = "-" if share < 0 and units else ""
    whole, rest = divmod(units, scale)
    return f"{sign}{whole:,}.{rest}%" if places else f"{sign}{whole:,}%"
