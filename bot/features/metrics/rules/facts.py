"""Figures as one viewer sees them, and the limits of what may be set; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from bot.common.date_ranges import DateRange
from bot.common.dates import write_day
from bot.common.text import plural
from bot.features.ledger.rules.cuts import NOT_TOLD, Dimension
from bot.features.ledger.rules.facts import Facts, Population
from bot.features.ledger.rules.listings import CreditRow, DealRow
from bot.features.ledger.rules.quotas import kind_key
from bot.features.metrics.rules.deals import closed_in
from bot.features.metrics.rules.figures import Figure, Unit
from bot.features.metrics.rules.marked_rows import MarkedRow, Rows
from bot.features.metrics.rules.metric import Metric
from bot.features.metrics.rules.weeks.heard import heard_at, old_words, waiting_words
from bot.features.teams.rules.org_chart import Team
from bot.framework.pager import Page

# Buttons that open a dispute for who decides, and the board of whoever presses: a later feature has that.
DECIDE, LEADERBOARD = "metrics.decide", "leaderboards.open"

LONGEST_REASON = 1000

MOST_FOLLOWED = 10
LONGEST_NAME, LONGEST_WHY, LONGEST_KIND = 40, 300, 60
OWN_UNITS = (Unit.number, Unit.percent, Unit.money, Unit.a_day)


@dataclass(frozen=True)
class TeamMetric:
    """A metric that a team follows; `target` is a share for percents, None without one.

    `why` is the reason.
    """

    metric: str
    target: Decimal | None
    why: str


@dataclass(frozen=True)
class MetricsSubject:
    """Whose figures these are: a person or team. `with_rows`: the viewer may see single rows too.

    `key` is a member's id or "team:<id>".
    """

    name: str
    key: str
    whose: Population
    team: Team | None
    with_rows: bool

    @property
    def person_id(self) -> str | None:
        """The member's id; None for a team."""
        return None if self.whose.is_team else self.whose.ids[0]


@dataclass(frozen=True)
class MetricLine:
    """A metric with its figure; `target` and `why` are the team's."""

    metric: Metric
    figure: Figure
    target: Fraction | None = None
    why: str = ""


@dataclass(frozen=True)
class NamedCut:
    """A cut with one value, which is named as its source spells it; "" is not told."""

    dimension: Dimension
    value: str

    @property
    def key(self) -> str:
        """What tells the value from others."""
        return kind_key(self.value)

    @property
    def name(self) -> str:
        """As people read it: `type Renewal`."""
        return f"{self.dimension.label} {self.value or NOT_TOLD}"

    def written(self) -> str:
        """As buttons carry it: `category=renewal`."""
        return f"{self.dimension.value}={self.key}"


@dataclass(frozen=True)
class Sheet:
    """The figures of a subject over some days.

    `people`: name and figures of each member of a team; empty unless the viewer leads it. `waiting`: what
    nobody has confirmed of a person, with bookings, in words. `to_confirm`: how many deals of the team wait
    for the viewer. `nameless`: how many of the workspace wait for a name, 0 for who leads no team.
    `cut` says of which deals alone the figures are, "" for all.
    `kinds`: attainment, pace and need of each kind of deals with a quota of its own.
    """

    subject: MetricsSubject
    days: DateRange
    facts: Facts
    lines: tuple[MetricLine, ...]
    people: tuple[tuple[str, tuple[MetricLine, ...]], ...] = ()
    waiting: str = ""
    to_confirm: int = 0
    nameless: int = 0
    kinds: tuple[tuple[str, tuple[MetricLine, ...]], ...] = ()
    cut: NamedCut | None = None
    is_in_charge: bool = False


@dataclass(frozen=True)
class Reason:
    """The explanation of a figure.

    `marked` are all its rows, `rows` a page of them; None where the viewer may not see rows. `credits` and
    `deals` are those of the page, by id.
    """

    subject: MetricsSubject
    days: DateRange
    facts: Facts
    line: MetricLine
    names: Mapping[str, str]
    cut: NamedCut | None = None
    marked: Rows = ()
    rows: Page[MarkedRow] | None = None
    credits: Mapping[int, CreditRow] = field(default_factory=dict)
    deals: Mapping[int, DealRow] = field(default_factory=dict)
    is_in_charge: bool = False


def data_notes(facts: Facts, days: DateRange, *, is_in_charge: bool) -> list[str]:
    """What stands below figures in small words: of when they are, partial history, late deals, missing rates.

    Only for who is in charge of the data old sources are a warning.
    """
    old = old_words(facts) if is_in_charge else []
    found = list(old)
    if facts.recorded_from and days.start < facts.recorded_from < days.end:
        found.append(f"the data begin on {write_day(facts.recorded_from, facts.today)}, within the period")
    late = {deal.deal_id for deal in closed_in(facts, days) if deal.told_on is not None}
    if late:
        found.append(f"{plural(len(late), 'deal')} dated in a locked period")
    found += waiting_words(facts)
    heard = heard_at(facts.synced_at, facts.today, facts.rules.zone)
    return [*(f":warning: {text}" for text in found), *([heard] if heard and heard not in old else [])]
