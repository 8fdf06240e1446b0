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


class GoalState(StrEnum):
    """The states of a goal; stored. `proposed` waits for the owner, countered and concern for the other."""

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
    """What can be done; stored. `edit` changes what was agreed, `arrange` the rest, `invite` adds a coach."""

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
class ContractRule:
    """Which roles may carry out an action in a state, and the state that each leads to."""

    leads: Mapping[GoalRole, GoalState]

    def next_state(self, roles: Set[GoalRole]) -> GoalState | None:
        """State after the action, by the first of the rule's roles that is held; None where none is."""
        return next((state for role, state in self.leads.items() if role in roles), None)


OPEN = frozenset(
    {GoalState.proposed, GoalState.countered, GoalState.concern, GoalState.accepted, GoalState.active}
)
WAITING = frozenset({GoalState.proposed, GoalState.countered, GoalState.concern})
# What was finished or missed was agreed, and its numbers happened: leaving it out would lower the goal above.
COUNTED = frozenset({GoalState.active, GoalState.done, GoalState.missed})
_OWNERS = (GoalRole.owner, GoalRole.sole_owner)


def _to(state: GoalState, *roles: GoalRole) -> ContractRule:
    return ContractRule(MappingProxyType(dict.fromkeys(roles, state)))


def _by_role(**leads: GoalState) -> ContractRule:
    return ContractRule(MappingProxyType({GoalRole[name]: state for name, state in leads.items()}))


# By the clock: nobody answered before the day on which it would have been due.
_WAITING_DROPPED = _to(GoalState.dropped, GoalRole.proposer, GoalRole.manager, GoalRole.admin, GoalRole.clock)
_SETTLED_DROPPED = _to(
    GoalState.dropped, GoalRole.sole_owner, GoalRole.proposer, GoalRole.manager, GoalRole.admin
)
# None: there is no goal yet.
TABLE: Mapping[tuple[GoalState | None, GoalAction], ContractRule] = MappingProxyType(
    {
        (None, GoalAction.propose): _by_role(sole_owner=GoalState.accepted, proposer=GoalState.proposed),
        (GoalState.proposed, GoalAction.accept): _to(GoalState.accepted, GoalRole.owner),
        (GoalState.proposed, GoalAction.counter): _to(GoalState.countered, GoalRole.owner),
        (GoalState.proposed, GoalAction.raise_concern): _to(GoalState.concern, GoalRole.owner),
        (GoalState.proposed, GoalAction.withdraw): _to(GoalState.dropped, GoalRole.proposer),
        (GoalState.proposed, GoalAction.edit): _to(GoalState.proposed, GoalRole.proposer),
        (GoalState.proposed, GoalAction.arrange): _to(GoalState.proposed, GoalRole.owner, GoalRole.proposer),
        (GoalState.proposed, GoalAction.drop): _WAITING_DROPPED,
        (GoalState.countered, GoalAction.accept): _to(GoalState.accepted, GoalRole.proposer),
        (GoalState.countered, GoalAction.counter): _to(GoalState.proposed, GoalRole.proposer),
        (GoalState.countered, GoalAction.withdraw): _by_role(
            owner=GoalState.proposed, proposer=GoalState.dropped
        ),
        (GoalState.countered, GoalAction.edit): _to(GoalState.countered, GoalRole.owner),
        (GoalState.countered, GoalAction.arrange): _to(
            GoalState.countered, GoalRole.owner, GoalRole.proposer
        ),
        (GoalState.countered, GoalAction.drop): _WAITING_DROPPED,
        (GoalState.concern, GoalAction.answer_concern): _to(GoalState.proposed, GoalRole.proposer),
        (GoalState.concern, GoalAction.invite): _to(GoalState.concern, GoalRole.owner, GoalRole.proposer),
        (GoalState.concern, GoalAction.withdraw): _by_role(
            owner=GoalState.proposed, proposer=GoalState.dropped
        ),
        (GoalState.concern, GoalAction.arrange): _to(GoalState.concern, GoalRole.owner, GoalRole.proposer),
        (GoalState.concern, GoalAction.drop): _WAITING_DROPPED,
        (GoalState.accepted, GoalAction.begin): _to(GoalState.active, GoalRole.clock),
        (GoalState.accepted, GoalAction.edit): _by_role(
            sole_owner=GoalState.accepted, owner=GoalState.countered, proposer=GoalState.proposed
        ),
        (GoalState.accepted, GoalAction.arrange): _to(GoalState.accepted, *_OWNERS, GoalRole.proposer),
        (GoalState.accepted, GoalAction.drop): _SETTLED_DROPPED,
        (GoalState.active, GoalAction.edit): _by_role(
            sole_owner=GoalState.active, owner=GoalState.countered, proposer=GoalState.proposed
        ),
        (GoalState.active, GoalAction.arrange): _to(GoalState.active, *_OWNERS, GoalRole.proposer),
        (GoalState.active, GoalAction.update): _to(
            GoalState.active, *_OWNERS, GoalRole.manager, GoalRole.clock
        ),
        (GoalState.active, GoalAction.finish): _to(
            GoalState.done, *_OWNERS, GoalRole.manager, GoalRole.clock
        ),
        (GoalState.active, GoalAction.drop): _SETTLED_DROPPED,
        (GoalState.active, GoalAction.miss): _to(
            GoalState.missed, *_OWNERS, GoalRole.manager, GoalRole.clock
        ),
        (GoalState.done, GoalAction.reopen): _to(GoalState.active, *_OWNERS, GoalRole.manager),
        (GoalState.missed, GoalAction.reopen): _by_role(
            sole_owner=GoalState.accepted, owner=GoalState.countered, proposer=GoalState.proposed
        ),
        (GoalState.dropped, GoalAction.reopen): _by_role(
            sole_owner=GoalState.accepted, proposer=GoalState.proposed
        ),
    }
)

