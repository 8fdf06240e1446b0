"""The two-way contract: for every state, action and role an effect, or a refusal in one sentence."""

from itertools import combinations, product
from pathlib import Path

import pytest

from bot.common.errors import NotAllowed
from bot.features.goals.rules.state_machine import (
    OPEN,
    TABLE,
    GoalAction,
    GoalRole,
    GoalState,
    as_table,
    decide,
    may_read_concern,
    roles_of,
    seen_by,
)

CONTRACT = Path(__file__).resolve().parents[4] / "docs" / "architecture.md"
# state, action: role > state, ...
ALLOWED = """
none propose: sole_owner > accepted, proposer > proposed
proposed accept: owner > accepted
proposed counter: owner > countered
proposed raise_concern: owner > concern
proposed withdraw: proposer > dropped
proposed edit: proposer > proposed
proposed arrange: owner > proposed, proposer > proposed
proposed drop: proposer > dropped, manager > dropped, admin > dropped, clock > dropped
countered accept: proposer > accepted
countered counter: proposer > proposed
countered withdraw: owner > proposed, proposer > dropped
countered edit: owner > countered
countered arrange: owner > countered, proposer > countered
countered drop: proposer > dropped, manager > dropped, admin > dropped, clock > dropped
concern answer_concern: proposer > proposed
concern invite: owner > concern, proposer > concern
concern withdraw: owner > proposed, proposer > dropped
concern arrange: owner > concern, proposer > concern
concern drop: proposer > dropped, manager > dropped, admin > dropped, clock > dropped
accepted begin: clock > active
accepted edit: sole_owner > accepted, owner > countered, proposer > proposed
accepted arrange: owner > accepted, sole_owner > accepted, proposer > accepted
accepted drop: sole_owner > dropped, proposer > dropped, manager > dropped, admin > dropped
active edit: sole_owner > active, owner > countered, proposer > proposed
active arrange: owner > active, sole_owner > active, proposer > active
active update: owner > active, sole_owner > active, manager > active, clock > active
active finish: owner > done, sole_owner > done, manager > done, clock > done
active drop: sole_owner > dropped, proposer > dropped, manager > dropped, admin > dropped
active miss: owner > missed, sole_owner > missed, manager > missed, clock > missed
done reopen: owner > active, sole_owner > active, manager > active
missed reopen: sole_owner > accepted, owner > countered, proposer > proposed
dropped reopen: sole_owner > accepted, proposer > proposed
"""
OUTSIDERS = (GoalRole.manager, GoalRole.admin, GoalRole.other, GoalRole.clock)


def allowed() -> dict[tuple[GoalState | None, GoalAction, GoalRole], GoalState]:
    """The table above, a line a cell."""
    found = {}
    for line in ALLOWED.strip().splitlines():
        cell, _, leads = line.partition(": ")
        state, action = cell.split()
        for lead in leads.split(", "):
            role, _, after = lead.partition(" > ")
            found[None if state == "none" else GoalState(state), GoalAction(action), GoalRole[role]] = (
                GoalState(after)
            )
    return found


EXPECTED = allowed()


def refusal(state: GoalState | None, action: GoalAction, *roles: GoalRole) -> str:
    """The sentence that these roles get; fails when they may."""
    with pytest.raises(NotAllowed) as refused:
        decide(state, action, frozenset(roles))
    return str(refused.value)


@pytest.mark.parametrize(("state", "action"), list(product((None, *GoalState), GoalAction)))
def test_every_cell_is_allowed_with_its_effect_or_refused(
    state: GoalState | None, action: GoalAction
) -> None:
    """The whole product of states, actions and roles: nothing is left to chance."""
    for role in GoalRole:
        if (state, action, role) in EXPECTED:
            assert decide(state, action, {role}) is EXPECTED[state, action, role]
        else:
            sentence = refusal(state, action, role)
            assert sentence[0].isupper()
            assert sentence.endswith(".")
            assert sentence.count(".") == 1
            assert "_" not in sentence


def test_the_product_is_whole() -> None:
    """Nine states (no goal yet is one), fifteen actions, eight roles; the table says nothing beyond them."""
    written = {
        (state, action, role): after
        for (state, action), rule in TABLE.items()
        for role, after in rule.leads.items()
    }

    assert (len(GoalState) + 1, len(GoalAction), len(GoalRole)) == (9, 15, 8)
    assert written == EXPECTED


@pytest.mark.parametrize("side", [GoalRole.manager, GoalRole.admin, GoalRole.coach, GoalRole.clock])
def test_who_is_two_things_at_once_is_never_ambiguous(side: GoalRole) -> None:
    """A proposer who also manages the owner gets one answer, whichever role is asked first."""
    for (state, action, role), after in EXPECTED.items():
        if role in (GoalRole.owner, GoalRole.sole_owner, GoalRole.proposer):
            assert EXPECTED.get((state, action, side), after) is after
            assert decide(state, action, {side, role}) is after


