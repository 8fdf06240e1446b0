"""What is delivered about check-ins."""

from dataclasses import dataclass
from datetime import date, time
from typing import Annotated

from pydantic import Field

from bot.deliveries.notices import Notice
from bot.features.checkins.rules import CheckinNote
from bot.features.goals.rules.progress import GoalHealth
from bot.features.ledger.notices import OwnWeekNotice

# A share in percent as it is plotted (None: missing, the words say why) and as it is read.
WordedShare = tuple[float | None, str]
# Name of a goal and its owner, done, and due by now.
ChartRow = tuple[str, WordedShare, WordedShare]


@dataclass(frozen=True)
class AskedGoal:
    """A goal of a check-in as it stands; `is_open`: it can be reported on."""

    goal_id: Annotated[int, Field(alias="id")]
    heading: str
    standing: str
    is_open: bool
    is_answered: bool
    health: GoalHealth | None


@dataclass(frozen=True)
class CheckinAsked(OwnWeekNotice):
    """To a person: their week in `numbers`, and the weekly question; once it is answered, what was said.

    `left_out`: goals of theirs that it has no room for.
    """

    kind = "checkins.ask"
    checkin_id: Annotated[int, Field(alias="checkin")]
    is_answered: bool
    is_late: bool
    is_complete: bool
    goals: tuple[AskedGoal, ...]
    words: CheckinNote
    left_out: int = 0


@dataclass(frozen=True)
class CheckinReminder(Notice):
    """To a person: the check-in of this day waits. Sent once.

    `reader`: whoever reads it at the time `read_at` of the person's day; "" and None where nobody does.
    """

    kind = "checkins.remind"
    checkin_id: Annotated[int, Field(alias="checkin")]
    day: date
    reader: str = ""
    read_at: time | None = None


@dataclass(frozen=True)
class GoalText:
    """A goal as text: its title, whose it is, and how it stands."""

    goal_id: Annotated[int, Field(alias="id")]
    text: str


@dataclass(frozen=True)
class BlockedPerson:
    """Somebody who is blocked: in their own words, if they said any, and on which goal, "" for none."""

    person_id: Annotated[str, Field(alias="person")]
    name: str
    words: tuple[str, ...]
    on: str = ""


@dataclass(frozen=True)
class TeamCheckinReport:
    """A team's check-ins: who answered, who did not yet, and what is behind.

    `off`: goals behind their pace, a line each. `wins`: (name, words).
    """

    team_id: Annotated[int, Field(alias="id")]
    team: str
    answered: tuple[str, ...]
    silent: tuple[str, ...]
    off: tuple[GoalText, ...]
    blockers: tuple[BlockedPerson, ...]
    wins: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CheckinSummary(Notice):
    """To a manager: the check-ins of their teams, a day after.

    `to_confirm`: how many deals that reps wrote down wait for the reader.
    """

    kind = "checkins.summary"
    version = 2
    teams: tuple[TeamCheckinReport, ...]
    to_confirm: int = 0


@dataclass(frozen=True)
class CheckinPost(Notice):
    """In a team's channel: progress only. No private goal, nobody's words, no ranking."""

    kind = "checkins.post"
    team: str
    on_pace: int
    goals: int
    team_goals: tuple[GoalText, ...]
    moved: tuple[str, ...]
    chart: tuple[ChartRow, ...]


@dataclass(frozen=True)
class HelpOffered(Notice):
    """To manager and member together: about which words the manager offers help, and `on` which goal.

    `on`: the goal's title, "" for none.
    """

    kind = "checkins.help"
    manager: str
    person: str
    words: tuple[str, ...]
    on: str = ""
