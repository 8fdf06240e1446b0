"""Goals above and below each other: the chain up to the company's objective, and sums from below. Pure."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction

from bot.common.errors import BadInput
from bot.features.goals.rules.progress import (
    OWN_NUMBER,
    Goal,
    GoalKind,
    NotAvailable,
    RollUp,
    Share,
    progress,
)
from bot.features.goals.rules.state_machine import COUNTED

# Percentages and milestones of different people do not add up: 30% and 40% of wins are not 70%.
_ADDABLE = frozenset({GoalKind.number, GoalKind.money})


def chain(goal_id: int, parents: Mapping[int, int | None]) -> list[int]:
    """Ids of this goal, its parent, and so on to the top; ends even where parents form a circle."""
    found: list[int] = []
    above: int | None = goal_id
    while above is not None and above not in found:
        found.append(above)
        above = parents.get(above)
    return found


def check_parent(goal: Goal, parent: Goal, parents: Mapping[int, int | None]) -> None:
    """BadInput (field `parent`) where this goal cannot stand below that one; see also `check_private`.

    `parents`: parent's id by id, of all goals.
    """
    if goal.id == parent.id:
        raise BadInput("A goal cannot stand below itself: choose another one.", field="parent")
    if goal.id in chain(parent.id, parents):
        raise BadInput(
            f"“{parent.title}” stands below “{goal.title}” already: choose another one.", field="parent"
        )
    check_private(is_private=goal.private, parent_id=parent.id)


def check_private(*, is_private: bool, parent_id: int | None) -> None:
    """BadInput (field `parent`) for a private goal below another one, whose sum would tell its number."""
    if is_private and parent_id is not None:
        raise BadInput(
            "A private goal cannot stand below another one, which would show its number.", field="parent"
        )


def rolled_up(
    goal: Goal, below: Mapping[int, Sequence[Goal]], known: dict[int, Share] | None = None
) -> Share:
    """Share of a goal in the way its `roll_up` says; `below` holds the goals right below each goal, by id.

    A sum sets what the goals below have gained against this goal's own target, as teams often hand out more
    than they must reach: five gains of 90,000 are 90% of 500,000, whatever each had promised. What has
    another unit, kind or direction is left out of it; where none adds, it is the weighted average. Goals not
    accepted, and those without a number, do not count; without any other the share is not available. `known`
    collects the shares by id, for the next goal of the same tree.
    """
    found = {} if known is None else known
    return _rolled_up(goal, below, found, frozenset())


def _rolled_up(
    goal: Goal, below: Mapping[int, Sequence[Goal]], known: dict[int, Share], above: AbstractSet[int]
) -> Share:
    if goal.id not in known:
        if goal.roll_up in OWN_NUMBER:
            known[goal.id] = progress(goal)
        else:
            lineage = above | {goal.id}
            children = [child for child in below.get(goal.id, ()) if child.state in COUNTED]
            shares = [
                (child, _rolled_up(child, below, known, lineage))
                for child in children
                if child.id not in lineage
            ]
            known[goal.id] = _together(goal, shares)
    return known[goal.id]


def _together(goal: Goal, shares: Sequence[tuple[Goal, Share]]) -> Share:
    counted = [(child, share) for child, share in shares if isinstance(share, Fraction)]
    if not counted:
        return NotAvailable("no accepted goals below")
    added = [(child, share) for child, share in counted if _adds_to(goal, child)]
    if goal.roll_up is RollUp.sum and added:
        return sum((share * child.span for child, share in added), Fraction(0)) / goal.span
    return _average(counted)


def counted_below(goal: Goal, children: Sequence[Goal]) -> int:
    """How many of the goals right below make up the goal's number."""
    counted = [child for child in children if child.state in COUNTED]
    added = [child for child in counted if _adds_to(goal, child)]
    return len(added if goal.roll_up is RollUp.sum and added else counted)


def _adds_to(goal: Goal, child: Goal) -> bool:
    same = (child.kind, child.is_down) == (goal.kind, goal.is_down) and _is_alike(child.unit, goal.unit)
    return same and goal.kind in _ADDABLE and goal.span != 0


def _is_alike(one: str, other: str) -> bool:
    """Equal, or one is how the other was written down once: by the first word of "trial accounts"."""
    short, long = sorted((one, other), key=len)
    return short == long or (bool(short) and long.startswith(f"{short} "))


def _average(known: Sequence[tuple[Goal, Fraction]]) -> Share:
    weights = sum((Fraction(child.weight) for child, _ in known), Fraction(0))
    if weights == 0:
        return NotAvailable("no weights below")
    return sum((Fraction(child.weight) * share for child, share in known), Fraction(0)) / weights