@pytest.mark.parametrize(
    ("state", "action", "role", "sentence"),
    [
        (
            GoalState.proposed,
            GoalAction.accept,
            GoalRole.proposer,
            "Only its owner can accept this goal now.",
        ),
        (
            GoalState.countered,
            GoalAction.accept,
            GoalRole.owner,
            "Only the person who set it can accept this goal now.",
        ),
        (
            GoalState.active,
            GoalAction.drop,
            GoalRole.owner,
            "Only the person who set it, its owner's manager and an admin can drop this goal now.",
        ),
        (
            GoalState.active,
            GoalAction.update,
            GoalRole.proposer,
            "Only its owner and its owner's manager can report progress on this goal now.",
        ),
        (
            GoalState.active,
            GoalAction.miss,
            GoalRole.proposer,
            "Only its owner and its owner's manager can mark this goal as missed now.",
        ),
        (
            GoalState.proposed,
            GoalAction.update,
            GoalRole.owner,
            "This goal is not accepted yet; its owner has to answer first.",
        ),
        (
            GoalState.concern,
            GoalAction.accept,
            GoalRole.owner,
            "A concern about this goal is open; it has to be answered or taken back first.",
        ),
        (
            GoalState.done,
            GoalAction.update,
            GoalRole.owner,
            "This goal is done; it has to be reopened first.",
        ),
        (
            GoalState.active,
            GoalAction.counter,
            GoalRole.owner,
            "This goal is accepted already; edit it to ask for other terms.",
        ),
        (None, GoalAction.accept, GoalRole.other, "There is no such goal yet; it has to be set first."),
    ],
)
def test_a_refusal_says_who_may_or_what_comes_first(
    state: GoalState | None, action: GoalAction, role: GoalRole, sentence: str
) -> None:
    """Each kind of refusal, word for word."""
    assert refusal(state, action, role) == sentence


@pytest.mark.parametrize("role", OUTSIDERS)
@pytest.mark.parametrize("action", list(GoalAction))
def test_a_concern_is_not_betrayed_by_a_refusal(action: GoalAction, role: GoalRole) -> None:
    """Outsiders may the same, and read the same, whether or not there is a concern."""
    assert ((GoalState.concern, action, role) in EXPECTED) == ((GoalState.proposed, action, role) in EXPECTED)
    if (GoalState.concern, action, role) not in EXPECTED:
        assert refusal(GoalState.concern, action, role) == refusal(GoalState.proposed, action, role)


def test_a_concern_is_for_the_two_and_their_coach() -> None:
    """An admin or a manager who is neither sees the goal as proposed; as proposer he reads it."""
    readers = [role for role in GoalRole if may_read_concern({role})]

    assert readers == [GoalRole.owner, GoalRole.proposer, GoalRole.coach]
    assert [role for role in GoalRole if seen_by(GoalState.concern, {role}) is GoalState.concern] == readers
    assert seen_by(GoalState.concern, {GoalRole.admin, GoalRole.manager}) is GoalState.proposed
    assert seen_by(GoalState.concern, {GoalRole.admin, GoalRole.proposer}) is GoalState.concern
    assert seen_by(GoalState.countered, {GoalRole.other}) is GoalState.countered


def test_whoever_makes_an_offer_cannot_accept_it() -> None:
    """Who leads a goal to a state in which the other must answer may not accept it there."""
    offers = [
        (role, after)
        for (_, _, role), after in EXPECTED.items()
        if (role, after) in ((GoalRole.owner, GoalState.countered), (GoalRole.proposer, GoalState.proposed))
    ]

    assert offers
    for role, after in offers:
        assert (after, GoalAction.accept, role) not in EXPECTED


@pytest.mark.parametrize("state", sorted(OPEN))
def test_every_state_is_reached_and_left(state: GoalState) -> None:
    """No open goal is stuck: once its day has come the two can bring it to an end without an admin."""
    two = {GoalRole.owner, GoalRole.proposer}
    steps = {
        (before, after)
        for (before, action, role), after in EXPECTED.items()
        if before is not None and (role in two or action is GoalAction.begin)
    }
    reached, more = {state}, True
    while more:
        found = {after for before, after in steps if before in reached} | reached
        reached, more = found, found != reached

    assert {GoalState.active, GoalState.done, GoalState.dropped} <= reached
    assert state in set(EXPECTED.values())


def test_only_active_goals_are_updated() -> None:
    """Progress is reported on what was accepted, and on nothing else."""
    assert {
        state
        for state, action, _ in EXPECTED
        if action in (GoalAction.update, GoalAction.finish, GoalAction.miss)
    } == {GoalState.active}


@pytest.mark.parametrize(
    ("person", "roles"),
    [
        ("BEN", {GoalRole.owner}),
        ("ANA", {GoalRole.proposer, GoalRole.manager}),
        ("EVE", {GoalRole.coach}),
        ("CLEO", {GoalRole.other}),
    ],
)
def test_roles_of_a_goal_that_ana_set_for_ben(person: str, roles: set[GoalRole]) -> None:
    """Everybody is what they are to this goal, and somebody else is other."""
    found = roles_of(
        person,
        owner_id="BEN",
        proposer_id="ANA",
        manager_id="ANA",
        is_admin=False,
        coach_ids=frozenset({"EVE"}),
    )
    assert found == roles


@pytest.mark.parametrize("proposer_id", [None, "BEN"])
def test_who_sets_a_goal_for_themselves_is_its_sole_owner(proposer_id: str | None) -> None:
    """It is accepted at once, and nobody else has to; an admin's rights come on top."""
    roles = roles_of("BEN", owner_id="BEN", proposer_id=proposer_id, manager_id="BEN", is_admin=True)

    assert roles == {GoalRole.sole_owner, GoalRole.admin}
    assert decide(None, GoalAction.propose, roles) is GoalState.accepted


def test_nobody_is_two_parties() -> None:
    """Owner, sole owner and proposer exclude each other, whoever is who."""
    parties = {GoalRole.owner, GoalRole.sole_owner, GoalRole.proposer}
    for owner, proposer in product("AB", ("A", "B", None)):
        roles = roles_of("A", owner_id=owner, proposer_id=proposer, manager_id=None, is_admin=False)
        assert not any({one, two} <= roles for one, two in combinations(parties, 2))


def test_the_readme_has_the_table() -> None:
    """The page on the architecture shows the contract as it is."""
    assert as_table() in CONTRACT.read_text(encoding="utf-8")
