"""Goals above and below each other."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.errors import BadInput
from bot.features.goals.rules.alignment import chain, check_parent, check_private, counted_below, rolled_up
from bot.features.goals.rules.progress import Goal, GoalKind, RollUp, progress
from bot.features.goals.rules.state_machine import GoalState
from tests.features.goals.examples import GOAL, numbers, spans

TEAM = replace(GOAL, id=10, title="Team", target=Decimal(500), roll_up=RollUp.sum)
AVERAGE = replace(TEAM, roll_up=RollUp.average)


def child(number: int, current: int, target: int = 100) -> Goal:
    """A goal below the team's."""
    return replace(GOAL, id=number, parent_id=10, current=Decimal(current), target=Decimal(target))


def test_a_chain_leads_up_to_the_companys_objective() -> None:
    """The goal first, the objective last."""
    parents = {1: 2, 2: 3, 3: None, 4: 3}

    assert chain(1, parents) == [1, 2, 3]
    assert chain(3, parents) == [3]
    assert chain(9, parents) == [9]


@given(st.dictionaries(st.integers(1, 8), st.integers(1, 8) | st.none()), st.integers(1, 8))
def test_every_chain_ends(parents: dict[int, int | None], goal_id: int) -> None:
    """Even in a circle; each step goes to the parent, and no goal comes twice."""
    found = chain(goal_id, parents)

    assert found[0] == goal_id
    assert len(found) == len(set(found))
    assert all(parents[one] == other for one, other in pairwise(found))
    assert parents.get(found[-1]) in (None, *found)


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), max_size=30))
def test_parents_that_were_checked_make_no_circle(links: list[tuple[int, int]]) -> None:
    """Whatever is asked for in whatever order, every chain ends at a goal without a parent."""
    parents: dict[int, int | None] = {}
    for below, above in links:
        try:
            check_parent(replace(GOAL, id=below), replace(GOAL, id=above), parents)
        except BadInput:
            continue
        parents[below] = above

    assert all(parents.get(chain(goal_id, parents)[-1]) is None for goal_id in range(1, 7))


def test_a_circle_is_refused_with_both_names() -> None:
    """The sentence says which stands below which."""
    with pytest.raises(BadInput) as refused:
        check_parent(TEAM, child(1, 0), {1: 10})

    assert str(refused.value) == "“Bookings” stands below “Team” already: choose another one."
    assert refused.value.field == "parent"


def test_a_goal_is_not_its_own_parent() -> None:
    """It has a sentence of its own."""
    with pytest.raises(BadInput, match="cannot stand below itself"):
        check_parent(TEAM, TEAM, {})


def test_a_private_goal_stands_alone() -> None:
    """Not below another one, whose sum would show its number; neither first nor later."""
    with pytest.raises(BadInput, match="A private goal cannot stand below another one"):
        check_parent(replace(GOAL, private=True), TEAM, {})
    with pytest.raises(BadInput):
        check_private(is_private=True, parent_id=10)
    check_private(is_private=True, parent_id=None)
    check_private(is_private=False, parent_id=10)


def test_a_goal_of_its_own_number_ignores_what_is_below() -> None:
    """That is how goals begin."""
    own = replace(TEAM, roll_up=RollUp.own, current=Decimal(50))

    assert rolled_up(own, {10: [child(1, 100)]}) == Fraction(1, 10)


def test_a_sum_is_set_against_the_teams_own_target() -> None:
    """90 and 60 gained of 500 are 30%, though their owners promised 200."""
    assert rolled_up(TEAM, {10: [child(1, 90), child(2, 60)]}) == Fraction(3, 10)


def test_a_small_goal_does_not_count_as_much_as_a_large_one() -> None:
    """90 of 100 and 10 of 10 are 100 of 110, not the mean of 90% and 100%."""
    team = replace(TEAM, target=Decimal(110))

    assert rolled_up(team, {10: [child(1, 90), child(2, 10, target=10)]}) == Fraction(10, 11)


@pytest.mark.parametrize(
    "odd",
    [
        replace(child(2, 0), unit="€", kind=GoalKind.money, current=Decimal(100)),
        replace(child(2, 0), unit="calls", current=Decimal(100)),
        replace(child(2, 0), start=Decimal(200), current=Decimal(100)),
    ],
)
def test_what_does_not_add_up_is_left_out(odd: Goal) -> None:
    """Another kind, another unit, another direction: 50 of 500, as before it came; alone it is averaged."""
    assert (
        rolled_up(TEAM, {10: [child(1, 50), odd]}) == rolled_up(TEAM, {10: [child(1, 50)]}) == Fraction(1, 10)
    )
    assert counted_below(TEAM, [child(1, 50), odd]) == 1
    assert rolled_up(TEAM, {10: [odd]}) == 1


def test_units_of_before_add_up() -> None:
    """Once only the first word of "new deals" was written down; the goals below still count."""
    parent = replace(TEAM, unit="new deals", kind=GoalKind.number)
    below = [replace(child(2, 4), unit=unit, kind=GoalKind.number) for unit in ("new", "new deals")]
    assert counted_below(parent, below) == 2
    assert counted_below(parent, [below[0], replace(below[1], unit="news")]) == 1


