"""What somebody can want of goals, as data. Text is in Slack's escaped form. Pure."""

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
    """A goal to set, as it was written. `unusual`: what was guessed, confirmed before it is set.

    `owner_id` None: the writer. `team`: "" for one's own, None for no team's goal. No `due`: the end of the
    quarter; no `begins`: today.
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
    """A list of goals; `person_id` only for `Which.person`, pages count from 1."""

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
    """One goal with all that belongs to it, as a card."""

    goal: GoalName


@dataclass(frozen=True)
class ShowTree:
    """The tree below a goal; without one, everything that the viewer may see."""

    goal: GoalName | None = None
    page: int = 1


@dataclass(frozen=True)
class ShowHistory:
    """The changes of a goal; pages count from 1."""

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
    """A report of progress: a number, how it goes, or both, and a note."""

    goal: GoalName
    change: NumberChange | None = None
    health: GoalHealth | None = None
    note: str = ""


Intent = SetGoal | ListGoals | OpenGoalForm | ShowGoal | ShowTree | ShowHistory | RespondToGoal | Update
