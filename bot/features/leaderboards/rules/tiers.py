"""People who can fairly be compared: by how long they are here, or by how the last quarter went. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction

# A smaller group is joined with the next one: nobody competes with two others only.
SMALLEST = 4
_MONTH = 30
_NEW, _SETTLED = 6 * _MONTH, 24 * _MONTH


class TierBy(StrEnum):
    """What makes people alike."""

    tenure = "tenure"
    attainment = "attainment"


def by_tenure(started: Mapping[str, date | None], today: date) -> list[list[str]]:
    """Up to half a year here, up to two years, longer. Who was always there is here for longer."""
    groups: list[list[str]] = [[], [], []]
    for who, day in sorted(started.items()):
        days = (today - day).days if day is not None else _SETTLED
        groups[0 if days < _NEW else 1 if days < _SETTLED else 2].append(who)
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
    """Neighbours joined until each group has four people, or there is one only."""
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
    """The group that somebody is in; nobody for a stranger."""
    return next((tuple(sorted(group)) for group in groups if who in group), ())
