"""The facts of goals that services return and views draw. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.common.moments import WallClock
from bot.common.naming import YOU
from bot.features.goals.rules.pace import Pace
from bot.features.goals.rules.progress import Goal, NotAvailable, Share, waits_for
from bot.features.goals.rules.state_machine import GoalAction, GoalRole, GoalState, may
from bot.framework.pager import Page

OPEN_GOAL, NEW_GOAL = "goals.open", "goals.new"
_OWNERS = frozenset({GoalRole.owner, GoalRole.sole_owner})


@dataclass(frozen=True)
class GoalChange:
    """One change: who, when, and by name the values before and after. `actor_id` None: the clock."""

    at: datetime
    actor_id: str | None
    action: str
    old: Mapping[str, Any]
    new: Mapping[str, Any]
    note: str


class Which(StrEnum):
    """Which goals a list holds; values are part of button values and typed words."""

    mine = "mine"
    person = "person"
    team = "team"
    at_risk = "at risk"
    ended = "ended"
    all = "all"


@dataclass(frozen=True)
class GoalView:
    """A goal as its viewer sees it: a concern that is not theirs to know looks like a proposal.

    `pace` is by the owner's calendar; `roles` are the viewer's. `goals_below`: how many it sums up.
    """

    goal: Goal
    share: Share
    pace: Pace | NotAvailable
    owner_name: str
    roles: frozenset[GoalRole]
    goals_below: int = 0

    @property
    def owner_called(self) -> str:
        """The owner's name for the viewer, "you" for their own goal."""
        return self.owner_name if self.roles.isdisjoint(_OWNERS) else YOU

    @property
    def waits_for(self) -> str:
        """What an open offer waits for: "your answer", or who has to give it."""
        if self.waits_for_viewer:
            return "your answer"
        return self.owner_called if self.goal.state is GoalState.proposed else "an answer"

    @property
    def waits_for_viewer(self) -> bool:
        """Whether the viewer has to answer."""
        waiting = GoalRole.owner if self.goal.state is GoalState.proposed else GoalRole.proposer
        return waits_for(self.goal) is not None and waiting in self.roles

    def may(self, action: GoalAction) -> bool:
        """Whether the contract lets the viewer do this now."""
        return may(self.goal.state, action, self.roles)


@dataclass(frozen=True)
class Listing:
    """A page of goals. `whose`: the person's name.

    `person_id`: whose goals, None for the viewer's own and for teams.
    """

    which: Which
    whose: str
    person_id: str | None
    page: Page[GoalView]


@dataclass(frozen=True)
class GoalCount:
    """How many active goals somebody has, and how many of them are behind or said to be."""

    active: int
    worrying: int


@dataclass(frozen=True)
class History:
    """A page of a goal's changes, the newest first. `names` by member id, `parents` by goal id.

    `clock`: of who reads it.
    """

    goal: Goal
    page: Page[GoalChange]
    names: Mapping[str, str]
    parents: Mapping[int, Goal]
    clock: WallClock


@dataclass(frozen=True)
class Card:
    """One goal with all that belongs to it. `above`: the chain up to the company's objective, nearest first.

    `names` by member id; `channel_id`: where its team could be told, None for nowhere. `counter_note`: what
    speaks for other terms that are on the table, raw; "" for nothing, and for whom they are not addressed to.
    """

    line: GoalView
    names: Mapping[str, str]
    team_name: str | None
    above: tuple[Goal, ...]
    below: tuple[GoalView, ...]
    channel_id: str | None
    counter_note: str = ""


@dataclass(frozen=True)
class Branch:
    """One row of the tree, `depth` steps below its top."""

    depth: int
    line: GoalView


@dataclass(frozen=True)
class Tree:
    """A page of the tree below `root`, or (None) of all that the viewer may see."""

    root: Goal | None
    page: Page[Branch]