_REOPEN_FIRST = "it has to be reopened first."
_BY_STATE: Mapping[GoalState | None, str] = {
    None: "There is no such goal yet; it has to be set first.",
    GoalState.proposed: "This goal is not accepted yet; its owner has to answer first.",
    GoalState.countered: "A counter to this goal waits; the person who set the goal has to answer it first.",
    GoalState.concern: "A concern about this goal is open; it has to be answered or taken back first.",
    GoalState.accepted: "This goal is accepted, and has not begun yet; edit it to ask for other terms.",
    GoalState.active: "This goal is accepted already; edit it to ask for other terms.",
    GoalState.done: f"This goal is done; {_REOPEN_FIRST}",
    GoalState.missed: f"This goal was missed; {_REOPEN_FIRST}",
    GoalState.dropped: f"This goal was dropped; {_REOPEN_FIRST}",
}
# True whether or not there is a concern that somebody else must not know of.
_NO_CONCERN = "There is no concern about this goal that you can answer."
_BY_ACTION: Mapping[GoalAction, str] = {
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
    GoalAction.arrange: "change how this goal is counted",
    GoalAction.finish: "mark this goal as done",
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
    """Roles of a person in a goal; `other` where none fits. `proposer_id` None or the owner: set for oneself.

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
    """Whether these roles may read a concern: owner, proposer, an invited coach; no admin as such."""
    return not roles.isdisjoint({GoalRole.owner, GoalRole.proposer, GoalRole.coach})


def seen_by(state: GoalState | None, roles: Set[GoalRole]) -> GoalState | None:
    """State as these roles may see it: that there is a concern is as private as what it says."""
    return GoalState.proposed if state is GoalState.concern and not may_read_concern(roles) else state


def decide(state: GoalState | None, action: GoalAction, roles: Set[GoalRole]) -> GoalState:
    """The state after this action; `state` None: there is no goal yet.

    NotAllowed says who may, or what must happen first.
    """
    rule = TABLE.get((state, action))
    after = rule.next_state(roles) if rule else None
    if after is None:
        raise NotAllowed(_refusal(seen_by(state, roles), action))
    return after


def may(state: GoalState | None, action: GoalAction, roles: Set[GoalRole]) -> bool:
    """Whether somebody with these roles may do this now; see `decide`."""
    rule = TABLE.get((state, action))
    return rule is not None and rule.next_state(roles) is not None


def begun(state: GoalState, begins: date, today: date) -> GoalState:
    """`active` for an accepted goal from its first day on; every other state stays."""
    if state is GoalState.accepted and begins <= today:
        return decide(state, GoalAction.begin, {GoalRole.clock})
    return state


def _refusal(state: GoalState | None, action: GoalAction) -> str:
    rule = TABLE.get((state, action))
    if rule is None:
        return _BY_STATE[None] if state is None else _BY_ACTION.get(action, _BY_STATE[state])
    return f"Only {_who(rule)} can {_VERBS.get(action, f'{action} this goal')} now."


def _who(rule: ContractRule) -> str:
    # Where both kinds of owners may, the one word says it; the clock is named only where it is alone.
    both = rule.leads.keys() >= set(_OWNERS)
    people = [
        role
        for role in rule.leads
        if not (role is GoalRole.sole_owner and both) and role is not GoalRole.clock
    ]
    return listed(list(dict.fromkeys(_NAMES[role] for role in people or rule.leads)))


def as_table() -> str:
    """The whole contract as a Markdown table, a row a state; for the documents."""
    rows = [f"| {state or '(not set yet)'} | {_allowed(state)} |" for state in (None, *GoalState)]
    return "\n".join(["| a goal that is | may be changed by |", "|---|---|", *rows])


def _allowed(state: GoalState | None) -> str:
    rules = [(action, rule) for (at, action), rule in TABLE.items() if at is state]
    return "<br>".join(f"**{action.replace('_', ' ')}**: {_leads(rule)}" for action, rule in rules)


def _leads(rule: ContractRule) -> str:
    states = dict.fromkeys(rule.leads.values())
    return "; ".join(
        f"{', '.join(role for role in rule.leads if rule.leads[role] is state)} → {state}" for state in states
    )
