"""How earlier windows ended in which nobody did anything: the measure for those in which somebody did."""

from dataclasses import dataclass
from statistics import mean, stdev

# One-sided 95 % of the normal distribution.
Z = 1.6448536269514722
# Fewer earlier windows than these tell too little of how such windows end.
LEAST_HISTORY = 30


@dataclass(frozen=True)
class UntouchedHistory:
    """How earlier windows ended in which nothing was done: their standardised differences."""

    z: tuple[float, ...] = ()

    @property
    def is_enough(self) -> bool:
        """Whether they are used at all."""
        return len(self.z) >= LEAST_HISTORY

    @property
    def mean(self) -> float:
        """zbar; 0 where they are too few."""
        return mean(self.z) if self.is_enough else 0.0

    @property
    def scale(self) -> float:
        """lambda: how much wider than by the model they lie; 1 at least."""
        return max(1.0, stdev(self.z)) if self.is_enough else 1.0

    @property
    def share(self) -> float:
        """1/K: the part of the uncertainty that comes from the history's own size; 0 where it is not used."""
        return 1 / len(self.z) if self.is_enough else 0.0

    @property
    def quantile(self) -> float:
        """How many standard errors the interval has on either side."""
        return t95(len(self.z) - 1) if self.is_enough else Z


def t95(v: int) -> float:
    """The 95th percentile of Student's t with `v` degrees of freedom (Cornish-Fisher; v of 29 or more)."""
    z = Z
    return (
        z
        + (z**3 + z) / (4 * v)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * v**3)
    )


NONE = UntouchedHistory()
