"""What becomes of the terms: an offer binds nobody before the other side has accepted it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.errors import BadInput, NotAllowed
from bot.features.goals.rules.agreement import Agreement, Terms, carry_out, check_terms
from bot.features.goals.rules.state_machine import GoalAction, GoalRole, GoalState

TODAY = date(2026, 11, 23)
ASKED = Terms("Bookings", Decimal(0), Decimal(50_000), date(2026, 10, 1), date(2026, 12, 31))
LESS = replace(ASKED, target=Decimal(40_000))
LATER = replace(ASKED, due=date(2027, 1, 31))
PROPOSED = Agreement(GoalState.proposed, ASKED)
BEN, ANA = frozenset({GoalRole.owner}), frozenset({GoalRole.proposer, GoalRole.manager})
ALONE = frozenset({GoalRole.sole_owner})


def test_an_accepted_counter_becomes_the_terms() -> None:
    """Ben offers less, Ana accepts it: less is agreed."""
    countered = carry_out(PROPOSED, GoalAction.counter, BEN, LESS)
    agreed = carry_out(countered, GoalAction.accept, ANA)

    assert countered == Agreement(GoalState.countered, ASKED, LESS)
    assert agreed == Agreement(GoalState.accepted, LESS)


def test_a_counter_to_a_counter_is_a_new_proposal() -> None:
    """Ana offers more time instead: Ben's counter is gone, and he is to answer."""
    countered = carry_out(PROPOSED, GoalAction.counter, BEN, LESS)

    assert carry_out(countered, GoalAction.counter, ANA, LATER) == Agreement(GoalState.proposed, LATER)


def test_a_counter_can_be_changed_and_taken_back() -> None:
    """While Ana thinks, the counter is Ben's; taking it back leaves her terms."""
    countered = carry_out(PROPOSED, GoalAction.counter, BEN, LESS)

    assert carry_out(countered, GoalAction.edit, BEN, LATER).counter == LATER
    assert carry_out(countered, GoalAction.withdraw, BEN) == PROPOSED
    assert carry_out(countered, GoalAction.withdraw, ANA) == Agreement(GoalState.dropped, ASKED)


def test_what_is_not_part_of_the_agreement_leaves_a_counter_alone() -> None:
    """Putting the goal under another one is no answer."""
    countered = carry_out(PROPOSED, GoalAction.counter, BEN, LESS)

    assert carry_out(countered, GoalAction.arrange, ANA) == countered


@pytest.mark.parametrize("offered", [None, ASKED])
def test_a_counter_offers_something_else(offered: Terms | None) -> None:
    """Without a new number or date it is no counter, and the form says so beside the number."""
    with pytest.raises(BadInput) as refused:
        carry_out(PROPOSED, GoalAction.counter, BEN, offered)

    assert str(refused.value) == "That changes nothing: offer another number or another date."
    assert refused.value.field == "target"


@pytest.mark.parametrize(
    "before", [Agreement(GoalState.active, ASKED), Agreement(GoalState.missed, ASKED), PROPOSED]
)
def test_the_other_side_is_asked_about_something_new_only(before: Agreement) -> None:
    """An owner's edit, reopening or counter without a change asks nothing."""
    actions = {
        GoalState.active: GoalAction.edit,
        GoalState.missed: GoalAction.reopen,
        GoalState.proposed: GoalAction.counter,
    }
    with pytest.raises(BadInput):
        carry_out(before, actions[before.state], BEN, ASKED)


def test_the_proposer_cannot_counter_with_the_counter() -> None:
    """The same terms again are refused: Ana may accept them."""
    countered = carry_out(PROPOSED, GoalAction.counter, BEN, LESS)

    with pytest.raises(BadInput):
        carry_out(countered, GoalAction.counter, ANA, LESS)


def test_editing_what_was_agreed_asks_the_other_side() -> None:
    """Ben's edit is a counter, Ana's a proposal; only one's own goal is changed at once."""
    active = Agreement(GoalState.active, ASKED)

    assert carry_out(active, GoalAction.edit, BEN, LESS) == Agreement(GoalState.countered, ASKED, LESS)
    assert carry_out(active, GoalAction.edit, ANA, LATER) == Agreement(GoalState.proposed, LATER)
    assert carry_out(active, GoalAction.edit, ALONE, LESS) == Agreement(GoalState.active, LESS)


def test_a_concern_changes_no_terms() -> None:
    """Raised and answered, the goal is proposed as it was."""
    raised = carry_out(PROPOSED, GoalAction.raise_concern, BEN)

    assert raised == Agreement(GoalState.concern, ASKED)
    assert carry_out(raised, GoalAction.answer_concern, ANA) == PROPOSED


def test_a_done_goal_comes_back_as_it_was_agreed() -> None:
    """Reopening is no way round the other side; a missed one needs other terms, and so their answer."""
    done, missed = Agreement(GoalState.done, ASKED), Agreement(GoalState.missed, ASKED)

    assert carry_out(done, GoalAction.reopen, BEN, LESS) == Agreement(GoalState.active, ASKED)
    assert carry_out(done, GoalAction.reopen, ALONE, LESS) == Agreement(GoalState.active, LESS)
    assert carry_out(missed, GoalAction.reopen, BEN, LATER) == Agreement(GoalState.countered, ASKED, LATER)
    assert carry_out(missed, GoalAction.reopen, ANA, LATER) == Agreement(GoalState.proposed, LATER)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([action for action in GoalAction if action is not GoalAction.propose]),
            st.sampled_from([BEN, ANA]),
            st.integers(1, 5),
        ),
        max_size=40,
    )
)
def test_nobody_is_bound_by_what_they_did_not_agree_to(
    steps: list[tuple[GoalAction, frozenset[GoalRole], int]],
) -> None:
    """However the two go on, a goal that is agreed on has terms that both have offered or accepted."""
    now = PROPOSED
    agreed_to = {ANA: {ASKED}, BEN: set[Terms]()}
    for action, who, target in steps:
        offered = replace(ASKED, target=Decimal(target))
        try:
            after = carry_out(now, action, who, offered)
        except (NotAllowed, BadInput):
            continue
        if action is GoalAction.accept:
            agreed_to[who].add(now.on_the_table)
        elif (
            action in (GoalAction.counter, GoalAction.edit, GoalAction.reopen, GoalAction.answer_concern)
            and after.on_the_table == offered
        ):
            agreed_to[who].add(offered)
        assert (after.counter is not None) == (after.state is GoalState.countered)
        assert (
            after.state not in (GoalState.accepted, GoalState.active)
            or after.terms in agreed_to[ANA] & agreed_to[BEN]
        )
        now = after


@pytest.mark.parametrize(
    ("terms", "field", "sentence"),
    [
        (
            replace(ASKED, start=ASKED.target),
            "target",
            "The target is where the goal starts: write another number.",
        ),
        (
            replace(ASKED, due=TODAY - timedelta(days=1)),
            "due",
            "2026-11-22 is past: choose today or a later day.",
        ),
        (
            replace(ASKED, begins=date(2027, 1, 1)),
            "due",
            "The goal would be due before it begins, on 2027-01-01.",
        ),
    ],
)
def test_terms_that_nobody_could_follow_are_refused(terms: Terms, field: str, sentence: str) -> None:
    """Each beside its field."""
    with pytest.raises(BadInput) as refused:
        check_terms(terms, TODAY)

    assert (refused.value.field, str(refused.value)) == (field, sentence)


def test_a_goal_may_be_due_on_the_day_it_begins() -> None:
    """Today is not past."""
    check_terms(replace(ASKED, begins=TODAY, due=TODAY), TODAY)
