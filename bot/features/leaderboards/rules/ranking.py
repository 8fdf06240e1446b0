"""Ranks people by exact scores; pure.

Standard competition ranking (1-2-2-4). Who has no score has no rank: a missing number is not zero. Who opted
out keeps the rank and is not named.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from bot.features.metrics.rules.figures import Figure, MissingReason

# In public at most this share of those who are ranked is shown, and at most so many.
SHOWN_SHARE, MOST_SHOWN = 3, 5
# With fewer people whose names may be shown, a board is a team's total.
FEWEST_VISIBLE = 4


@dataclass(frozen=True)
class Placed:
    """A person or team with a rank; 1 is the best."""

    rank: int
    id: str
    score: Fraction
    figure: Figure


@dataclass(frozen=True)
class Unranked:
    """A person or team without a rank, and the reason."""

    id: str
    code: MissingReason
    figure: Figure


@dataclass(frozen=True)
class Ranking:
    """All who are compared: the ranked, best first, and those without a rank."""

    placed: tuple[Placed, ...]
    unranked: tuple[Unranked, ...]

    @property
    def is_above_zero(self) -> bool:
        """Whether anybody has a score above zero: without that nobody leads."""
        return any(each.score > 0 for each in self.placed)

    def place_of(self, who: str) -> Placed | None:
        """The place of this person or team; None without a rank."""
        return next((each for each in self.placed if each.id == who), None)

    def next_above(self, who: str) -> Placed | None:
        """The nearest better place; None for those who lead and for those without a rank."""
        own = self.place_of(who)
        above = [each for each in self.placed if own is not None and each.rank < own.rank]
        return above[-1] if above else None

    def shared(self, rank: int) -> int:
        """How many share this rank; 1 is somebody alone on it."""
        return sum(each.rank == rank for each in self.placed)


def standing(figures: Mapping[str, Figure], *, minimum: int = 1, higher_is_better: bool = True) -> Ranking:
    """Ranks figures by id. A figure that is missing, or rests on fewer than `minimum` facts, gets no rank."""
    scored: list[tuple[Fraction, str, Figure]] = []
    unranked: list[Unranked] = []
    for who, figure in sorted(figures.items()):
        if figure.value is None:
            unranked.append(Unranked(who, figure.code or MissingReason.no_data, figure))
        elif figure.is_small(minimum):
            unranked.append(Unranked(who, MissingReason.small_sample, figure))
        else:
            scored.append((figure.value, who, figure))
    # The order of ties by id says nothing, and is the same every time.
    scored.sort(key=lambda row: (-row[0] if higher_is_better else row[0], row[1]))
    placed: list[Placed] = []
    for position, (score, who, figure) in enumerate(scored, start=1):
        tied = placed and placed[-1].score == score
        placed.append(Placed(placed[-1].rank if tied else position, who, score, figure))
    return Ranking(tuple(placed), tuple(unranked))


def public_top(found: Ranking, most: int = MOST_SHOWN) -> tuple[Placed, ...]:
    """Those who are named in public: at most a third of the ranked, ties whole or not at all.

    Nobody is praised for nothing: a score that is not above zero is not shown.
    """
    limit = min(most, len(found.placed) // SHOWN_SHARE)
    if limit == 0:
        return ()
    last = found.placed[limit - 1].rank
    whole = [each for each in found.placed if each.rank <= last]
    named = whole if len(whole) <= limit else [each for each in whole if each.rank < last]
    return tuple(each for each in named if each.score > 0)


def is_total_only(compared: Collection[str], hidden: Collection[str]) -> bool:
    """Whether fewer than `FEWEST_VISIBLE` names could be shown, so that a ranking would expose the others."""
    return len(set(compared) - set(hidden)) < FEWEST_VISIBLE


def without_rank(found: Ranking) -> list[tuple[str, int]]:
    """Counts those without a rank: (reason in words, count), sorted by reason."""
    counts: dict[MissingReason, int] = {}
    for each in found.unranked:
        counts[each.code] = counts.get(each.code, 0) + 1
    return [(code.value, count) for code, count in sorted(counts.items())]


def best_of(found: Ranking) -> tuple[Placed, ...]:
    """Everybody on rank 1; empty when the score is not above zero, or when half of all or more share it."""
    first = tuple(each for each in found.placed if each.rank == 1)
    everybody = len(found.placed)
    worth_telling = first and first[0].score > 0 and (len(first) == 1 or 2 * len(first) < everybody)
    return first if worth_telling else ()
