"""What two people offer each other: the terms of a goal, and the counter that waits beside them. Pure."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bot.common.errors import BadInput
from bot.features.goals.rules.state_machine import GoalAction, GoalRole, GoalState, decide

_AGREED = frozenset({GoalState.accepted, GoalState.active})
_OFFERING = frozenset({GoalAction.counter, GoalAction.edit, GoalAction.reopen, GoalAction.answer_concern})


@dataclass(frozen=True)
class Terms:
    """What is agreed on. `title` is escaped; the goal runs from `begins` up to and including `due`."""

    title: str
    start: Decimal
    target: Decimal
    begins: date
    due: date


@dataclass(frozen=True)
class Agreement:
    """State of the contract, the goal's `terms`, and the owner's `counter` while the proposer decides."""

    state: GoalState
    terms: Terms
    counter: Terms | None = None

    @property
    def on_the_table(self) -> Terms:
        """The terms that accepting now would agree on: the counter, else the goal's own."""
        return self.counter or self.terms


def carry_out(
    before: Agreement, action: GoalAction, roles: Set[GoalRole], offered: Terms | None = None
) -> Agreement:
    """The agreement after this action; `offered` counts for a counter, an edit, a reopening, an answer.

    NotAllowed: the contract forbids it, and says who may. BadInput (field `target`): the counter offers
    nothing new.
    """
    state = decide(before.state, action, roles)
    if action is GoalAction.accept:
        return Agreement(state, before.on_the_table)
    if action not in _OFFERING:
        return Agreement(state, before.terms, before.counter if state is GoalState.countered else None)
    if action is GoalAction.counter or state is GoalState.countered:
        _check_new(before, offered)
    if state is GoalState.countered:
        return Agreement(state, before.terms, offered)
    if state in _AGREED and GoalRole.sole_owner not in roles:
        # Reopened with the agreed terms: other ones would need the other side.
        return Agreement(state, before.terms)
    return Agreement(state, offered or before.terms)


def _check_new(before: Agreement, offered: Terms | None) -> None:
    if offered in (None, before.on_the_table):
        raise BadInput("That changes nothing: offer another number or another date.", field="target")


def check_terms(terms: Terms, today: date) -> None:
    """BadInput, with its field, for terms that nobody could follow; `today` is the owner's local day."""
    if terms.start == terms.target:
        raise BadInput("The target is where the goal starts: write another number.", field="target")
    if terms.due < today:
        raise BadInput(f"{terms.due} is past: choose today or a later day.", field="due")
    if terms.due < terms.begins:
        raise BadInput(f"The goal would be due before it begins, on {terms.begins}.", field="due")


def terms_from(kept: Mapping[str, Any]) -> Terms:
    """Terms from the JSON of `terms_json`. KeyError or ValueError: it is not that."""
    return Terms(
        kept["title"],
        Decimal(kept["start"]),
        Decimal(kept["target"]),
        date.fromisoformat(kept["begins"]),
        date.fromisoformat(kept["due"]),
    )
