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

    `amended`: what was corrected after it was sent, "" until then. `to_confirm`: how many deals wait for the
    reader.
    """

    kind = "metrics.summary"
    week: str
    own: OwnWeek | None
    teams: tuple[TeamWeek, ...]
    amended: str = ""
    to_confirm: int = 0


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
    """An exported file: what is in it, of whom and when, and the number of its rows.

    `is_held`: its figures are those before a file that is being read in.
    """

    kind = "metrics.export"
    what: str
    whose: str
    period: str
    rows: int
    is_held: bool = False


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


@dataclass(frozen=True)
class EntryLine:
    """A rep's own entry in a message; amounts in words. `state` is an `OwnEntryState`.

    `by`: who decided it. `reason`: why it was declined, or what a source says. `twin`: the deal of a source
    that it may be, in words. `earlier`: who declined the same before, when and why.
    """

    deal_id: Annotated[int, Field(alias="deal_id")]
    deal: str
    amount: str
    on: Annotated[date, Field(alias="date")]
    state: str
    by: str = ""
    reason: str = ""
    twin: str = ""
    earlier: str = ""


@dataclass(frozen=True)
class OwnEntriesLogged(Notice):
    """To who decides: a rep wrote down won deals. `total`: what they have with those that wait, in words."""

    kind = "metrics.own_entry"
    who: str
    entries: tuple[EntryLine, ...]
    total: str = ""


@dataclass(frozen=True)
class OwnEntriesWait(Notice):
    """To who decides: entries still wait, (rep, deal, amount in words); `before`: what closes soon.

    `deal_ids`: of these deals; empty in rows of before.
    """

    kind = "metrics.own_entries_wait"
    entries: tuple[tuple[str, str, str], ...]
    before: str = ""
    deal_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class OwnEntryDecided(Notice):
    """To a rep: their entry was declined, or confirmed with other words than theirs (`said`, else "").

    `credit_id`: the line that they may dispute, None without one.
    """

    kind = "metrics.own_entry_decided"
    deal: str
    amount: str
    by: str
    reason: str = ""
    said: str = ""
    credit_id: Annotated[int | None, Field(alias="credit")] = None
