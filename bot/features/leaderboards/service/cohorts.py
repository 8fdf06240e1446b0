"""Those who are compared: who they are, on which days what they did counts, and how it is counted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.common.date_ranges import DateRange
from bot.db.transaction import Transaction
from bot.features.ledger.rules.facts import ALWAYS, CountingRules, Population
from bot.features.ledger.service import aggregates
from bot.features.ledger.service import queries as ledger
from bot.features.ledger.service.aggregates import Contract, Parts
from bot.features.metrics.rules.catalogue import Metric
from bot.features.metrics.service.scopes import metrics_of
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import OrgChart


@dataclass(frozen=True)
class CohortContext:
    """What is the same for every field at an instant: how the workspace counts, its teams and metrics.

    `recorded_from` is the first day that the books know of, `synced_at` when each source was heard of last.
    """

    as_of: datetime
    today: date
    rules: CountingRules
    org_chart: OrgChart
    metrics: Mapping[str, Metric]
    recorded_from: date | None
    synced_at: Mapping[str, datetime]


@dataclass(frozen=True)
class Cohort:
    """A field of people in some days. Facts count up to, but not including, the day `until`."""

    whose: Population
    days: DateRange
    until: date
    ground: CohortContext
    hired: Mapping[str, Contract]

    @property
    def as_of(self) -> datetime:
        """What was known then is what counts."""
        return self.ground.as_of

    @property
    def currency(self) -> str:
        """In which money is counted."""
        return self.ground.rules.currency

    @property
    def metrics(self) -> Mapping[str, Metric]:
        """All metrics there are, by key."""
        return self.ground.metrics

    @property
    def ids(self) -> tuple[str, ...]:
        """Those who take part: employed and in it on at least one of the days."""
        return tuple(self.parts(self.days))

    def parts(self, days: DateRange) -> Parts:
        """Of these days, those on which each of them takes part."""
        return aggregates.parts_of(self.whose, days, self.hired)

    def counted(self, days: DateRange) -> Parts:
        """The same, up to the last day of which facts count."""
        return self.parts(DateRange(days.start, max(days.start, min(days.end, self.until))))

    def owned(self, days: DateRange) -> Parts:
        """The same for deals, which are their owner's also when they are decided after somebody has left."""
        until = max(days.start, min(days.end, self.until))
        return aggregates.parts_of(self.whose, DateRange(days.start, until), {})

    def of(self, ids: frozenset[str]) -> "Cohort":
        """Only these of them."""
        days = {who: spans for who, spans in self.whose.days.items() if who in ids}
        return replace(self, whose=Population(days, self.whose.is_team))

    def in_days(self, days: DateRange) -> "Cohort":
        """The same people in other days."""
        return replace(self, days=days)

    def has_left(self, who: str) -> bool:
        """Whether somebody does not sell any more."""
        return who in self.hired and self.hired[who].employed.end <= self.ground.today


async def ground_of(
    transaction: Transaction, as_of: datetime, org_chart: OrgChart | None = None
) -> CohortContext:
    """How the workspace counts at that instant; the roster is read where it is not known."""
    rules, today = await ledger.counting(transaction, as_of)
    recorded_from, synced_at = await ledger.syncs(transaction, as_of)
    metrics = {metric.key: metric for metric in await metrics_of(transaction, rules.stages)}
    teams_now = org_chart or await teams.load_org_chart(transaction)
    return CohortContext(as_of, today, rules, teams_now, metrics, recorded_from, synced_at)


async def field_of(
    transaction: Transaction,
    whose: Population,
    days: DateRange,
    as_of: datetime,
    until: date | None = None,
    *,
    ground: CohortContext | None = None,
) -> Cohort:
    """These people in these days, as known at `as_of`; by default today's facts count too."""
    found = ground or await ground_of(transaction, as_of)
    hired = await aggregates.contracts(transaction, whose.ids, as_of)
    return Cohort(whose, days, until or date.max, found, hired)


async def of_company(transaction: Transaction, days: DateRange) -> Population:
    """Everybody who was in a team at any time of these days, or is now."""
    ids = await teams.in_teams_since(transaction, days.start)
    return Population(dict.fromkeys(ids, (ALWAYS,)))
