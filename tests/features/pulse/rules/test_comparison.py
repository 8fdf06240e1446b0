"""No sums and differences of pulses tell what fewer people said than a pulse must have answers."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.errors import BadInput
from bot.features.pulse.rules.comparison import AskedBefore, check_apart
from bot.features.pulse.rules.pulses import FEWEST, QUESTIONS, About, Pulse, PulsePlan

CLOSES = date(2026, 12, 1)


def plan(question: str = "I am heard", minimum: int = FEWEST) -> PulsePlan:
    """A pulse that somebody wants to ask."""
    return PulsePlan(None, About.team, question, minimum, CLOSES)


def earlier(
    people: frozenset[str], question: str = "I am heard", minimum: int = FEWEST, state: str = "closed"
) -> AskedBefore:
    """One that was asked of these people before."""
    return AskedBefore(Pulse(1, "U0ANA", "team", question, minimum, CLOSES, state), people)


def some(first: int, last: int) -> frozenset[str]:
    """People by number, both included."""
    return frozenset(f"U{number:02}" for number in range(first, last + 1))


@pytest.mark.parametrize(
    ("people", "before", "is_fine"),
    [
        (some(1, 6), [some(1, 5)], False),
        (some(1, 5), [some(1, 6)], False),
        (some(2, 7), [some(1, 6)], False),
        (some(1, 9), [some(1, 5)], False),
        (some(1, 10), [some(1, 5)], True),
        (some(1, 6), [some(1, 6)], True),
        (some(7, 12), [some(1, 6)], True),
        (some(4, 12), [some(1, 10)], False),
        # Three that are fine by twos: all but the two fives leave one.
        (some(6, 10), [some(1, 11), some(1, 5)], False),
        # The small one is far away, and shares nobody with it.
        (some(20, 25), [some(1, 6), some(1, 5)], True),
    ],
)
def test_people(people: frozenset[str], before: list[frozenset[str]], is_fine: bool) -> None:
    """Exactly the same, altogether others, or groups that are large enough."""
    if is_fine:
        check_apart(plan(), people, [earlier(each) for each in before])
        return
    with pytest.raises(BadInput, match="from Sat 30 Jan on") as refusal:
        check_apart(plan(), people, [earlier(each) for each in before])
    assert refusal.value.field == "question"


def test_the_largest_minimum_holds() -> None:
    """Whoever was promised eight is not found among five."""
    with pytest.raises(BadInput):
        check_apart(plan(), some(1, 13), [earlier(some(1, 8), minimum=8)])
    check_apart(plan(), some(1, 16), [earlier(some(1, 8), minimum=8)])


def test_not_twice_at_once() -> None:
    """Two open ones of the same people differ by who has not answered one of them yet."""
    with pytest.raises(BadInput):
        check_apart(plan(), some(1, 6), [earlier(some(1, 6), state="open")])


@pytest.mark.parametrize(
    ("question", "is_same"),
    [
        ("I am heard", True),
        ("i am HEARD!", True),
        ("  I\u00a0am  heard.", True),
        ("I am really heard", True),
        ("We have the tools that we need", False),
    ],
)
def test_the_same_question(question: str, is_same: bool) -> None:
    """Another case, sign or word more does not make another question."""
    if is_same:
        with pytest.raises(BadInput):
            check_apart(plan(question), some(1, 6), [earlier(some(1, 5))])
    else:
        check_apart(plan(question), some(1, 6), [earlier(some(1, 5))])


def test_the_usual_questions_are_two() -> None:
    """One about the manager does not stand in the way of one about the team."""
    manager, team = QUESTIONS.values()
    check_apart(plan(team), some(1, 6), [earlier(some(1, 5), manager)])


_NUMBERS = st.integers(1, 16)
_CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("in"), st.sets(_NUMBERS, min_size=1, max_size=7)),
        st.tuples(st.just("out"), st.sets(_NUMBERS, min_size=1, max_size=7)),
        st.tuples(st.just("ask"), st.sampled_from(("all", "low", "high"))),
    ),
    min_size=4,
    max_size=14,
)


@given(_CHANGES)
def test_teams_change_and_pulses_go_on(changes: list[tuple[str, set[int] | str]]) -> None:
    """People come and go between pulses of a team or one of its halves: never fewer than five are found.

    Whoever has the results may add and subtract them, each as often as they like up to twice.
    """
    team, asked = set(range(1, 13)), list[frozenset[str]]()
    for what, whom in changes:
        if isinstance(whom, set):
            team = team | whom if what == "in" else team - whom
            continue
        chosen = {who for who in team if whom == "all" or (who <= 8) == (whom == "low")}
        people = frozenset(f"U{number:02}" for number in chosen)
        if len(people) < FEWEST or len(asked) == 4:
            continue
        try:
            check_apart(plan(), people, [earlier(each) for each in asked])
        except BadInput:
            continue
        asked.append(people)
    everybody = sorted(frozenset().union(*asked))
    for factors in product(range(-2, 3), repeat=len(asked)):
        told = [
            sum(factor for factor, people in zip(factors, asked, strict=True) if who in people)
            for who in everybody
        ]
        found = len(told) - told.count(0)
        assert found == 0 or found >= FEWEST, (asked, factors)


def test_days_apart() -> None:
    """Sixty, told where it is asked."""
    with pytest.raises(BadInput, match=f"{(CLOSES + timedelta(days=60)):%-d %b} on"):
        check_apart(plan(), some(1, 6), [earlier(some(1, 5))])
