"""Groups people who can fairly be compared, by tenure or by last quarter's attainment; pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction

from bot.features.people.rules import tenure

# A smaller group is joined with the next one: nobody competes with two others only.
SMALLEST = 4


class TierBy(StrEnum):
    """What puts two reps in the same group."""

    tenure = "tenure"
    attainment = "attainment"


def by_tenure(started: Mapping[str, date | None], today: date) -> list[list[str]]:
    """Groups by time since the start: below 180 days, below 720, longer; merged to a minimum size.

    An unknown start counts as longer.
    """
    groups: list[list[str]] = [[], [], []]
    for who, day in sorted(started.items()):
        groups[tenure(day, today)].append(who)
    return merged(groups)


def by_attainment(shares: Mapping[str, Fraction | None]) -> list[list[str]]:
    """Thirds of the last quarter's attainment; equal shares are never torn apart.

    Who has none yet is with those who are beginning.
    """
    new = sorted(who for who, share in shares.items() if share is None)
    known = sorted(((share, who) for who, share in shares.items() if share is not None))
    groups: list[list[str]] = [new, [], []]
    levels = [share for share, _ in known]
    for share, who in known:
        groups[min(2, levels.index(share) * 3 // len(known))].append(who)
    return merged(groups)


def merged(groups: Sequence[Sequence[str]]) -> list[list[str]]:
    """Joins neighbouring groups until each has `SMALLEST` people, or only one group is left."""
    found: list[list[str]] = []
    for group in groups:
        if found and len(found[-1]) < SMALLEST:
            found[-1] = [*found[-1], *group]
        elif group:
            found.append(list(group))
    if len(found) > 1 and len(found[-1]) < SMALLEST:
        last = found.pop()
        found[-1] = [*found[-1], *last]
    return found


def peers_of(who: str, groups: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The sorted ids of the group that contains `who`; empty when no group does."""
    return next((tuple(sorted(group)) for group in groups if who in group), ())
