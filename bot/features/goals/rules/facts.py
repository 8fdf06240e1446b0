"""Goals as somebody looks at them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.features.goals.rules.pace import Pace
from bot.features.goals.rules.progress import Goal, NotAvailable, Share, waits_for
from bot.features.goals.rules.state_machine import GoalAction, GoalRole, GoalState, may

OPEN_GOAL = "goals.open"


@dataclass(frozen=True)
class GoalChange:
    """One change: who, when, what it was and what it became. No `actor_id`: the clock."""

    at: datetime
    actor_id: str | None
    action: str
    old: Mapping[str, Any]
    new: Mapping[str, Any]
    note: str


class Which(StrEnum):
    """Which goals are listed."""

    mine = "mine"
    person = "person"
    team = "team"
    at_risk = "at risk"
    all = "all"


@dataclass(frozen=True)
class GoalView:
    """A goal as its viewer sees it: a concern that is not theirs to know looks like a proposal."""

    goal: Goal
    share: Share
    pace: Pace | NotAvailable
    owner_name: str
    roles: frozenset[GoalRole]

    @property
    def waits_for_viewer(self) -> bool:
        """Whether the viewer has to answer."""
        waiting = GoalRole.owner if self.goal.state is GoalState.proposed else GoalRole.proposer
        return waits_for(self.goal) is not None and waiting in self.roles

    def may(self, action: GoalAction) -> bool:
        """Whether the viewer may do this now."""
        return may(self.goal.state, action, self.roles)


@dataclass(frozen=True)
class Listing:
    """A page of goals. `whose` names the person; `total` counts the goals of all pages."""

    which: Which
    whose: str
    person_id: str | None
    lines: tuple[GoalView, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True)
class History:
    """A page of what happened to a goal, the newest first."""

    goal: Goal
    changes: tuple[GoalChange, ...]
    names: Mapping[str, str]
    parents: Mapping[int, Goal]
    page: int
    has_more: bool


@dataclass(frozen=True)
class Card:
    """One goal with all that belongs to it. `above`: the chain up to the company's objective."""

    line: GoalView
    names: Mapping[str, str]
    team_name: str | None
    above: tuple[Goal, ...]
    below: tuple[GoalView, ...]
    channel_id: str | None


@dataclass(frozen=True)
class Branch:
    """One line of the tree, `depth` steps below its top."""

    depth: int
    line: GoalView


@dataclass(frozen=True)
class Tree:
    """A page of the tree below `root`, or of all that the viewer may see."""

    root: Goal | None
    branches: tuple[Branch, ...]
    page: int
    pages: int
