"""A company whose true rates are known: what would Pacer say of it?"""

from dataclasses import dataclass

import numpy as np

from bot.features.skills.rules.history import NONE, UntouchedHistory
from bot.features.skills.rules.outcome import EffectBaseline, OutcomeWord, conversion_outcome, standardised
from bot.features.skills.rules.shrinkage import Strength, Trials, prior_of, strength_of

MEAN, OTHERS, DEALS_OF_OTHERS = 0.35, 8, 45
Pool = dict[Strength, list[float]]
FLAGGED = (Strength.likely, Strength.worth_a_look)


@dataclass(frozen=True)
class Flagged:
    """Somebody picked for a low rate in 26 weeks, and their true rate."""

    baseline: EffectBaseline
    true_rate: float
    flag: Strength


class SimulatedCompany:
    """People whose true rates differ by `spread` around 35 %; `before` deals are known of each picked one."""

    def __init__(self, seed: int, spread: float, *, before: int = 60) -> None:
        self._dice, self._spread, self._before = np.random.default_rng(seed), spread, before

    def tries(self, rate: float, number: int) -> Trials:
        """How many of so many passed."""
        return Trials(int(self._dice.binomial(number, rate)), number)

    def _true_rate(self) -> float:
        return min(0.95, max(0.02, float(self._dice.normal(MEAN, self._spread))))

    def flagged(self, flag: Strength | None = None) -> Flagged:
        """The next whom a gap card would name."""
        while True:
            rate = self._true_rate()
            own = self.tries(rate, self._before)
            if own.rate > MEAN:
                continue  # Nobody says anything of them; it saves the time to find that out.
            prior = prior_of(self.tries(self._true_rate(), DEALS_OF_OTHERS) for _ in range(OTHERS))
            if prior is None:
                continue
            found = strength_of(own, prior)
            if found is flag or (flag is None and found in FLAGGED):
                return Flagged(EffectBaseline(prior, own), rate, found)

    def untouched(self, number: int, after: int) -> Pool:
        """How windows of flagged people ended with nothing done, by flag."""
        found: Pool = {flag: [] for flag in FLAGGED}
        for flag, ended in found.items():
            for _ in range(number):
                one = self.flagged(flag)
                ended.append(standardised(one.baseline, self.tries(one.true_rate, after), None))
        return found

    def history(self, ended: list[float]) -> UntouchedHistory:
        """Thirty of these ends."""
        return UntouchedHistory(tuple(self._dice.choice(ended, 30, replace=False).tolist()))

    def share_moved(
        self, cases: int, after: int, *, effect: float, pool: dict[Strength, list[float]]
    ) -> float:
        """Of so many flagged people whose rate changes by `effect`, the share of whom *moved* is said.

        `pool`: ends of untouched windows, of which 30 are known each time; {}: there is no history.
        """
        moved = 0
        for _ in range(cases):
            one = self.flagged()
            past = self.history(pool[one.flag]) if pool else NONE
            ended = self.tries(one.true_rate + effect, after)
            moved += conversion_outcome(one.baseline, ended, None, past).word() is OutcomeWord.moved
        return moved / cases
