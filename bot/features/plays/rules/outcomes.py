"""What became of the deals on which a play was used, and beside what. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import sqrt

LEAST_DECIDED = 20
_Z = 1.6448536


@dataclass(frozen=True)
class UseCounts:
    """On how many deals a play was used, by how many people, and how these stand."""

    people: int = 0
    won: int = 0
    lost: int = 0
    open: int = 0

    @property
    def deals(self) -> int:
        """On how many deals it was used, that are still in the books."""
        return self.won + self.lost + self.open

    @property
    def decided(self) -> int:
        """How many of these were won or lost."""
        return self.won + self.lost


@dataclass(frozen=True)
class UseDifference:
    """By how much more often deals with it were won than the same people's others, with its interval."""

    value: float
    low: float
    high: float


def count(uses: Iterable[tuple[str, str]]) -> UseCounts:
    """The counts of uses, each (who, how the deal stands); a deal that is gone counts nowhere."""
    there = [(who, status) for who, status in uses if status in ("won", "lost", "open")]
    told = [status for _, status in there]
    people = len({who for who, _ in there})
    return UseCounts(people, told.count("won"), told.count("lost"), told.count("open"))


def difference(won: int, decided: int, others_won: int, others_decided: int) -> UseDifference | None:
    """The difference of two rates, each drawn towards one half by half a deal; None with too few."""
    if min(decided, others_decided) < LEAST_DECIDED:
        return None
    mine, variance = _rate(won, decided)
    theirs, their_variance = _rate(others_won, others_decided)
    reach = _Z * sqrt(variance + their_variance)
    value = mine - theirs
    return UseDifference(value, value - reach, value + reach)


def _rate(won: int, decided: int) -> tuple[float, float]:
    rate = (won + 0.5) / (decided + 1)
    return rate, rate * (1 - rate) / (decided + 2)


def others(decided: Iterable[tuple[int, bool]], used: Collection[int]) -> tuple[int, int]:
    """How many of the deals (id, is it won) on which it was not used were won, and how many there are."""
    rest = [is_won for deal_id, is_won in decided if deal_id not in used]
    return sum(rest), len(rest)
