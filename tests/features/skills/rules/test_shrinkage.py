"""How likely a low rate is a real gap: the worked vectors, and what holds for any numbers."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.features.skills.rules.shrinkage import (
    Prior,
    Strength,
    Trials,
    prior_of,
    regularised_incomplete_beta,
    strength_beside_past,
    strength_of,
)
from tests.features.skills.rules.people_like_you import Q

E = [Trials(14, 40)] * 5
F = [Trials(passed, 40) for passed in (4, 28, 10, 22, 6, 20, 14, 12, 26, 8, 16, 18)]
FEW = settings(max_examples=settings().max_examples // 4)
TRIES = st.integers(0, 120).flatmap(lambda n: st.builds(Trials, st.integers(0, n), st.just(n)))
OTHERS = st.lists(TRIES, min_size=1, max_size=8).filter(
    lambda found: 0 < sum(each.passed for each in found) < sum(each.entered for each in found)
)


def the_prior(others: list[Trials]) -> Prior:
    """What others' tries tell."""
    found = prior_of(others)
    assert found is not None
    return found


def test_the_worked_vectors() -> None:
    """Spread, weight, the rate allowing for chance, and P: to 1e-9."""
    q = (Q, [0.3653136531, -0.0197744407, 0.0107031250, 92.43065693])
    e = (E, [0.35, -0.0256410256, 0.0112500000, 87.88888889])
    f = (F, [0.3833333333, 0.1367347889, 0.0616477273, 15.22119816])
    rows = [
        (q, Trials(8, 40), 0.3153815130, 0.5085239643, "look"),
        (q, Trials(4, 40), 0.2851770264, 0.7820878724, "look"),
        (q, Trials(12, 80), 0.2654178889, 0.9274511023, "likely"),
        (q, Trials(5, 25), 0.3301197656, 0.3741532453, "none"),
        (e, Trials(6, 40), 0.2874456994, 0.6323695348, "look"),
        (f, Trials(8, 40), 0.2505340900, 0.9165857905, "likely"),
    ]
    for (others, of_others), own, shrunk, shortfall, word in rows:
        prior = the_prior(others)
        assert prior.rho_raw is not None
        told = [prior.mean, prior.rho_raw, prior.rho, prior.weight, prior.shrunk(own)]
        told.append(Fraction(prior.shortfall(own)))
        expected = [*of_others, shrunk, shortfall]
        assert [float(each) for each in told] == pytest.approx(expected, abs=5e-9)
        assert (float(prior.margin), strength_of(own, prior).value) == (0.05, word)


def test_what_may_be_said() -> None:
    """By numbers of tries: a question, a likely gap, a strength, nothing."""
    prior = the_prior(Q)
    rows = [
        (Trials(0, 19), Strength.too_few),
        (Trials(2, 39), Strength.worth_a_look),
        (Trials(0, 40), Strength.likely),
        (Trials(15, 40), Strength.none),
        (Trials(46, 60), Strength.strong),
        (Trials(37, 39), Strength.none),
    ]
    for own, strength in rows:
        assert strength_of(own, prior) is strength, own
    assert strength_of(Trials(0, 80), None) is Strength.none
    # 46 of 60 beside about half of others' is the strength of the screen.
    half = the_prior([Trials(26, 50)] * 5)
    assert strength_of(Trials(46, 60), half) is Strength.strong


def test_nothing_is_told_of_extremes() -> None:
    """Nobody, everybody, and nobody who tried; one person alone has the usual spread."""
    assert prior_of([]) is None
    assert prior_of([Trials(0, 30), Trials(0, 0)]) is None
    assert prior_of([Trials(30, 30)]) is None
    assert the_prior([Trials(10, 30), Trials(0, 0)]).rho == Fraction(1, 64)


def test_beside_ones_own_past() -> None:
    """Five points lower, twenty tries on both sides: a question, never more."""
    rows = [
        (Trials(5, 20), Trials(6, 20), Strength.worth_a_look),
        (Trials(0, 80), Trials(40, 80), Strength.worth_a_look),
        (Trials(26, 100), Trials(30, 100), Strength.none),
        (Trials(5, 19), Trials(9, 20), Strength.too_few),
        (Trials(5, 20), Trials(9, 19), Strength.too_few),
    ]
    for own, before, strength in rows:
        assert strength_beside_past(own, before) is strength, (own, before)


def binomial_tail(a: int, b: int, x: Fraction) -> Fraction:
    """I_x(a, b) for whole numbers: at least `a` of `a + b - 1`."""
    n = a + b - 1
    return sum((comb(n, j) * x**j * (1 - x) ** (n - j) for j in range(a, n + 1)), Fraction(0))


@FEW
@given(st.integers(1, 150), st.integers(1, 150), st.integers(0, 100))
def test_the_incomplete_beta_is_the_binomial_sum(a: int, b: int, percent: int) -> None:
    """To 1e-12, the ends included."""
    x = Fraction(percent, 100)
    assert abs(regularised_incomplete_beta(float(x), a, b) - float(binomial_tail(a, b, x))) < 1e-12


@FEW
@given(OTHERS, st.integers(1, 100))
def test_the_shortfall_falls_as_more_pass(others: list[Trials], entered: int) -> None:
    """And the rate allowing for chance lies between the raw one and the mean."""
    prior, before = the_prior(others), 1.0
    for passed in range(0, entered + 1, max(1, entered // 10)):
        own = Trials(passed, entered)
        shortfall, shrunk = prior.shortfall(own), prior.shrunk(own)
        assert shortfall <= before
        assert min(own.rate, prior.mean) <= shrunk <= max(own.rate, prior.mean)
        before = shortfall


@FEW
@given(OTHERS)
def test_the_order_of_others_is_irrelevant(others: list[Trials]) -> None:
    """The prior is the same to the last digit, and its spread within bounds."""
    prior = the_prior(others)
    assert prior == the_prior(others[::-1]) == the_prior(sorted(others, key=lambda each: each.passed))
    assert Fraction(1, 400) <= prior.rho <= Fraction(1, 10)
