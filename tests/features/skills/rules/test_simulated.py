"""What is said of people whose true rates are known: chance is not called a success, a real change is found.

The short versions see 120 cases with wider bounds; the slow ones 2,000, with the bounds that are promised.
"""

from math import sqrt

import pytest

from bot.features.skills.rules.outcome import conversion_outcome
from bot.features.skills.rules.pooled import ActionEffect, pooled_outcome
from tests.features.skills.rules.simulated import SimulatedCompany

# Standard deviations of the true rates: as is usual, half of it, and people who hardly differ.
SPREADS = ((0.06, 0.06), (0.03, 0.06), (0.005, 0.10))
FEW, MANY = 120, 2_000


def leeway(share: float, cases: int) -> float:
    """A share that chance exceeds in one of a thousand runs of so many cases."""
    return share + 3.1 * sqrt(share * (1 - share) / cases)


@pytest.mark.parametrize("cases", [FEW, pytest.param(MANY, marks=pytest.mark.slow)])
def test_chance_is_not_called_a_success(cases: int) -> None:
    """With a history of thirty, and with none, whether people differ or not."""
    for spread, most in SPREADS:
        company = SimulatedCompany(7, spread)
        said = company.share_moved(cases, 40, effect=0, pool={})
        assert said <= (most if cases == MANY else leeway(most, cases)), (spread, said)
    company = SimulatedCompany(11, 0.06)
    pool = company.untouched(cases // 2, 40)
    said = company.share_moved(cases, 40, effect=0, pool=pool)
    assert said <= (0.075 if cases == MANY else leeway(0.075, cases)), said


@pytest.mark.parametrize("cases", [FEW, pytest.param(MANY, marks=pytest.mark.slow)])
def test_a_real_change_is_found(cases: int) -> None:
    """Twenty points, with eighty deals before and after."""
    company = SimulatedCompany(13, 0.06, before=80)
    pool = company.untouched(cases // 2, 80)
    said = company.share_moved(cases, 80, effect=0.2, pool=pool)
    assert said >= (0.8 if cases == MANY else 0.8 - 3.1 * sqrt(0.16 / cases)), said


@pytest.mark.parametrize("cases", [8, pytest.param(300, marks=pytest.mark.slow)])
def test_twenty_actions_together_show_eight_points(cases: int) -> None:
    """Each of forty deals, none of which alone could show them."""
    company = SimulatedCompany(17, 0.06, before=60)
    pool = company.untouched(10 * cases, 40)
    found = 0
    for _ in range(cases):
        known = {flag: company.history(ends) for flag, ends in pool.items()}
        actions = []
        for number in range(20):
            one = company.flagged()
            past, ended = known[one.flag], company.tries(one.true_rate + 0.08, 40)
            alone = conversion_outcome(one.baseline, ended, None, past)
            actions.append(
                ActionEffect(f"U{number % 8}", alone.effect, one.baseline.variance(40, None), past)
            )
        together = pooled_outcome(actions)
        found += together is not None and together.low > 0
    assert found / cases >= (0.9 if cases == 300 else 0.9 - 3.1 * sqrt(0.09 / cases))
