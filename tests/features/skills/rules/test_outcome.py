"""Whether it moved: the worked vectors."""

from dataclasses import replace
from statistics import mean, stdev

import pytest

from bot.features.skills.rules.history import NONE, UntouchedHistory, t95
from bot.features.skills.rules.outcome import (
    EffectBaseline,
    EffectEstimate,
    OthersChange,
    OutcomeWord,
    conversion_outcome,
    count_estimate,
    count_outcome,
    count_word,
    visible_change,
)
from bot.features.skills.rules.pooled import ActionEffect, pooled_outcome
from bot.features.skills.rules.shrinkage import Prior, Trials, prior_of
from tests.features.skills.rules.people_like_you import Q


def history(count: int, average: float = 0.0, width: float = 0.0) -> UntouchedHistory:
    """So many earlier windows with this mean; half of them `width` above and below it."""
    sides = [average + width * (-1) ** number for number in range(count - count % 2)]
    return UntouchedHistory((*sides, *[average] * (count % 2)))


@pytest.fixture(name="before")
def _before() -> EffectBaseline:
    prior = prior_of(Q)
    assert prior is not None
    return EffectBaseline(prior, Trials(12, 80))


def is_close(found: EffectEstimate, effect: float, low: float, high: float) -> bool:
    """To the eight digits of the vectors."""
    return [found.effect, found.low, found.high] == pytest.approx([effect, low, high], abs=1e-8)


def test_what_was_to_be_expected(before: EffectBaseline) -> None:
    """p and M, also as if people hardly differed."""
    careful = before.with_least_spread
    told = [before.expected, float(before.prior.weight) + 80, careful.expected]
    assert told == pytest.approx([0.2654178889, 172.43065693, 0.3293531265], abs=1e-8)
    assert careful.prior.weight + 80 == 479


def test_conversions(before: EffectBaseline) -> None:
    """The four worked outcomes, with their words."""
    others = OthersChange(Trials(99, 271), Trials(118, 290))
    measured = history(31, -0.03387097)
    rows = [
        (Trials(12, 40), None, NONE, 0.0059703786, 0.03458211, -0.15645097, 0.16167703, "cannot_tell"),
        (Trials(21, 40), None, NONE, 0.0059703786, 0.25958211, 0.06854903, 0.38667703, "moved"),
        (Trials(19, 40), others, measured, 0.0076581275, 0.17096329, 0.02005819, 0.32186838, "moved"),
        (Trials(34, 160), None, NONE, 0.0023357468, -0.05291789, -0.18736706, 0.02657717, "did_not_move"),
    ]
    for after, change, past, variance, effect, low, high, word in rows:
        found = conversion_outcome(before, after, change, past)
        assert before.variance(after.entered, change) == pytest.approx(variance, abs=1e-10)
        assert is_close(found, effect, low, high), (after, found)
        assert found.word().value == word
        assert (found.word() is OutcomeWord.moved) == (found.low > 0)


def test_visible_beforehand(before: EffectBaseline) -> None:
    """26 points of 40 deals, 20 with enough history."""
    told = [
        visible_change(before, 40),
        visible_change(before, 40, None, history(31)),
        visible_change(before, 160),
    ]
    assert told == pytest.approx([0.25606515, 0.19931387, 0.17052899], abs=1e-8)


def test_students_quantiles() -> None:
    """By Cornish and Fisher."""
    told = [t95(v) for v in (29, 30, 59, 119)]
    assert told == pytest.approx([1.69912640, 1.69726034, 1.67109300, 1.65775928], abs=1e-8)


def test_a_history_counts_from_thirty_windows_on() -> None:
    """Wider than the model widens; narrower does not narrow."""
    wide = history(30, 0.5, 2)
    assert (wide.mean, wide.scale, wide.share) == (mean(wide.z), stdev(wide.z), 1 / 30)
    assert history(30, 0.5, 0.1).scale == 1
    few = history(29, 0.5, 2)
    assert (few.is_enough, few.mean, few.scale, few.share) == (False, 0, 1, 0)


def test_counts() -> None:
    """Per own selling day, wider where they come unevenly."""
    up = count_estimate(Trials(60, 120), Trials(33, 30), 1.6)
    assert is_close(up, 0.6, 0.26559137, 0.93440863)
    assert count_word(up) is OutcomeWord.moved
    same = count_estimate(Trials(240, 120), Trials(62, 30), 2.2)
    assert is_close(same, 0.06666667, -0.63996129, 0.77329463)
    assert count_word(same) is OutcomeWord.cannot_tell
    assert count_word(count_estimate(Trials(600, 120), Trials(30, 30), 1)) is OutcomeWord.did_not_move
    # Weeks of 2 and 4: variance 4/3 around 3; less than by chance counts as by chance.
    even, uneven = [3, 3, 3, 3], [0, 6, 0, 6]
    before, after = Trials(60, 120), Trials(33, 30)
    assert count_outcome(before, after, even) == count_estimate(before, after, 1)
    assert is_close(count_outcome(before, after, uneven), 0.6, 0.07125354, 1.12874646)
    assert count_outcome(before, after, []) == count_estimate(before, after, 1)


def test_a_team_together() -> None:
    """Eight actions of four people, with a history of thirty; its error is shared by all."""
    effects = (0.06, -0.02, 0.11, 0.03, 0.09, 0, 0.05, 0.08)
    variances = (0.0068, 0.0061, 0.0075, 0.0064, 0.0070, 0.0066, 0.0072, 0.0062)
    past = history(31)
    actions = [
        ActionEffect(f"U{number % 4}", effect, variance, past)
        for number, (effect, variance) in enumerate(zip(effects, variances, strict=True))
    ]
    found = pooled_outcome(actions)
    assert found is not None
    assert is_close(found, 0.04819887, -0.00686177, 0.10325951)
    assert (found.high - found.effect) / t95(30) == pytest.approx(0.03244089, abs=1e-8)
    assert pooled_outcome(actions[:7]) is None
    assert pooled_outcome([replace(each, history=history(29)) for each in actions]) is None
    assert (
        pooled_outcome([replace(each, person_id=each.person_id.replace("3", "2")) for each in actions])
        is None
    )
    # Two histories are wrong in two ways: together they are surer.
    both = [replace(each, history=history(31, 1e-9)) if each.effect > 0.04 else each for each in actions]
    mixed = pooled_outcome(both)
    assert mixed is not None
    assert found.high - found.low > mixed.high - mixed.low


def test_without_a_reference_the_own_past_is_the_mean() -> None:
    """Its spread is the usual one."""
    alone = EffectBaseline(Prior(Trials(30, 100).rate, prior_of([Trials(30, 100)]).rho), Trials(10, 50))  # type: ignore[union-attr]
    assert alone.prior.weight == 63
    assert alone.expected == pytest.approx((0.3 * 63 + 10) / 113)
