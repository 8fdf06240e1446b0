"""Who wins a contest, and what it has moved. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import median

from bot.common.date_ranges import short_day
from bot.features.contests.rules.planning import Ties


@dataclass(frozen=True)
class ContestWinner:
    """Who gets the prize (`ids`, empty without a score), and what decided between equals ("" for nothing)."""

    ids: tuple[str, ...]
    why: str = ""


def winner(
    first: Sequence[str], reached: Mapping[str, date | None], deals: Mapping[str, int], ties: Ties
) -> ContestWinner:
    """Who of the ids in `first` (equal scores) gets the prize.

    `reached`: the day on which each had the score, None for unknown; `deals`: how many each won. The earliest
    wins, then the most deals; all that are still equal share it.
    """
    if len(first) <= 1 or ties is Ties.share:
        return ContestWinner(tuple(first), "the prize is shared" if len(first) > 1 else "")
    days = {who: reached.get(who) or date.max for who in first}
    earliest = min(days.values())
    early = [who for who in first if days[who] == earliest]
    if len(early) == 1:
        return ContestWinner(tuple(early), f"first to reach it, on {short_day(earliest)}")
    most = max(deals.get(who, 0) for who in early)
    best = [who for who in early if deals.get(who, 0) == most]
    if len(best) == 1:
        return ContestWinner(tuple(best), f"with more deals, {most}")
    return ContestWinner(tuple(best), "the prize is shared")


def could_decide(
    scores: Mapping[str, Fraction],
    won: Collection[str],
    added: Mapping[str, Fraction | None],
    bar: Fraction | None,
) -> list[str]:
    """Ids of those whose unconfirmed deals could change who wins, sorted.

    `added`: by how much these would raise each score, None for unknown. `bar`: the score from which on
    everybody wins; without one it is the best.
    """
    best = max(scores.values(), default=Fraction(0)) if bar is None else bar
    sure = set(won) if bar is not None or len(won) == 1 else set()
    return sorted(
        who
        for who, more in added.items()
        if who not in sure and (more is None or scores.get(who, Fraction(0)) + more >= best)
    )


@dataclass(frozen=True)
class Lift:
    """How much more was done a week than in the eight weeks before.

    `total` and `middle` (median of people) are changes as fractions, None where there is nothing to compare;
    `improved` of `compared` people did more.
    """

    total: Fraction | None
    middle: Fraction | None
    improved: int
    compared: int


def lift(now: Mapping[str, Fraction], usual: Mapping[str, Fraction]) -> Lift:
    """Compares, by member id, the week of the contest with the usual week; only those in both count."""
    both = {who: (now[who], usual[who]) for who in sorted(usual) if who in now}
    changes = [(here - before) / before for here, before in both.values() if before > 0]
    before_all = sum((before for _, before in both.values()), Fraction(0))
    now_all = sum((here for here, _ in both.values()), Fraction(0))
    return Lift(
        (now_all - before_all) / before_all if before_all > 0 else None,
        Fraction(median(changes)) if changes else None,
        sum(here > before for here, before in both.values()),
        len(both),
    )
