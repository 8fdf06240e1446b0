"""What is delivered about metrics, to people and channels."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from bot.deliveries.notices import Notice
from bot.features.metrics.rules.week import PacePoint, PersonLine, WordedLine


@dataclass(frozen=True)
class OwnWeek:
    """A rep's week. `moved`: lines of the newest deals, `more` the number of others.

    `restated`: what the week before was told differently, "" where it holds.
    """

    lines: tuple[WordedLine, ...]
    moved: tuple[str, ...]
    more: int
    restated: str
    chart: tuple[PacePoint, ...]
    warnings: tuple[str, ...]
    sources: str


@dataclass(frozen=True)
class TeamWeek:
    """A team's week for its manager, with each member. `missing`: (reason, people without attainment)."""

    team_id: Annotated[int, Field(alias="id")]
    team: str
    lines: tuple[WordedLine, ...]
    restated: str
    missing: tuple[tuple[str, int], ...]
    warnings: tuple[str, ...]
    sources: str
    people: tuple[PersonLine, ...]


@dataclass(frozen=True)
class WeekInNumbers(Notice):
    """To a person: their own week (None where they sell nothing), and those of the teams they lead.

    `amended`: what was corrected after it was sent, "" until then.
    """

    kind = "metrics.summary"
    week: str
    own: OwnWeek | None
    teams: tuple[TeamWeek, ...]
    amended: str = ""


@dataclass(frozen=True)
class TeamWeekPost(Notice):
    """In a team's channel: its week in sums; `top` and `improved` as (name, figure in words)."""

    kind = "metrics.post"
    team_id: Annotated[int, Field(alias="id")]
    team: str
    week: str
    lines: tuple[WordedLine, ...]
    restated: str
    missing: tuple[tuple[str, int], ...]
    top: tuple[WordedLine, ...]
    improved: WordedLine | None
    chart: tuple[PacePoint, ...]
    warnings: tuple[str, ...]
    sources: str
    amended: str = ""


@dataclass(frozen=True)
class MetricsExport(Notice):
    """An exported file: what is in it, of whom and when, and the number of its rows."""

    kind = "metrics.export"
    what: str
    whose: str
    period: str
    rows: int


@dataclass(frozen=True)
class DisputeRaised(Notice):
    """To those who decide: somebody disputes a credit. The outcome is "" until it is decided.

    `difference`: what a correction changed, None without one.
    """

    kind = "metrics.dispute"
    dispute_id: Annotated[int, Field(alias="dispute")]
    credit_id: Annotated[int, Field(alias="credit")]
    who: str
    deal: str
    row: str
    amount: Decimal
    on: Annotated[date, Field(alias="date")]
    reason: str
    outcome: str = ""
    by: str = ""
    answer: str = ""
    difference: Decimal | None = None


@dataclass(frozen=True)
class DisputeDecided(Notice):
    """To whoever raised it: how their dispute was decided, by whom, and why."""

    kind = "metrics.decision"
    outcome: str
    by: str
    answer: str
    difference: Decimal | None
    deal: str
    on: Annotated[date, Field(alias="date")]
