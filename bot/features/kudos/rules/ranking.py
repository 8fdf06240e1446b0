"""Who stands where among those who got or gave points. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class BoardPlace:
    """A person's place on a board; `gap_to_next`: points missing to the next place, None for the first."""

    rank: int
    points: int
    gap_to_next: int | None


def ranked(totals: Sequence[tuple[str, int]]) -> list[tuple[int, str, int]]:
    """(rank, id, points) by competition ranking, 1-2-2-4; equal points keep the order they came in."""
    ordered = sorted(totals, key=lambda row: -row[1])
    rows: list[tuple[int, str, int]] = []
    for position, (who, points) in enumerate(ordered, start=1):
        tied = rows and rows[-1][2] == points
        rows.append((rows[-1][0] if tied else position, who, points))
    return rows


def place_of(who: str, totals: Sequence[tuple[str, int]]) -> BoardPlace | None:
    """Place of this person among these totals; None without points."""
    points = dict(totals).get(who)
    if points is None:
        return None
    above = [other for _, other in totals if other > points]
    return BoardPlace(len(above) + 1, points, min(above) - points if above else None)
