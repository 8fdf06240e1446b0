"""What the tabs of the App Home show; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.common.moments import WallClock
from bot.features.coaching.rules.pages import CoachingList
from bot.features.doors.rules import Menu
from bot.features.feedback.rules.facts import FeedbackInbox
from bot.features.goals.rules.facts import GoalCount, GoalView, Listing
from bot.features.home.rules.setup import Setup
from bot.features.home.rules.tabs import Tab
from bot.features.kudos.rules.facts import KudosBoard, KudosSummary
from bot.features.leaderboards.rules.facts import Leaderboard
from bot.features.metrics.rules.facts import MetricLine
from bot.features.metrics.rules.glance import Glance, OwnGlance, TeamGlance
from bot.features.needs.rules import NeedRow
from bot.framework.doors import WorkspaceRole


@dataclass(frozen=True)
class Reader:
    """Who looks at the App Home: their roles, the tabs that they have, and what they may begin."""

    menu: Menu
    roles: frozenset[WorkspaceRole]
    tabs: tuple[Tab, ...]

    @property
    def is_new(self) -> bool:
        """Whether they are in no team, and nothing else tells what they do here."""
        return self.roles == frozenset({WorkspaceRole.member})


@dataclass(frozen=True)
class OwnNumbers:
    """The viewer's figures: `lines` are those that they follow, `waiting` what nobody has confirmed."""

    glance: OwnGlance | None
    place: Leaderboard | None = None
    waiting: str = ""
    lines: Sequence[MetricLine] = ()


@dataclass(frozen=True)
class LedTeam:
    """A team that the viewer leads. `people`: glances of its members, the worst first; the team is `id`."""

    id: int
    seen: TeamGlance
    people: tuple[Glance, ...]


@dataclass(frozen=True)
class Today:
    """What stands in Today. `goals` need a look first; `next_at`: the next check-in, None for never.

    `heard_at`: the last word of the numbers, None where none are shown. `called`: how people are named in
    lines, by id; `led`: how many people the viewer leads. `clock`: the viewer's.
    """

    needs: Sequence[NeedRow]
    numbers: OwnNumbers
    goals: Sequence[GoalView]
    today: date
    next_at: datetime | None
    heard_at: datetime | None
    teams: Sequence[LedTeam]
    called: Mapping[str, str]
    led: int
    setup: Setup | None
    clock: WallClock


@dataclass(frozen=True)
class GoalLists:
    """The viewer's own goals and, where they lead, their team's."""

    own: Listing
    team: Listing | None
    today: date


@dataclass(frozen=True)
class ThanksAndFeedback:
    """Feedback and thanks: what was said to the viewer, and who is thanked this month.

    `coaching`: their 1:1s, None without any.
    """

    inbox: FeedbackInbox
    mine: KudosSummary
    board: KudosBoard
    coaching: CoachingList | None = None


@dataclass(frozen=True)
class MemberRow:
    """One person whom the viewer leads. `glance` None: no quota.

    `feedback_at`: the viewer's last feedback; `talked_on`: the last 1:1 that both confirmed. None for none.
    """

    person_id: str
    name: str
    glance: Glance | None
    goals: GoalCount
    feedback_at: datetime | None
    talked_on: date | None


@dataclass(frozen=True)
class LedPeople:
    """The people whom the viewer leads, team by team: its line, and its people.

    `untold` and `unmet`: ids of those without any feedback, or 1:1, though the days of that duty are over.
    """

    teams: Sequence[tuple[TeamGlance, Sequence[MemberRow]]]
    today: date
    untold: frozenset[str]
    unmet: frozenset[str]

    @property
    def count(self) -> int:
        """How many they are."""
        return sum(len(rows) for _, rows in self.teams)
