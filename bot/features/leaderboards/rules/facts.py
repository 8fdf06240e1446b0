"""Boards as one viewer sees them, and the settings behind them; pure."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from bot.common.text import plural
from bot.features.leaderboards.rules.scores import Weight
from bot.features.leaderboards.rules.specs import BOOKINGS, GOALS, Measure, Spec
from bot.features.leaderboards.rules.tiers import TierBy
from bot.framework.pager import Page
from bot.framework.settings import SettingsGroup

USUAL_WEIGHTS = (Weight(BOOKINGS, Fraction(7, 10)), Weight(GOALS, Fraction(3, 10)))

PERIODS = ("this quarter", "this month", "last month", "this week", "last week")
MOST_PARTS = 5


@dataclass(frozen=True)
class LeaderboardRow:
    """A line of a board.

    `said` is the score in words, `share` its size for a chart (1 is 100%; None: no bar), `note` an addition
    such as "has left". `is_won`: the score is above zero, so that a medal may stand before it.
    """

    rank: int
    name: str
    said: str
    note: str = ""
    share: Fraction | None = None
    is_won: bool = True


@dataclass(frozen=True)
class Own:
    """The viewer's own place: rank, how many share it (themselves included), and the gap to the next rank.

    `rank` is None without a place; `said` is then the reason. `gap` is in words.
    """

    said: str
    rank: int | None = None
    shared: int = 1
    gap: str = ""
    next_rank: int | None = None


@dataclass(frozen=True)
class Leaderboard:
    """A board as one viewer sees it.

    `page`: the places; empty with `total_only`, where there are too few names to show.
    `level`: the sentence where nobody is above zero, else "".
    `unranked` counts those without rank by reason; `unnamed` names them, for whoever leads them.
    """

    spec: Spec
    title: str
    who: str
    page: Page[LeaderboardRow]
    total: str
    total_share: Fraction | None
    unranked: tuple[tuple[str, int], ...]
    unnamed: tuple[tuple[str, str], ...]
    own: Own | None
    total_only: bool
    level: str
    ranked: int
    today: date
    heard: str


def in_words(own: Own, *, teams: bool = False) -> str:
    """The viewer's own place as a sentence; `teams` speaks of "your team"."""
    who = "Your team is" if teams else "You are"
    if own.rank is None:
        return f"{'Your team has' if teams else 'You have'} no place: {own.said}."
    level = f", level with {plural(own.shared - 1, 'other')}" if own.shared > 1 else ""
    text = f"{who} number {own.rank}{level} with {own.said}"
    return f"{text}; {own.gap} more to reach number {own.next_rank}." if own.gap else f"{text}."


@dataclass(frozen=True)
class WeeklyBoard:
    """What is posted weekly in a team's channel; the defaults apply until its manager chooses."""

    measure: Measure = field(default_factory=Measure)
    period: str = PERIODS[0]
    is_on: bool = True


@dataclass(frozen=True)
class BoardSettings(SettingsGroup, name="leaderboards", deed="change how people are compared"):
    """What makes reps alike ("reps like me")."""

    tier_by: TierBy = TierBy.tenure


@dataclass(frozen=True)
class Comparing:
    """How the company compares: what makes reps alike, and the parts of the combined score."""

    tier_by: TierBy = TierBy.tenure
    weights: tuple[Weight, ...] = USUAL_WEIGHTS


def whole_words(*, is_share: bool) -> str:
    """How the team's own figure is introduced: a share is that of all together, a sum is told a person."""
    return "together" if is_share else "on average"