def test_a_team_without_a_way_of_its_own_has_an_average() -> None:
    """There is nothing to set the sum against."""
    team = replace(TEAM, target=TEAM.start)

    assert rolled_up(team, {10: [child(1, 50), child(2, 100)]}) == Fraction(3, 4)


@pytest.mark.parametrize("kind", [GoalKind.percent, GoalKind.milestone])
def test_shares_and_milestones_are_averaged(kind: GoalKind) -> None:
    """They have equal units, and still do not add up."""
    team = replace(TEAM, kind=kind, target=Decimal(1))
    children = [replace(child(n, current, target=1), kind=kind) for n, current in ((1, 1), (2, 0), (3, 1))]

    assert rolled_up(team, {10: children}) == Fraction(2, 3)


def test_weights_count_in_an_average() -> None:
    """50% with weight 3 and 100% with weight 1 are 62.5%."""
    heavy = replace(child(1, 50), weight=Decimal(3))

    assert rolled_up(AVERAGE, {10: [heavy, child(2, 100)]}) == Fraction(5, 8)


def test_without_weights_there_is_no_average() -> None:
    """That is not 0%."""
    assert (
        str(rolled_up(AVERAGE, {10: [replace(child(1, 50), weight=Decimal(0))]})) == "n/a (no weights below)"
    )


@pytest.mark.parametrize("state", list(GoalState))
@pytest.mark.parametrize("team", [TEAM, AVERAGE])
def test_only_accepted_goals_count(team: Goal, state: GoalState) -> None:
    """What was gained stays when a goal is done or missed; a proposal or a dropped goal counts nothing."""
    counts = state in (GoalState.active, GoalState.done, GoalState.missed)
    alone = rolled_up(team, {10: [replace(child(1, 50), state=state)]})
    beside = rolled_up(team, {10: [replace(child(1, 50), state=state), child(2, 50)]})

    assert (str(alone) == "n/a (no accepted goals below)") == (not counts)
    assert beside == rolled_up(team, {10: [child(1, 50), child(2, 50)] if counts else [child(2, 50)]})


@pytest.mark.parametrize("team", [TEAM, AVERAGE])
def test_nothing_below_is_not_zero(team: Goal) -> None:
    """Nor is a goal below that has nothing below itself."""
    empty = replace(team, id=11)

    assert str(rolled_up(team, {})) == "n/a (no accepted goals below)"
    assert str(rolled_up(team, {10: [empty]})) == "n/a (no accepted goals below)"
    assert rolled_up(AVERAGE, {10: [empty, child(1, 50)]}) == Fraction(1, 2)


def test_sums_go_up_several_steps() -> None:
    """Two teams of two below a company: its share is made of what all four gained."""
    company = replace(TEAM, id=20, target=Decimal(1000))
    north, south = replace(TEAM, id=10), replace(TEAM, id=11)
    below = {20: [north, south], 10: [child(1, 90), child(2, 60)], 11: [child(3, 40), child(4, 10)]}

    assert rolled_up(company, below) == Fraction(200, 1000)


@pytest.mark.parametrize("team", [TEAM, AVERAGE])
def test_a_circle_in_the_data_ends(team: Goal) -> None:
    """Two links set at the same moment may make one: what leads back does not count."""
    other = replace(team, id=11)

    assert rolled_up(team, {10: [other], 11: [team, child(1, 50)]}) == rolled_up(team, {10: [child(1, 50)]})


@given(spans, st.lists(st.tuples(spans, numbers), min_size=1, max_size=6))
def test_a_sum_of_goals_is_the_sum(
    ends: tuple[Decimal, Decimal], each: list[tuple[tuple[Decimal, Decimal], Decimal]]
) -> None:
    """Exactly: the share times the way is what the goals below have gained, up or down."""
    team = replace(TEAM, start=ends[0], target=ends[1])
    children = [
        replace(GOAL, id=number, start=near, target=far, current=current)
        for number, (both, current) in enumerate(each, start=20)
        for near, far in [sorted(both, reverse=team.is_down)]
    ]
    share = rolled_up(team, {10: children})

    assert isinstance(share, Fraction)
    assert share * team.span == sum(Fraction(goal.current) - Fraction(goal.start) for goal in children)


@given(st.lists(st.tuples(numbers, st.decimals("0.01", 100, places=2)), min_size=1, max_size=6))
def test_an_average_lies_between_the_goals_below(each: list[tuple[Decimal, Decimal]]) -> None:
    """Whatever the weights; and the order does not matter."""
    children = [
        replace(GOAL, id=number, current=current, weight=weight)
        for number, (current, weight) in enumerate(each, start=20)
    ]
    shares = [share for share in map(progress, children) if isinstance(share, Fraction)]
    share = rolled_up(AVERAGE, {10: children})

    assert isinstance(share, Fraction)
    assert min(shares) <= share <= max(shares)
    assert share == rolled_up(AVERAGE, {10: children[::-1]})
