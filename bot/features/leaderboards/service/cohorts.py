"""Cohorts: the people who are compared, the days on which their facts count, and how they are counted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.common.date_ranges import DateRange
from bot.db.transaction import Transaction
from bot.features.ledger.rules.facts import ALWAYS, CountingRules, Population
from bot.features.ledger.service import aggregates
from bot.features.ledger.service import queries as ledger
from bot.features.ledger.service.aggregates import Parts
from bot.features.ledger.service.locking.contracts import Contract, contracts
from bot.features.metrics.rules.apart.kind_metrics import MetricsByKey
from bot.features.metrics.rules.metric import Metric
from bot.features.metrics.service.scopes import metrics_of
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import OrgChart


@dataclass(frozen=True)
class CohortContext:
    """What all cohorts at one instant share: counting rules, org chart, metrics.

    `recorded_from` is the first day with facts in the ledger (None: empty), `synced_at` the last sync by
    source.
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
    """People compared over some days. Facts count up to, but not including, the day `until`."""

    whose: Population
    days: DateRange
    until: date
    ground: CohortContext
    hired: Mapping[str, Contract]

    @property
    def as_of(self) -> datetime:
        """The instant of knowledge: facts recorded later do not count."""
        return self.ground.as_of

    @property
    def currency(self) -> str:
        """ISO code of the currency in which money is counted."""
        return self.ground.rules.currency

    @property
    def metrics(self) -> Mapping[str, Metric]:
        """All metrics by key, the workspace's own included."""
        return self.ground.metrics

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of those who are employed and in the cohort on at least one of its days."""
        return tuple(self.parts(self.days))

    def parts(self, days: DateRange) -> Parts:
        """For each person, the parts of `days` on which they are employed and in the cohort."""
        return aggregates.parts_of(self.whose, days, self.hired)

    def counted(self, days: DateRange) -> Parts:
        """`parts`, cut at `until`: only days whose facts count."""
        return self.parts(DateRange(days.start, max(days.start, min(days.end, self.until))))

    def owned(self, days: DateRange) -> Parts:
        """Days cut at `until` but not by employment.

        For deals: they stay their owner's when they are decided after the owner left.
        """
        until = max(days.start, min(days.end, self.until))
        return aggregates.parts_of(self.whose, DateRange(days.start, until), {})

    def of(self, ids: frozenset[str]) -> "Cohort":
        """The cohort reduced to these ids."""
        days = {who: spans for who, spans in self.whose.days.items() if who in ids}
        return replace(self, whose=Population(days, self.whose.is_team))

    def in_days(self, days: DateRange) -> "Cohort":
        """The cohort over other days; the people stay."""
        return replace(self, days=days)

    def has_left(self, who: str) -> bool:
        """Whether the person's employment as a seller has ended by today."""
        return who in self.hired and self.hired[who].employed.end <= self.ground.today


async def ground_of(
    transaction: Transaction, as_of: datetime, org_chart: OrgChart | None = None
) -> CohortContext:
    """Loads what cohorts at `as_of` share; the org chart is read unless it is passed in."""
    rules, today = await ledger.counting(transaction, as_of)
    recorded_from, synced_at = await ledger.syncs(transaction, as_of)
    metrics = MetricsByKey(await metrics_of(transaction, rules.stages))
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
    """The cohort of these people over `days`, as known at `as_of`.

    `until` None: facts of today and later count too. `ground`: the shared context, which is loaded when it is
    None.
    """
    found = ground or await ground_of(transaction, as_of)
    hired = await contracts(transaction, whose.ids, as_of)
    return Cohort(whose, days, until or date.max, found, hired)


async def of_company(transaction: Transaction, days: DateRange) -> Population:
    """Everybody who is in a team now or was on any day since the start of `days`."""
    ids = await teams.in_teams_since(transaction, days.start)
    return Population(dict.fromkeys(ids, (ALWAYS,)))
