"""Who stands where. Pure.

Competition ranking, 1-2-2-4, on exact scores. Who has no score has no rank: no number is not zero. Whoever
opted out keeps their place, without a name.
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
    """Somebody with a rank."""

    rank: int
    id: str
    score: Fraction
    figure: Figure


@dataclass(frozen=True)
class Unranked:
    """Somebody without one, and why."""

    id: str
    code: MissingReason
    figure: Figure


@dataclass(frozen=True)
class Ranking:
    """All who are compared: those with a rank, the best first, and those without."""

    placed: tuple[Placed, ...]
    unranked: tuple[Unranked, ...]

    def place_of(self, who: str) -> Placed | None:
        """Where somebody stands; None without a rank."""
        return next((each for each in self.placed if each.id == who), None)

    def next_above(self, who: str) -> Placed | None:
        """The nearest better score; None for those who lead, and without a rank."""
        own = self.place_of(who)
        above = [each for each in self.placed if own is not None and each.rank < own.rank]
        return above[-1] if above else None

    def shared(self, rank: int) -> int:
        """How many stand on that place."""
        return sum(each.rank == rank for each in self.placed)


def standing(figures: Mapping[str, Figure], *, minimum: int = 1, higher_is_better: bool = True) -> Ranking:
    """The ranking of these figures. What stands on fewer than `minimum` facts is not ranked."""
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
    """Whether too few names may be shown for a ranking that is fair to them."""
    return len(set(compared) - set(hidden)) < FEWEST_VISIBLE


def without_rank(found: Ranking) -> list[tuple[str, int]]:
    """How many are not ranked, by the reason."""
    counts: dict[MissingReason, int] = {}
    for each in found.unranked:
        counts[each.code] = counts.get(each.code, 0) + 1
    return [(code.value, count) for code, count in sorted(counts.items())]


def best_of(found: Ranking) -> tuple[Placed, ...]:
    """Everybody on the first place; none where the score is not above zero, or half of all share it."""
    first = tuple(each for each in found.placed if each.rank == 1)
    everybody = len(found.placed)
    worth_telling = first and first[0].score > 0 and (len(first) == 1 or 2 * len(first) < everybody)
    return first if worth_telling else ()
