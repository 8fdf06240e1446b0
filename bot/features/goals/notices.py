"""What is delivered about goals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from bot.deliveries.notices import Notice
from bot.features.goals.rules.progress import GoalKind
from bot.features.goals.rules.state_machine import GoalAction, GoalState


@dataclass(frozen=True)
class GoalNotice(Notice):
    """An action on a goal, and the goal as it was after it.

    `terms` and `counter` as `agreement.terms_from` reads them. `team`, `owner`, `proposer` and `actor` are
    names. `above`: (name, title) of the goals above it, the nearest first. `names`: of those whom the note
    mentions, by id. `outcome`: what was done since, None until then; `by`: by whom.
    """

    action: Annotated[GoalAction, Field(alias="deed")]
    today: date
    goal_id: Annotated[int, Field(alias="id")]
    goal_version: Annotated[int, Field(alias="version")]
    name: str
    state: GoalState
    goal_kind: Annotated[GoalKind, Field(alias="kind")]
    unit: str
    terms: Mapping[str, Any]
    counter: Mapping[str, Any] | None
    current: Decimal
    why: str
    team: str | None
    owner: str
    proposer: str
    actor: str
    above: tuple[tuple[str, str], ...]
    note: str
    names: Mapping[str, str]
    outcome: str | None = None
    by: str = ""


@dataclass(frozen=True)
class GoalWaits(GoalNotice):
    """To whoever has to answer: the terms, why they matter, and the buttons."""

    kind = "goals.waits"


@dataclass(frozen=True)
class GoalNews(GoalNotice):
    """To the other side: what was done with the goal."""

    kind = "goals.news"


@dataclass(frozen=True)
class GoalNudge(GoalNotice):
    """The question again, once, to whoever has not answered it."""

    kind = "goals.nudge"


@dataclass(frozen=True)
class GoalConcern(GoalNotice):
    """In the conversation of owner, proposer and coaches: a concern about the goal."""

    kind = "goals.concern"


@dataclass(frozen=True)
class GoalReached(GoalNotice):
    """To the owner: the goal is reached. `channel`: where the team could be told, None for nowhere."""

    kind = "goals.reached"
    channel: str | None = None
