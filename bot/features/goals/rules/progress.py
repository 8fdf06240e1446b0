"""Goals in numbers: how far one is, when it is reached, whose answer waits, which names are taken. Pure."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from bot.common.numbers import NumberChange
from bot.common.percents import whole_percent
from bot.features.goals.rules.agreement import Agreement, Terms
from bot.features.goals.rules.state_machine import OPEN, GoalState


class GoalKind(StrEnum):
    """What a goal counts; stored. A milestone goes from 0 to 1: there or not."""

    number = "number"
    money = "money"
    percent = "percent"
    milestone = "milestone"


class GoalHealth(StrEnum):
    """How a goal goes, in the words of whoever answers for it; stored."""

    on_track = "on track"
    at_risk = "at risk"
    off_track = "off track"
    blocked = "blocked"


class RollUp(StrEnum):
    """Where a goal's progress comes from: its own number, the goals below, or a metric that writes it."""

    own = "own"
    sum = "sum"
    average = "average"
    metric = "metric"


# The goals that have a number of their own.
OWN_NUMBER = frozenset({RollUp.own, RollUp.metric})
FROM_BELOW = frozenset({RollUp.sum, RollUp.average})


@dataclass(frozen=True)
class NotAvailable:
    """There is no number, which is not zero: shown as `n/a (no accepted goals below)`."""

    reason: str

    def __str__(self) -> str:
        return f"n/a ({self.reason})"


# 1 is the target. Unrounded: rounding is for display, see `percent`.
Share = Fraction | NotAvailable


@dataclass(frozen=True)
class Goal:
    """A goal as rules and views know it; it runs from `begins` up to and including `due`.

    `number` is how people name it, G12. `owner_id` is the person who answers for it: for a goal of a team,
    whoever leads that team. `proposer_id`: who set it for the owner, None when they did so themselves.
    `counter`: what the owner offers instead. `coach_ids`: whom the two invited to read a concern. `health` is
    the owner's word, `reported_at` when progress was last reported. `title` and `why` are escaped.
    """

    id: int
    title: str
    owner_id: str
    kind: GoalKind
    start: Decimal
    target: Decimal
    current: Decimal
    begins: date
    due: date
    state: GoalState
    number: int = 0
    unit: str = ""
    why: str = ""
    team_id: int | None = None
    proposer_id: str | None = None
    counter: Terms | None = None
    coach_ids: frozenset[str] = frozenset()
    version: int = 1
    health: GoalHealth | None = None
    waits_since: datetime | None = None
    reported_at: datetime | None = None
    reached_at: datetime | None = None
    private: bool = False
    parent_id: int | None = None
    roll_up: RollUp = RollUp.own
    weight: Decimal = Decimal(1)

    @property
    def name(self) -> str:
        """How people name it: G12."""
        return f"G{self.number}"

    @property
    def agreement(self) -> Agreement:
        """State and terms of the contract, with the owner's counter."""
        terms = Terms(self.title, self.start, self.target, self.begins, self.due)
        return Agreement(self.state, terms, self.counter)

    @property
    def is_down(self) -> bool:
        """Whether less is better: churn from 5 to 3."""
        return self.target < self.start

    @cached_property
    def span(self) -> Fraction:
        """Target minus start; negative when less is better."""
        return Fraction(self.target) - Fraction(self.start)


def progress(goal: Goal) -> Share:
    """(current - start) / (target - start): for churn from 5 to 3, now 4, it is 1/2.

    Neither end is cut off: over 1 is more than was agreed, and below 0 is worse than at the start. Cut to 0,
    a lost deal would vanish from the sums and averages above this goal. `bar` cuts, as it only draws. Not
    available where start and target are equal.
    """
    if goal.span == 0:
        return NotAvailable("start and target are the same")
    return (Fraction(goal.current) - Fraction(goal.start)) / goal.span


def apply_change(current: Decimal, change: NumberChange) -> Decimal:
    """The number after a report: added to `current`, or in its place."""
    return current + change.value if change.adds else change.value


def reached(before: Share, after: Share, *, celebrated: bool) -> bool:
    """Whether this report passes 100% for the first time; `celebrated`: an earlier one did."""
    if isinstance(before, NotAvailable) or isinstance(after, NotAvailable):
        return False
    return before < 1 <= after and not celebrated


def percent(share: Share) -> str:
    """A share for display: `62%`, or why there is none."""
    return str(share) if isinstance(share, NotAvailable) else whole_percent(share)


def waits_for(goal: Goal) -> str | None:
    """Id of the person whose answer is waited for; None when nobody's."""
    if goal.state is GoalState.proposed:
        return goal.owner_id
    return goal.proposer_id if goal.state in (GoalState.countered, GoalState.concern) else None


def same_name_open(goal: Goal, others: Iterable[Goal]) -> Goal | None:
    """The other open goal of this owner with the same name and a day in common; None without one.

    A goal of one's team and one's own goal have different owners here.
    """
    return next((other for other in others if other.id != goal.id and _collide(goal, other)), None)


def _collide(one: Goal, other: Goal) -> bool:
    return (
        other.state in OPEN
        and _names_and_owner(one) == _names_and_owner(other)
        and one.begins <= other.due
        and other.begins <= one.due
    )


def _names_and_owner(goal: Goal) -> tuple[str, int | str]:
    # A team keeps its goals when somebody else comes to lead it.
    return name_key(goal.title), goal.owner_id if goal.team_id is None else goal.team_id


def name_key(title: str) -> str:
    """What two equal names have in common: Unicode NFKC, without case and extra blanks."""
    return " ".join(unicodedata.normalize("NFKC", title).casefold().split())
