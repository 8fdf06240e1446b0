"""The two-way contract of a goal as a table: who may do what in which state, and what it becomes. Pure.

A goal set for oneself is accepted at once; one set for somebody else is a proposal, and is accepted only when
the other side takes the terms on the table. What is accepted becomes active on the day on which it begins.
Who agreed on a goal cannot drop it alone; who set it can.
A concern is private to owner and proposer; others see the goal as proposed.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from bot.common.errors import NotAllowed
from bot.common.text import listed


class State(StrEnum):
    """Where a goal stands: proposed waits for the owner, countered and concern for the proposer."""

    proposed = "proposed"
    countered = "countered"
    concern = "concern"
    accepted = "accepted"
    active = "active"
    done = "done"
    missed = "missed"
    dropped = "dropped"


class GoalRole(StrEnum):
    """What somebody is to a goal, see `roles_of`. A sole owner set it for themselves; an owner did not."""

    owner = "owner"
    sole_owner = "sole owner"
    proposer = "proposer"
    manager = "manager"
    admin = "admin"
    coach = "coach"
    other = "other"
    clock = "clock"


class GoalAction(StrEnum):
    """What can be done. `edit` changes what was agreed; `arrange` the rest; `invite` brings a coach in."""

    propose = "propose"
    accept = "accept"
    counter = "counter"
    raise_concern = "raise_concern"
    answer_concern = "answer_concern"
    invite = "invite"
    withdraw = "withdraw"
    edit = "edit"
    arrange = "arrange"
    update = "update"
    finish = "finish"
    drop = "drop"
    miss = "miss"
    reopen = "reopen"
    begin = "begin"


@dataclass(frozen=True)
class Rule:
    """Who may, and what the goal becomes when they do."""

    leads: Mapping[GoalRole, State]

    def next_state(self, roles: Set[GoalRole]) -> State | None:
        """What the goal becomes; None when none of these roles may."""
        return next((state for role, state in self.leads.items() if role in roles), None)


OPEN = frozenset({State.proposed, State.countered, State.concern, State.accepted, State.active})
WAITING = frozenset({State.proposed, State.countered, State.concern})
# What was finished or missed was agreed, and its numbers happened: leaving it out would lower the goal above.
COUNTED = frozenset({State.active, State.done, State.missed})
_OWNERS = (GoalRole.owner, GoalRole.sole_owner)


def _to(state: State, *roles: GoalRole) -> Rule:
    return Rule(MappingProxyType(dict.fromkeys(roles, state)))


def _by_role(**leads: State) -> Rule:
    return Rule(MappingProxyType({GoalRole[name]: state for name, state in leads.items()}))


# By the clock: nobody answered before the day on which it would have been due.
_WAITING_DROPPED = _to(State.dropped, GoalRole.proposer, GoalRole.manager, GoalRole.admin, GoalRole.clock)
_SETTLED_DROPPED = _to(
    State.dropped, GoalRole.sole_owner, GoalRole.proposer, GoalRole.manager, GoalRole.admin
)
# None: there is no goal yet.
TABLE: Mapping[tuple[State | None, GoalAction], Rule] = MappingProxyType(
    {
        (None, GoalAction.propose): _by_role(sole_owner=State.accepted, proposer=State.proposed),
        (State.proposed, GoalAction.accept): _to(State.accepted, GoalRole.owner),
        (State.proposed, GoalAction.counter): _to(State.countered, GoalRole.owner),
        (State.proposed, GoalAction.raise_concern): _to(State.concern, GoalRole.owner),
        (State.proposed, GoalAction.withdraw): _to(State.dropped, GoalRole.proposer),
        (State.proposed, GoalAction.edit): _to(State.proposed, GoalRole.proposer),
        (State.proposed, GoalAction.arrange): _to(State.proposed, GoalRole.owner, GoalRole.proposer),
        (State.proposed, GoalAction.drop): _WAITING_DROPPED,
        (State.countered, GoalAction.accept): _to(State.accepted, GoalRole.proposer),
        (State.countered, GoalAction.counter): _to(State.proposed, GoalRole.proposer),
        (State.countered, GoalAction.withdraw): _by_role(owner=State.proposed, proposer=State.dropped),
        (State.countered, GoalAction.edit): _to(State.countered, GoalRole.owner),
        (State.countered, GoalAction.arrange): _to(State.countered, GoalRole.owner, GoalRole.proposer),
        (State.countered, GoalAction.drop): _WAITING_DROPPED,
        (State.concern, GoalAction.answer_concern): _to(State.proposed, GoalRole.proposer),
        (State.concern, GoalAction.invite): _to(State.concern, GoalRole.owner, GoalRole.proposer),
        (State.concern, GoalAction.withdraw): _by_role(owner=State.proposed, proposer=State.dropped),
        (State.concern, GoalAction.arrange): _to(State.concern, GoalRole.owner, GoalRole.proposer),
        (State.concern, GoalAction.drop): _WAITING_DROPPED,
        (State.accepted, GoalAction.begin): _to(State.active, GoalRole.clock),
        (State.accepted, GoalAction.edit): _by_role(
            sole_owner=State.accepted, owner=State.countered, proposer=State.proposed
        ),
        (State.accepted, GoalAction.arrange): _to(State.accepted, *_OWNERS, GoalRole.proposer),
        (State.accepted, GoalAction.drop): _SETTLED_DROPPED,
        (State.active, GoalAction.edit): _by_role(
            sole_owner=State.active, owner=State.countered, proposer=State.proposed
        ),
        (State.active, GoalAction.arrange): _to(State.active, *_OWNERS, GoalRole.proposer),
        (State.active, GoalAction.update): _to(State.active, *_OWNERS, GoalRole.manager, GoalRole.clock),
        (State.active, GoalAction.finish): _to(State.done, *_OWNERS, GoalRole.manager, GoalRole.clock),
        (State.active, GoalAction.drop): _SETTLED_DROPPED,
        (State.active, GoalAction.miss): _to(State.missed, GoalRole.clock),
        (State.done, GoalAction.reopen): _to(State.active, *_OWNERS, GoalRole.manager),
        (State.missed, GoalAction.reopen): _by_role(
            sole_owner=State.accepted, owner=State.countered, proposer=State.proposed
        ),
        (State.dropped, GoalAction.reopen): _by_role(sole_owner=State.accepted, proposer=State.proposed),
    }
)

_REOPEN_FIRST = "it has to be reopened first."
_BY_STATE: Mapping[State | None, str] = {
    None: "There is no such goal yet; it has to be set first.",
    State.proposed: "This goal is not accepted yet; its owner has to answer first.",
    State.countered: "A counter to this goal waits; the person who set the goal has to answer it first.",
    State.concern: "A concern about this goal is open; it has to be answered or taken back first.",
    State.accepted: "This goal is accepted, and has not begun yet; edit it to ask for other terms.",
    State.active: "This goal is accepted already; edit it to ask for other terms.",
    State.done: f"This goal is done; {_REOPEN_FIRST}",
    State.missed: f"This goal was missed; {_REOPEN_FIRST}",
    State.dropped: f"This goal was dropped; {_REOPEN_FIRST}",
}
# True whether or not there is a concern that somebody else must not know of.
_NO_CONCERN = "There is no concern about this goal that you can answer."
_BY_DEED: Mapping[GoalAction, str] = {
    GoalAction.propose: "This goal is set already; edit it or reopen it instead.",
    GoalAction.answer_concern: _NO_CONCERN,
    GoalAction.invite: _NO_CONCERN,
    GoalAction.withdraw: "Only what still waits for an answer can be withdrawn.",
    GoalAction.reopen: "This goal is still open, so it need not be reopened.",
}
_VERBS: Mapping[GoalAction, str] = {
    GoalAction.raise_concern: "raise a concern about this goal",
    GoalAction.answer_concern: "answer the concern about this goal",
    GoalAction.invite: "invite a coach to this concern",
    GoalAction.update: "report progress on this goal",
    GoalAction.miss: "mark this goal as missed",
    GoalAction.begin: "let this goal begin",
}
_NAMES: Mapping[GoalRole, str] = {
    GoalRole.owner: "its owner",
    GoalRole.sole_owner: "the person who set it",
    GoalRole.proposer: "the person who set it",
    GoalRole.manager: "its owner's manager",
    GoalRole.admin: "an admin",
    GoalRole.clock: "Pacer's clock",
}


def roles_of(
    person_id: str,
    *,
    owner_id: str,
    proposer_id: str | None,
    manager_id: str | None,
    is_admin: bool,
    coach_ids: Set[str] = frozenset(),
) -> frozenset[GoalRole]:
    """What this person is to a goal. `proposer_id`: who set it; None or the owner: its owner did.

    `manager_id` is the owner's manager. `coach_ids`: whom owner and proposer invited to read along.
    """
    has_proposer = proposer_id is not None and proposer_id != owner_id
    held = {
        GoalRole.owner: person_id == owner_id and has_proposer,
        GoalRole.sole_owner: person_id == owner_id and not has_proposer,
        GoalRole.proposer: person_id == proposer_id and has_proposer,
        GoalRole.manager: person_id == manager_id and person_id != owner_id,
        GoalRole.admin: is_admin,
        GoalRole.coach: person_id in coach_ids,
    }
    return frozenset(role for role, is_held in held.items() if is_held) or frozenset({GoalRole.other})


def may_read_concern(roles: Set[GoalRole]) -> bool:
    """Whether a concern may be shown to them: the two, and a coach whom they invited; no admin as such."""
    return not roles.isdisjoint({GoalRole.owner, GoalRole.proposer, GoalRole.coach})


def seen_by(state: State | None, roles: Set[GoalRole]) -> State | None:
    """The state as it may be shown to them: that there is a concern is as private as what it says."""
    return State.proposed if state is State.concern and not may_read_concern(roles) else state


def decide(state: State | None, action: GoalAction, roles: Set[GoalRole]) -> State:
    """The state after this deed; `state` None: there is no goal yet.

    NotAllowed says who may, or what must happen first.
    """
    rule = TABLE.get((state, action))
    after = rule.next_state(roles) if rule else None
    if after is None:
        raise NotAllowed(_refusal(seen_by(state, roles), action))
    return after


def may(state: State | None, action: GoalAction, roles: Set[GoalRole]) -> bool:
    """Whether somebody with these roles may do this now; see `decide`."""
    rule = TABLE.get((state, action))
    return rule is not None and rule.next_state(roles) is not None


def begun(state: State, begins: date, today: date) -> State:
    """What is accepted is active from the day on which it begins; every other state stays."""
    if state is State.accepted and begins <= today:
        return decide(state, GoalAction.begin, {GoalRole.clock})
    return state


def _refusal(state: State | None, action: GoalAction) -> str:
    rule = TABLE.get((state, action))
    if rule is None:
        return _BY_STATE[None] if state is None else _BY_DEED.get(action, _BY_STATE[state])
    return f"Only {_who(rule)} can {_VERBS.get(action, f'{action} this goal')} now."


def _who(rule: Rule) -> str:
    # Where both kinds of owners may, the one word says it; the clock is named only where it is alone.
    both = rule.leads.keys() >= set(_OWNERS)
    people = [
        role
        for role in rule.leads
        if not (role is GoalRole.sole_owner and both) and role is not GoalRole.clock
    ]
    return listed(list(dict.fromkeys(_NAMES[role] for role in people or rule.leads)))


def as_table() -> str:
    """The whole contract as a Markdown table, a row a state."""
    rows = [f"| {state or '(not set yet)'} | {_allowed(state)} |" for state in (None, *State)]
    return "\n".join(["| a goal that is | may be changed by |", "|---|---|", *rows])


def _allowed(state: State | None) -> str:
    rules = [(deed, rule) for (at, deed), rule in TABLE.items() if at is state]
    return "<br>".join(f"**{deed.replace('_', ' ')}**: {_leads(rule)}" for deed, rule in rules)


def _leads(rule: Rule) -> str:
    states = dict.fromkeys(rule.leads.values())
    return "; ".join(
        f"{', '.join(role for role in rule.leads if rule.leads[role] is state)} → {state}" for state in states
    )
