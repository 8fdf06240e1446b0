"""What is delivered about metrics, to people and channels."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from bot.deliveries.notices import Facts, Notice
from bot.features.ledger.notices import OwnWeekNotice
from bot.features.metrics.rules.weeks.before import own_of_before, team_of_before
from bot.features.metrics.rules.weeks.told import PacePoint


@dataclass(frozen=True)
class TeamWeek:
    """A team's week for its manager, in words: how it went, the sums, and a line a person.

    `judged` is "" without a usual week. `more`: people beyond the lines. `heard`: of when the numbers are,
    "" where they are of that day.
    """

    team_id: Annotated[int, Field(alias="id")]
    team: str
    judged: str
    said: str
    people: tuple[str, ...]
    more: int = 0
    restated: str = ""
    heard: str = ""


@dataclass(frozen=True)
class WeekInNumbers(OwnWeekNotice):
    """To a person: their own week in `numbers`, where nothing else tells it, and those of their teams.

    `amended`: what was corrected after it was sent, "" until then. `to_confirm`: how many deals wait for the
    reader.
    """

    kind = "metrics.summary"
    version = 2
    week: str
    teams: tuple[TeamWeek, ...]
    amended: str = ""
    to_confirm: int = 0

    @classmethod
    def upgrade(cls, version: int, facts: Facts) -> Facts:
        """Lines of figures become lines of words; charts and the deals that moved are left out."""
        own, week = facts.get("own"), facts["week"]
        teams = [team_of_before(each) for each in facts["teams"]]
        numbers = own and {"week": week, **own_of_before(own), "restated": own["restated"]}
        return {**facts, "numbers": numbers, "teams": teams}


@dataclass(frozen=True)
class TeamWeekPost(Notice):
    """In a team's channel: how its week went, in sums; `better`: names of whose week was above their usual.

    Nothing of who is behind, has no number, or of the data. `shared`: what else there is to tell, such
    as a colleague's play or an anniversary, in mrkdwn, "" for nothing; `keys`: label, action and value.
    """

    kind = "metrics.post"
    version = 2
    team_id: Annotated[int, Field(alias="id")]
    team: str
    week: str
    judged: str
    said: str
    better: tuple[str, ...]
    chart: tuple[PacePoint, ...]
    restated: str = ""
    heard: str = ""
    amended: str = ""
    shared: str = ""
    keys: tuple[tuple[str, str, str], ...] = ()

    @classmethod
    def upgrade(cls, version: int, facts: Facts) -> Facts:
        """The sums become a sentence; who improved most is named without the figure."""
        said = "; ".join(f"{name.lower()} {words}" for name, words in facts["lines"][:3])
        better = facts["improved"][:1] if facts["improved"] else []
        return {**facts, "judged": "", "said": f"{said}.", "better": better}


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

    `difference`: what a correction changed, None without one. `currency`: of both amounts, "" where a row of
    before does not tell.
    """

    kind = "metrics.dispute"
    version = 2
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
    currency: str = ""


@dataclass(frozen=True)
class DisputeDecided(Notice):
    """To whoever raised it: how their dispute was decided, by whom, and why; `currency` as asked."""

    kind = "metrics.decision"
    version = 2
    outcome: str
    by: str
    answer: str
    difference: Decimal | None
    deal: str
    on: Annotated[date, Field(alias="date")]
    currency: str = ""


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
