"""Whether it moved: what was to be expected without anything done, what came, and how sure the difference is.

People picked for a low rate get better by chance alone. So what was to be expected is the rate allowing for
chance, and the difference is judged by what happened in windows in which nobody did anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import mean, stdev

from bot.features.skills.rules.history import NONE, UntouchedHistory, Z
from bot.features.skills.rules.shrinkage import LEAST_SPREAD, Prior, Trials

# In 80 % of cases a change of the size called visible is found.
POWER = 0.8416212335729143
# A change certainly below five points is none.
_NO_CHANGE = 0.05


class OutcomeWord(StrEnum):
    """What came of an action. The values are stored."""

    moved = "moved"
    cannot_tell = "cannot_tell"
    did_not_move = "did_not_move"
    too_few = "too_few"


@dataclass(frozen=True)
class EffectEstimate:
    """An effect and its interval, in points (0.05: five) or in counts a day."""

    effect: float
    low: float
    high: float

    def word(self, least: float = _NO_CHANGE) -> OutcomeWord:
        """What may be said; `least`: a change certainly below it is none."""
        if self.low > 0:
            return OutcomeWord.moved
        return OutcomeWord.did_not_move if self.high < least else OutcomeWord.cannot_tell


@dataclass(frozen=True)
class OthersChange:
    """What others did at the same time: their tries before and after."""

    before: Trials
    after: Trials

    @property
    def change(self) -> float:
        """Their rate afterwards, less the one before."""
        return float(self.after.rate - self.before.rate)

    @property
    def variance(self) -> float:
        """The variance of that difference of rates."""
        return sum(float(side.rate * (1 - side.rate)) / side.entered for side in (self.before, self.after))


@dataclass(frozen=True)
class EffectBaseline:
    """What was known when the action began: others' `prior`, the own tries of 26 weeks."""

    prior: Prior
    own: Trials

    @property
    def expected(self) -> float:
        """p: the rate to be expected without anything done."""
        return float(self.prior.shrunk(self.own))

    @property
    def with_least_spread(self) -> "EffectBaseline":
        """This baseline, as if people hardly differed from each other."""
        return EffectBaseline(Prior(self.prior.mean, LEAST_SPREAD), self.own)

    def variance(self, tries: int, others: OthersChange | None) -> float:
        """V: of the difference between what comes of so many tries and what is expected."""
        p, weight = self.expected, float(self.prior.weight) + self.own.entered
        own = p * (1 - p) * (1 / tries + (tries - 1) / (tries * (weight + 1)))
        return own + (others.variance if others else 0.0)


def standardised(baseline: EffectBaseline, after: Trials, others: OthersChange | None) -> float:
    """z of an untouched window: its difference by the standard error of the model."""
    change = others.change if others else 0.0
    difference = float(after.rate) - baseline.expected - change
    return difference / sqrt(baseline.variance(after.entered, others))


def conversion_outcome(
    baseline: EffectBaseline,
    after: Trials,
    others: OthersChange | None = None,
    history: UntouchedHistory = NONE,
) -> EffectEstimate:
    """Whether a conversion moved. Without enough history the interval is the widest of two assumptions."""
    first = _estimate(baseline, after, others, history)
    if history.is_enough:
        return first
    second = _estimate(baseline.with_least_spread, after, others, history)
    return EffectEstimate(first.effect, min(first.low, second.low), max(first.high, second.high))


def _estimate(
    baseline: EffectBaseline, after: Trials, others: OthersChange | None, history: UntouchedHistory
) -> EffectEstimate:
    change = others.change if others else 0.0
    v = baseline.variance(after.entered, others)
    effect = float(after.rate) - baseline.expected - change - history.mean * sqrt(v)
    return interval(effect, history.quantile * _error(v, history))


def _error(variance: float, history: UntouchedHistory) -> float:
    return history.scale * sqrt(variance * (1 + history.share))


def interval(effect: float, half: float) -> EffectEstimate:
    """The effect with as much on either side of it."""
    return EffectEstimate(effect, effect - half, effect + half)


def visible_change(
    baseline: EffectBaseline, tries: int, others: OthersChange | None = None, history: UntouchedHistory = NONE
) -> float:
    """The smallest change that would be found in 80 % of cases, with so many tries to come."""
    reach = history.quantile + POWER
    visible = reach * _error(baseline.variance(tries, others), history)
    if history.is_enough:
        return visible
    careful = baseline.with_least_spread
    further = abs(careful.expected - baseline.expected)
    return max(visible, reach * _error(careful.variance(tries, others), history) + further)


def count_outcome(before: Trials, after: Trials, weeks: Sequence[int]) -> EffectEstimate:
    """Whether a count a day moved: `passed` are the counts, `entered` the own selling days.

    `weeks`: the counts of the weeks before, from which it is told how unevenly they come.
    """
    usual = mean(weeks) if weeks else 0
    uneven = stdev(weeks) ** 2 / usual if usual and len(weeks) > 1 else 1.0
    return count_estimate(before, after, max(1.0, uneven))


def count_estimate(before: Trials, after: Trials, dispersion: float) -> EffectEstimate:
    """`count_outcome` with a known variance by mean; 1: as even as chance has it."""
    effect = float(after.rate - before.rate)
    pooled = (before.passed + after.passed) / (before.entered + after.entered)
    variance = dispersion * pooled * (1 / before.entered + 1 / after.entered)
    return interval(effect, Z * sqrt(variance))


def count_word(estimate: EffectEstimate) -> OutcomeWord:
    """What may be said of a count: it did not move where it certainly did not rise."""
    if estimate.low > 0:
        return OutcomeWord.moved
    return OutcomeWord.did_not_move if estimate.high <= 0 else OutcomeWord.cannot_tell
