"""A goal as somebody wants it, and what it takes to be one. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.common.errors import BadInput, TooLong
from bot.common.text import is_blank
from bot.features.goals.rules.agreement import Terms, check_terms
from bot.features.goals.rules.progress import Goal, GoalKind, RollUp
from bot.features.teams.rules.org_chart import Team

LONGEST_TITLE = 150
# Buttons below a goal that is read back hold its sentence and verb in their value: Slack takes 2,000 there.
LONGEST_SENTENCE = 1900
LONGEST_WHY = 500
LONGEST_NOTE = 500
LONGEST_CONCERN = 2000
HEAVIEST = 100


@dataclass(frozen=True)
class Arrangement:
    """What owner and proposer need not agree on. `weight` counts in the average of the goal above."""

    why: str = ""
    private: bool = False
    parent_id: int | None = None
    roll_up: RollUp = RollUp.own
    weight: Decimal = Decimal(1)


@dataclass(frozen=True)
class Draft:
    """A goal to be set. `owner_id` None: the proposer; ignored for a team's goal, whose leader owns it."""

    terms: Terms
    kind: GoalKind
    unit: str = ""
    owner_id: str | None = None
    team_id: int | None = None
    arrangement: Arrangement = Arrangement()


def check_draft(draft: Draft, today: date) -> None:
    """BadInput, with its field, for what could not be a goal; `today` is the owner's local day."""
    check_title(draft.terms.title)
    check_arrangement(draft.arrangement)
    check_terms(draft.terms, today)


def check_title(title: str) -> None:
    """BadInput (field `title`) unless it has 1 to 150 characters."""
    if is_blank(title):
        raise BadInput("Say what the goal is: “Close 12 deals”.", field="title")
    check_length(title, LONGEST_TITLE, "The goal's name", field="title")


def check_arrangement(arrangement: Arrangement) -> None:
    """BadInput with its field: a reason over 500 characters, or a weight not in (0, 100]."""
    check_length(arrangement.why, LONGEST_WHY, "The reason", field="why")
    if not 0 < arrangement.weight <= HEAVIEST:
        raise BadInput(f"A weight is more than 0 and at most {HEAVIEST}.", field="weight")


def check_length(text: str, longest: int, what: str, field: str) -> None:
    """TooLong with this field for a text over `longest` characters; the sentence tells both lengths."""
    if len(text) > longest:
        raise TooLong(f"{what} has {len(text):,} characters; {longest:,} is the most.", field=field)


@dataclass(frozen=True)
class GoalFormOptions:
    """What a form offers: goals to stand below, and teams to set a goal for."""

    parents: tuple[Goal, ...]
    teams: tuple[Team, ...]
