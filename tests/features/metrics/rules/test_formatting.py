"""How figures are said."""

from fractions import Fraction

import pytest

from bot.features.metrics.rules.catalogue import CATALOGUE
from bot.features.metrics.rules.facts import MetricLine
from bot.features.metrics.rules.figures import Figure, MissingReason, Unit, missing
from bot.features.metrics.rules.formatting import is_met
from bot.features.metrics.rules.metric import Metric

HIGHER, LOWER = (next(each for each in CATALOGUE if each.higher_is_better is up) for up in (True, False))
TARGET = Fraction(2, 5)


@pytest.mark.parametrize(
    ("metric", "value", "met"),
    [
        (HIGHER, Fraction(2, 5), True),
        (HIGHER, Fraction(39, 100), False),
        (LOWER, Fraction(2, 5), True),
        (LOWER, Fraction(41, 100), False),
    ],
)
def test_a_target_that_is_just_reached_is_met(metric: Metric, value: Fraction, met: bool) -> None:
    """From above, where less is better."""
    figure = Figure(value, Unit.percent)
    assert is_met(MetricLine(metric, figure, TARGET)) is met
    assert not is_met(MetricLine(metric, figure))
    assert not is_met(MetricLine(metric, missing(Unit.percent, MissingReason.no_data), TARGET))
