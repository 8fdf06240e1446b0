"""Goals in numbers: progress, reaching, drawing, seeing, names."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.numbers import NumberChange
from bot.features.goals.rules.progress import (
    Goal,
    GoalKind,
    NotAvailable,
    Share,
    apply_change,
    percent,
    progress,
    reached,
    same_name_open,
)
from bot.features.goals.rules.state_machine import GoalState
from tests.features.goals.examples import GOAL, numbers, spans


def at(start: str, target: str, current: str) -> Goal:
    """A goal with these numbers."""
    return replace(GOAL, start=Decimal(start), target=Decimal(target), current=Decimal(current))


def share_of(goal: Goal) -> Fraction:
    """The progress of a goal that has one."""
    share = progress(goal)
    assert isinstance(share, Fraction)
    return share


@pytest.mark.parametrize(
    ("start", "target", "current", "share"),
    [
        ("0", "100", "0", Fraction(0)),
        ("0", "100", "40", Fraction(2, 5)),
        ("0", "3", "1", Fraction(1, 3)),
        ("20", "100", "60", Fraction(1, 2)),
        ("0", "100", "130", Fraction(13, 10)),
        ("20", "100", "12", Fraction(-1, 10)),
        ("5", "3", "4", Fraction(1, 2)),
        ("5", "3", "3", Fraction(1)),
        ("5", "3", "2.5", Fraction(5, 4)),
        ("5", "3", "6", Fraction(-1, 2)),
        ("0", "1", "1", Fraction(1)),
    ],
)
def test_progress_is_the_share_of_the_way(start: str, target: str, current: str, share: Fraction) -> None:
    """Unrounded, up or down, over 100% and below 0 alike."""
    assert progress(at(start, target, current)) == share


def test_no_way_is_no_progress() -> None:
    """Without a distance there is no share: not 0%, and no division by zero."""
    assert str(progress(at("5", "5", "5"))) == "n/a (start and target are the same)"


def test_less_can_be_better() -> None:
    """The direction follows from start and target."""
    assert at("5", "3", "5").is_down
    assert not at("3", "5", "5").is_down


@given(spans, numbers, st.decimals(0, 1_000, places=2))
def test_a_step_towards_the_target_never_lowers_progress(
    ends: tuple[Decimal, Decimal], current: Decimal, step: Decimal
) -> None:
    """Up goals gain by more, down goals by less."""
    goal = replace(GOAL, start=ends[0], target=ends[1], current=current)
    nearer = replace(goal, current=current - step if goal.is_down else current + step)

    assert share_of(nearer) >= share_of(goal)
    assert (share_of(nearer) > share_of(goal)) == (step > 0)


@given(spans)
def test_start_is_0_and_target_is_100(ends: tuple[Decimal, Decimal]) -> None:
    """Exactly, whatever the numbers."""
    goal = replace(GOAL, start=ends[0], target=ends[1])

    assert share_of(replace(goal, current=ends[0])) == 0
    assert share_of(replace(goal, current=ends[1])) == 1


@pytest.mark.parametrize(
    ("change", "after"),
    [
        (NumberChange(Decimal(5_000), adds=True), Decimal(47_000)),
        (NumberChange(Decimal(7_000), adds=False), Decimal(7_000)),
    ],
)
def test_a_change_adds_or_sets(change: NumberChange, after: Decimal) -> None:
    """`+5k` adds, `7k` sets."""
    assert apply_change(Decimal(42_000), change) == after


@pytest.mark.parametrize(
    ("before", "after", "celebrated", "is_reached"),
    [
        (Fraction(9, 10), Fraction(1), False, True),
        (Fraction(9, 10), Fraction(3, 2), False, True),
        (Fraction(-1), Fraction(1), False, True),
        (Fraction(9, 10), Fraction(999, 1000), False, False),
        (Fraction(1), Fraction(3, 2), False, False),
        (Fraction(3, 2), Fraction(1), False, False),
        (Fraction(9, 10), Fraction(1), True, False),
        (NotAvailable("no number"), Fraction(1), False, False),
        (Fraction(9, 10), NotAvailable("no number"), False, False),
    ],
)
def test_a_goal_is_reached_once(before: Share, after: Share, celebrated: bool, is_reached: bool) -> None:
    """Passing 100% counts the first time, not staying above, and not passing it again."""
    assert reached(before, after, celebrated=celebrated) is is_reached


@given(spans, st.lists(numbers, max_size=20))
def test_a_goal_celebrates_at_most_once(ends: tuple[Decimal, Decimal], reports: list[Decimal]) -> None:
    """However its number moves: exactly once when it was ever reached."""
    goal = replace(GOAL, start=ends[0], target=ends[1], current=ends[0])
    shares = [progress(goal), *(progress(replace(goal, current=number)) for number in reports)]
    times = 0
    for before, after in pairwise(shares):
        times += reached(before, after, celebrated=times > 0)

    assert times == any(isinstance(share, Fraction) and share >= 1 for share in shares)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Fraction(2, 3), "67%"),
        (Fraction(9997, 10_000), "99%"),
        (NotAvailable("no accepted goals below"), "n/a (no accepted goals below)"),
    ],
)
def test_percent_is_whole(share: Share, words: str) -> None:
    """As people read it; no number is not zero."""
    assert percent(share) == words


OTHER = replace(GOAL, id=2)


@pytest.mark.parametrize(
    ("other", "collides"),
    [
        (OTHER, True),
        (replace(OTHER, title="  bookINGS "), True),
        (replace(OTHER, state=GoalState.proposed), True),
        (replace(OTHER, kind=GoalKind.money, target=Decimal(7)), True),
        (replace(OTHER, begins=GOAL.due, due=GOAL.due + timedelta(days=90)), True),
        (replace(OTHER, begins=date(2026, 4, 1), due=GOAL.begins), True),
        (replace(OTHER, begins=date(2026, 10, 1), due=date(2026, 12, 31)), False),
        (replace(OTHER, title="Bookings EMEA"), False),
        (replace(OTHER, owner_id="ANA"), False),
        (replace(OTHER, team_id=9), False),
        (replace(OTHER, state=GoalState.done), False),
        (replace(OTHER, state=GoalState.dropped), False),
        (GOAL, False),
    ],
)
def test_one_open_goal_of_a_name(other: Goal, collides: bool) -> None:
    """Per owner and period: case and spaces make no other name; next quarter is free, and so is itself."""
    assert same_name_open(GOAL, [other]) == (other if collides else None)


def test_a_teams_goal_stays_its_own_when_its_lead_changes() -> None:
    """The team owns it, whoever answers for it."""
    old, new = replace(GOAL, team_id=9, owner_id="ANA"), replace(OTHER, team_id=9, owner_id="DANA")

    assert same_name_open(new, [old]) == old


@pytest.mark.parametrize("title", ["Cafe\u0301", "\uff23af\u00e9"])
def test_letters_composed_differently_are_one_name(title: str) -> None:
    """As two keyboards may write them: an accent of its own, a wide letter."""
    assert same_name_open(replace(GOAL, title="Caf\u00e9"), [replace(OTHER, title=title)])
