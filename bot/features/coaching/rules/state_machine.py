"""What may become of a series, a talk and an action, as tables: who may, and what it becomes. Pure.

A talk counts when both say so: only the second yes makes it held. Whatever a table does not have is refused
in one sentence.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Generic, TypeVar

from bot.common.errors import NotAllowed


class CoachingRole(StrEnum):
    """What somebody is to a series, a talk or an action; one has several.

    `has_not_said_yes` and `has_not_said_no` are the pair's alone. `sole_owner` set an action for themselves;
    owner and author are two people.
    """

    person = "person"
    manager = "manager"
    said_yes = "who said yes"
    said_no = "who said no"
    has_not_said_yes = "who has not said yes"
    has_not_said_no = "who has not said no"
    owner = "owner"
    author = "author"
    sole_owner = "sole owner"
    clock = "clock"
    outsider = "outsider"


class SeriesState(StrEnum):
    """The states of a series; stored."""

    unscheduled = "unscheduled"
    running = "running"
    paused = "paused"
    ended = "ended"


class SeriesStep(StrEnum):
    """What can be done with a series; `begin` is by a first topic, action or recorded talk."""

    begin = "begin"
    schedule = "schedule"
    reschedule = "reschedule"
    pause = "pause"
    resume = "resume"
    stop = "stop"
    end = "end"


class TalkState(StrEnum):
    """The states of a talk; stored. Only `held` is ever counted."""

    planned = "planned"
    said = "said"
    denied = "denied"
    at_odds = "split"
    unconfirmed = "unconfirmed"
    held = "held"
    missed = "missed"
    skipped = "skipped"
    dropped = "dropped"


class TalkStep(StrEnum):
    """What can be done with a talk; `yes` and `no` say whether it took place."""

    plan = "plan"
    record = "record"
    move = "move"
    skip = "skip"
    yes = "yes"
    no = "no"
    take_back = "take_back"
    lapse = "lapse"
    end = "end"


class ItemState(StrEnum):
    """The states of an action that somebody takes on; stored."""

    offered = "offered"
    open = "open"
    done = "done"
    declined = "declined"
    dropped = "dropped"


class ItemStep(StrEnum):
    """What can be done with an action; `agree` is by a review that both have signed."""

    set = "set"
    offer = "offer"
    agree = "agree"
    take = "take"
    decline = "decline"
    withdraw = "withdraw"
    expire = "expire"
    done = "done"
    new_day = "new_day"
    drop = "drop"
    carry = "carry"
    reopen = "reopen"
    offer_again = "offer_again"


S = TypeVar("S", bound=StrEnum)
A = TypeVar("A", bound=StrEnum)
Leads = Mapping[CoachingRole, S]


@dataclass(frozen=True)
class StepTable(Generic[S, A]):
    """Which roles may take a step in a state (None: there is nothing yet), and what that leads to.

    `refusals`: a sentence for each state, `by_step` one for a step that is refused for whose it is.
    """

    title: str
    states: type[S]
    steps: Mapping[tuple[S | None, A], Leads[S]]
    refusals: Mapping[S | None, str]
    by_step: Mapping[A, str]

    def next_state(self, state: S | None, step: A, roles: Set[CoachingRole]) -> S | None:
        """The state after it; None where these roles may not take the step now."""
        leads = self.steps.get((state, step), {})
        return next((after for role, after in leads.items() if role in roles), None)

    def may(self, state: S | None, step: A, roles: Set[CoachingRole]) -> bool:
        """Whether somebody with these roles may take the step now."""
        return self.next_state(state, step, roles) is not None

    def decide(self, state: S | None, step: A, roles: Set[CoachingRole]) -> S:
        """The state after it; NotAllowed says what stands against it."""
        after = self.next_state(state, step, roles)
        if after is None:
            raise NotAllowed(self.refusal(state, step))
        return after

    def refusal(self, state: S | None, step: A) -> str:
        """The sentence for a step that is refused in this state."""
        if (state, step) in self.steps and step in self.by_step:
            return self.by_step[step]
        return self.refusals[state]

    def as_table(self) -> str:
        """The table in Markdown, a row a state; for the documents."""
        rows = [f"| {state or '(none)'} | {self._allowed(state)} |" for state in (None, *self.states)]
        return "\n".join([f"| {self.title} | may be changed by |", "|---|---|", *rows])

    def _allowed(self, state: S | None) -> str:
        found = [(step, leads) for (at, step), leads in self.steps.items() if at is state]
        return (
            "<br>".join(f"**{step.replace('_', ' ')}**: {_told(leads)}" for step, leads in found) or "nothing"
        )


def _told(leads: Leads[S]) -> str:
    states = dict.fromkeys(leads.values())
    return "; ".join(
        f"{', '.join(role for role in leads if leads[role] is state)} → {state}" for state in states
    )


def _to(state: S, *roles: CoachingRole) -> Leads[S]:
    return MappingProxyType(dict.fromkeys(roles, state))


_R = CoachingRole
_PAIR = (_R.person, _R.manager)
_OWNERS = (_R.owner, _R.author, _R.sole_owner)
_NOT_YOURS = "Only the two whose 1:1 it is can do this."

SERIES: StepTable[SeriesState, SeriesStep] = StepTable(
    "a series that is",
    SeriesState,
    {
        (None, SeriesStep.begin): _to(SeriesState.unscheduled, *_PAIR),
        (None, SeriesStep.schedule): _to(SeriesState.running, *_PAIR),
        (SeriesState.unscheduled, SeriesStep.schedule): _to(SeriesState.running, *_PAIR),
        (SeriesState.unscheduled, SeriesStep.stop): _to(SeriesState.ended, *_PAIR),
        (SeriesState.unscheduled, SeriesStep.end): _to(SeriesState.ended, _R.clock),
        (SeriesState.running, SeriesStep.reschedule): _to(SeriesState.running, *_PAIR),
        (SeriesState.running, SeriesStep.pause): _to(SeriesState.paused, *_PAIR),
        (SeriesState.running, SeriesStep.stop): _to(SeriesState.ended, *_PAIR),
        (SeriesState.running, SeriesStep.end): _to(SeriesState.ended, _R.clock),
        (SeriesState.paused, SeriesStep.reschedule): _to(SeriesState.running, *_PAIR),
        (SeriesState.paused, SeriesStep.resume): _to(SeriesState.running, *_PAIR, _R.clock),
        (SeriesState.paused, SeriesStep.stop): _to(SeriesState.ended, *_PAIR),
        (SeriesState.paused, SeriesStep.end): _to(SeriesState.ended, _R.clock),
    },
    {
        None: "There are no 1:1s of the two of you yet.",
        SeriesState.unscheduled: "These 1:1s have no rhythm yet: write when they are first.",
        SeriesState.running: "These 1:1s are running already.",
        SeriesState.paused: "These 1:1s are paused: let them go on first.",
        SeriesState.ended: "These 1:1s have ended.",
    },
    dict.fromkeys(SeriesStep, _NOT_YOURS),
)
_SETTLED = "This 1:1 is settled: what is said of it stays."
TALKS: StepTable[TalkState, TalkStep] = StepTable(
    "a talk that is",
    TalkState,
    {
        (None, TalkStep.plan): _to(TalkState.planned, _R.clock),
        (None, TalkStep.record): _to(TalkState.said, *_PAIR),
        (TalkState.planned, TalkStep.move): _to(TalkState.planned, *_PAIR),
        (TalkState.planned, TalkStep.skip): _to(TalkState.skipped, *_PAIR),
        (TalkState.planned, TalkStep.yes): _to(TalkState.said, *_PAIR),
        (TalkState.planned, TalkStep.no): _to(TalkState.denied, *_PAIR),
        (TalkState.planned, TalkStep.lapse): _to(TalkState.missed, _R.clock),
        (TalkState.planned, TalkStep.end): _to(TalkState.dropped, _R.clock),
        (TalkState.said, TalkStep.yes): _to(TalkState.held, _R.has_not_said_yes),
        (TalkState.said, TalkStep.no): _to(TalkState.at_odds, _R.has_not_said_yes),
        (TalkState.said, TalkStep.take_back): _to(TalkState.planned, _R.said_yes),
        (TalkState.said, TalkStep.lapse): _to(TalkState.unconfirmed, _R.clock),
        (TalkState.denied, TalkStep.no): _to(TalkState.missed, _R.has_not_said_no),
        (TalkState.denied, TalkStep.yes): _to(TalkState.at_odds, _R.has_not_said_no),
        (TalkState.denied, TalkStep.take_back): _to(TalkState.planned, _R.said_no),
        (TalkState.denied, TalkStep.lapse): _to(TalkState.missed, _R.clock),
        (TalkState.at_odds, TalkStep.yes): _to(TalkState.held, _R.said_no),
        (TalkState.at_odds, TalkStep.no): _to(TalkState.missed, _R.said_yes),
        (TalkState.at_odds, TalkStep.lapse): _to(TalkState.unconfirmed, _R.clock),
        (TalkState.unconfirmed, TalkStep.yes): _to(TalkState.held, _R.has_not_said_yes),
    },
    {
        None: "There is no such talk any more.",
        TalkState.planned: "This 1:1 is planned: say afterwards whether you talked.",
        TalkState.said: "One of you said that you talked: take it back first, or say it too.",
        TalkState.denied: "One of you said that it did not happen: take it back first, or say it too.",
        TalkState.at_odds: "You said different things of it: it counts when both say the same.",
        TalkState.unconfirmed: "Only a yes of whoever has not said so yet still counts.",
        TalkState.held: "You both said so: it stays.",
        TalkState.missed: _SETTLED,
        TalkState.skipped: "This 1:1 was skipped.",
        TalkState.dropped: "These 1:1s have ended.",
    },
    dict.fromkeys(TalkStep, _NOT_YOURS)
    | {
        TalkStep.yes: "You said so already: now it is the other's turn.",
        TalkStep.no: "You said so already: now it is the other's turn.",
        TalkStep.take_back: "Only who said it can take it back.",
    },
)
ITEMS: StepTable[ItemState, ItemStep] = StepTable(
    "an action that is",
    ItemState,
    {
        (None, ItemStep.set): _to(ItemState.open, _R.sole_owner),
        (None, ItemStep.offer): _to(ItemState.offered, _R.author),
        (None, ItemStep.agree): _to(ItemState.open, _R.clock),
        (ItemState.offered, ItemStep.take): _to(ItemState.open, _R.owner),
        (ItemState.offered, ItemStep.decline): _to(ItemState.declined, _R.owner),
        (ItemState.offered, ItemStep.withdraw): _to(ItemState.dropped, _R.author),
        (ItemState.offered, ItemStep.expire): _to(ItemState.declined, _R.clock),
        (ItemState.open, ItemStep.done): _to(ItemState.done, _R.owner, _R.sole_owner),
        (ItemState.open, ItemStep.new_day): _to(ItemState.open, *_OWNERS),
        (ItemState.open, ItemStep.drop): _to(ItemState.dropped, *_OWNERS),
        (ItemState.open, ItemStep.carry): _to(ItemState.open, _R.clock),
        (ItemState.done, ItemStep.reopen): _to(ItemState.open, *_OWNERS),
        (ItemState.declined, ItemStep.offer_again): MappingProxyType(
            {_R.author: ItemState.offered, _R.sole_owner: ItemState.open}
        ),
        (ItemState.dropped, ItemStep.offer_again): MappingProxyType(
            {_R.author: ItemState.offered, _R.sole_owner: ItemState.open}
        ),
    },
    {
        None: "There is no such action any more.",
        ItemState.offered: "{owner_has} not taken this on yet.",
        ItemState.open: "This is taken on already.",
        ItemState.done: "This is done: open it again first.",
        ItemState.declined: "This was declined: offer it again first.",
        ItemState.dropped: "This was dropped: offer it again first.",
    },
    dict.fromkeys(ItemStep, _NOT_YOURS)
    | {
        ItemStep.take: "That is {owner_s} to say.",
        ItemStep.decline: "That is {owner_s} to say.",
        ItemStep.done: "That is {owner_s} to say.",
        ItemStep.withdraw: "Only who offered it can take it back.",
        ItemStep.offer_again: "Only who set it can offer it again.",
    },
)
"""Sentences with {owner_has} and {owner_s} ("Ben has", "Ben's") are filled in by who knows the names."""
