"""Those who are compared: who they are, on which days what they did counts, and how it is counted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.common.spans import Span
from bot.db.transaction import Transaction
from bot.features.ledger import lookups as ledger
from bot.features.ledger import sums
from bot.features.ledger.facts import Rules
from bot.features.ledger.lookups import ALWAYS, Whose
from bot.features.ledger.settings import rules_of
from bot.features.ledger.sums import Contract, Parts
from bot.features.metrics.catalogue import Metric
from bot.features.metrics.finding import metrics_of
from bot.features.teams import service as teams
from bot.features.teams.rules import Roster


@dataclass(frozen=True)
class Field:
    """A field of people in some days. Facts count up to, but not including, the day `until`.

    `recorded_from` is the first day that the books know of, `synced_at` when each source was heard of last.
    """

    whose: Whose
    days: Span
    until: date
    as_of: datetime
    today: date
    rules: Rules
    roster: Roster
    hired: Mapping[str, Contract]
    metrics: Mapping[str, Metric]
    recorded_from: date | None
    synced_at: Mapping[str, datetime]

    @property
    def ids(self) -> tuple[str, ...]:
        """Those who take part: employed and in it on at least one of the days."""
        return tuple(self.parts(self.days))

    def parts(self, days: Span) -> Parts:
        """Of these days, those on which each of them takes part."""
        return sums.parts_of(self.whose, days, self.hired)

    def counted(self, days: Span) -> Parts:
        """The same, up to the last day of which facts count."""
        return self.parts(Span(days.start, max(days.start, min(days.end, self.until))))

    def of(self, ids: frozenset[str]) -> "Field":
        """Only these of them."""
        days = {who: spans for who, spans in self.whose.days.items() if who in ids}
        return replace(self, whose=Whose(days, self.whose.is_team))

    def in_days(self, days: Span) -> "Field":
        """The same people in other days."""
        return replace(self, days=days)

    def has_left(self, who: str) -> bool:
        """Whether somebody does not sell any more."""
        return who in self.hired and self.hired[who].employed.end <= self.today


async def field_of(
    transaction: Transaction, whose: Whose, days: Span, as_of: datetime, until: date | None = None
) -> Field:
    """These people in these days, as known at `as_of`; by default today's facts count too."""
    rules, today = await ledger.counting(transaction, as_of)
    recorded_from, synced_at = await ledger.syncs(transaction, as_of)
    metrics = await metrics_of(transaction, await rules_of(transaction))
    return Field(
        whose=whose,
        days=days,
        until=until or date.max,
        as_of=as_of,
        today=today,
        rules=rules,
        roster=await teams.roster(transaction),
        hired=await sums.contracts(transaction, whose.ids, as_of),
        metrics={metric.key: metric for metric in metrics},
        recorded_from=recorded_from,
        synced_at=synced_at,
    )


async def of_company(transaction: Transaction, days: Span) -> Whose:
    """Everybody who was in a team at any time of these days, or is now."""
    ids = await teams.in_teams_since(transaction, days.start)
    return Whose(dict.fromkeys(ids, (ALWAYS,)))
