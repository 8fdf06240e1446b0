"""How likely a low rate is a real gap: few tries are drawn towards what others reach.

A beta-binomial model: the others' rates vary around their mean `m` with the intraclass correlation `rho`
(moments as of Kleinman, JASA 1973), held near the usual by ten people's worth of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import exp, lgamma, log, log1p

# Fewer tries than these are too few to say anything; from `ENOUGH` on a gap may be called likely.
LEAST, ENOUGH = 20, 40
LIKELY, WORTH_A_LOOK = 0.8, 0.5
USUAL_SPREAD, LEAST_SPREAD, MOST_SPREAD = Fraction(1, 64), Fraction(1, 400), Fraction(1, 10)
_USUAL_PEOPLE = 10
# Points by which one's own rate has to fall, where there is nobody to compare with.
_LOWER = Fraction(1, 20)
_PRECISION, _TINY, _MOST_TERMS = 1e-15, 1e-300, 10_000


class Strength(StrEnum):
    """How sure a finding about a conversion is. The values are stored."""

    too_few = "too_few"
    none = "none"
    worth_a_look = "look"
    likely = "likely"
    strong = "strong"


@dataclass(frozen=True)
class Trials:
    """How many of those that entered a step passed it."""

    passed: int
    entered: int

    @property
    def rate(self) -> Fraction:
        """Passed of entered; 0 where nobody entered."""
        return Fraction(self.passed, self.entered) if self.entered else Fraction(0)


@dataclass(frozen=True)
class Prior:
    """What others' rates tell before one's own are seen: Beta(a, b), with mean `mean` and spread `rho`.

    `rho_raw` is the estimate from these people alone; None where they are too few for one.
    """

    mean: Fraction
    rho: Fraction
    rho_raw: Fraction | None = None

    @property
    def weight(self) -> Fraction:
        """a + b: how many tries the prior is worth."""
        return 1 / self.rho - 1

    @property
    def a(self) -> Fraction:
        """First parameter of the Beta distribution."""
        return self.mean * self.weight

    @property
    def b(self) -> Fraction:
        """Second parameter of the Beta distribution."""
        return self.weight - self.a

    @property
    def margin(self) -> Fraction:
        """delta: a difference smaller than this is none."""
        return min(Fraction(1, 20), self.mean / 5)

    def shrunk(self, own: Trials) -> Fraction:
        """The own rate, allowing for chance: it lies between the raw one and the mean."""
        return (self.a + own.passed) / (self.weight + own.entered)

    def posterior_below(self, own: Trials, rate: Fraction) -> float:
        """How likely the true own rate is below this."""
        if rate >= 1:
            return 1.0
        a, b = float(self.a + own.passed), float(self.b + own.entered - own.passed)
        return regularised_incomplete_beta(float(rate), a, b)

    def shortfall(self, own: Trials) -> float:
        """P: how likely the true own rate is below the mean by more than the margin."""
        return self.posterior_below(own, self.mean - self.margin)

    def lead(self, own: Trials) -> float:
        """How likely the true own rate is above the mean by more than the margin."""
        return 1 - self.posterior_below(own, self.mean + self.margin)


def prior_of(others: Iterable[Trials]) -> Prior | None:
    """What these people's tries tell; in any order. None: none of their tries passed, or all."""
    tries = [each for each in others if each.entered]
    entered, passed = sum(each.entered for each in tries), sum(each.passed for each in tries)
    if not 0 < passed < entered:
        return None
    mean, people = Fraction(passed, entered), len(tries)
    divisor = entered - Fraction(sum(each.entered**2 for each in tries), entered) - (people - 1)
    if people < 2 or divisor <= 0:
        return Prior(mean, USUAL_SPREAD)
    # S = sum n (x/n - m)^2
    spread = sum((Fraction(each.passed**2, each.entered) for each in tries), -entered * mean**2)
    raw = (spread / (mean * (1 - mean)) - (people - 1)) / divisor
    clipped = max(LEAST_SPREAD, min(MOST_SPREAD, raw))
    rho = (people * clipped + _USUAL_PEOPLE * USUAL_SPREAD) / (people + _USUAL_PEOPLE)
    return Prior(mean, rho, raw)


def strength_of(own: Trials, prior: Prior | None) -> Strength:
    """What may be said of the own rate beside others'."""
    if own.entered < LEAST:
        return Strength.too_few
    if prior is None:
        return Strength.none
    shortfall = prior.shortfall(own)
    if own.entered >= ENOUGH and shortfall >= LIKELY:
        return Strength.likely
    if shortfall >= WORTH_A_LOOK:
        return Strength.worth_a_look
    return Strength.strong if own.entered >= ENOUGH and prior.lead(own) >= LIKELY else Strength.none


def strength_beside_past(own: Trials, before: Trials) -> Strength:
    """What may be said of the own rate beside one's own of earlier: a question at most."""
    if own.entered < LEAST or before.entered < LEAST:
        return Strength.too_few
    return Strength.worth_a_look if own.rate <= before.rate - _LOWER else Strength.none


def regularised_incomplete_beta(x: float, a: float, b: float) -> float:
    """I_x(a, b) by its continued fraction (Lentz), to 1e-12; `a`, `b` > 0."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x > (a + 1) / (a + b + 2):
        return 1 - front * _fraction(1 - x, b, a) / b
    return front * _fraction(x, a, b) / a


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / _not_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _MOST_TERMS):
        before = value
        for term in _terms(m, x, a, b):
            d = 1 / _not_zero(1 + term * d)
            c = _not_zero(1 + term / c)
            value *= c * d
        if abs(value / before - 1) < _PRECISION:
            break
    return value


def _terms(m: int, x: float, a: float, b: float) -> Sequence[float]:
    even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    return even, odd


def _not_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
