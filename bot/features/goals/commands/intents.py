"""What somebody can want of goals, as data. Text in them is in Slack's escaped form. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.common.numbers import Amount, NumberChange
from bot.features.goals.rules.facts import Which
from bot.features.goals.rules.progress import GoalHealth, GoalKind
from bot.features.goals.rules.state_machine import GoalAction


@dataclass(frozen=True)
class GoalName:
    """How somebody names a goal: by its number or (a part of) its title. Neither: the only one there is."""

    number: int | None = None
    words: str = ""


@dataclass(frozen=True)
class SetGoal:
    """A goal to set, as it was written. `unusual` says what was guessed: the person is asked before it is.

    `team`: "" for one's own team. No `due`: the end of the quarter.
    """

    title: str
    kind: GoalKind
    unit: str
    start: Decimal
    target: Decimal
    due: date | None = None
    begins: date | None = None
    owner_id: str | None = None
    team: str | None = None
    parent: GoalName | None = None
    private: bool = False
    weight: Decimal = Decimal(1)
    why: str = ""
    unusual: tuple[str, ...] = ()


@dataclass(frozen=True)
class ListGoals:
    """A list of goals."""

    which: Which = Which.mine
    person_id: str | None = None
    page: int = 1


@dataclass(frozen=True)
class OpenGoalForm:
    """A form: `action` None sets a new goal."""

    action: GoalAction | None = None
    goal: GoalName = GoalName()


@dataclass(frozen=True)
class ShowGoal:
    """One goal."""

    goal: GoalName


@dataclass(frozen=True)
class ShowTree:
    """What stands below what."""

    goal: GoalName | None = None
    page: int = 1


@dataclass(frozen=True)
class ShowHistory:
    """What happened to a goal."""

    goal: GoalName
    page: int = 1


@dataclass(frozen=True)
class RespondToGoal:
    """One of the contract's actions; what is offered instead counts for a counter and an edit."""

    action: GoalAction
    goal: GoalName = GoalName()
    note: str = ""
    target: Amount | None = None
    due: date | None = None
    title: str | None = None


@dataclass(frozen=True)
class Update:
    """A report of progress."""

    goal: GoalName
    change: NumberChange | None = None
    health: GoalHealth | None = None
    note: str = ""


@dataclass(frozen=True)
class ShowGoalHelp:
    """How to write it; `reason` tells why, when nobody asked for it."""

    reason: str | None = None


Intent = (
    SetGoal
    | ListGoals
    | OpenGoalForm
    | ShowGoal
    | ShowTree
    | ShowHistory
    | RespondToGoal
    | Update
    | ShowGoalHelp
)
