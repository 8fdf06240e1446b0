"""Facts that metrics are computed from, as known at an instant; pure. Money is in the base currency."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from bot.common.date_ranges import DateRange, Fiscal
from bot.features.ledger.rules.cuts import UNKNOWN, Cut, Dimension, Traits
from bot.features.ledger.rules.quotas import QuotaPlan, kind_key

ALWAYS = DateRange(date.min, date.max)
# Stands beside the sources of figures while a file is read in, with the instant of the figures.
READING_IN = "a file is being read in"
IsOff = Callable[[date], bool]


@dataclass(frozen=True)
class Quota:
    """A quota in force on the days [starts_on, ends_on), as `NewQuota` sets it: so much for each `per`."""

    amount: Decimal
    currency: str
    amount_base: Decimal
    per: str
    starts_on: date
    ends_on: date | None
    category: str
    ramp: Sequence[Any]
    relief: Decimal
    reason: str


class CreditFact(NamedTuple):
    """A credit that counts. `amount` is in the base currency, negative for a reversal."""

    id: int
    deal_id: int
    member_id: str | None
    kind: str
    credit_date: date
    amount: Decimal
    is_overlay: bool
    category: str


class HeldFact(NamedTuple):
    """A credit that does not count, and `why`, as people read it."""

    id: int
    deal_id: int
    member_id: str | None
    credit_date: date
    why: str


class ClosedFact(NamedTuple):
    """A deal that is won or lost. `amount` None: the deal has none.

    `told_on`: the day on which it counts, where the period of `closed_on` was locked when it was told.
    """

    deal_id: int
    owner_id: str | None
    is_won: bool
    amount: Decimal | None
    created_on: date | None
    closed_on: date
    told_on: date | None = None

    @property
    def counted_on(self) -> date:
        """The day on which it counts as won or lost."""
        return self.told_on or self.closed_on


class OpenFact(NamedTuple):
    """An open deal. `probability` is in percent; None where the source gives none.

    `amount` is None without one, and while it waits for a rate.
    """

    deal_id: int
    owner_id: str | None
    amount: Decimal | None
    expected_on: date | None
    probability: Decimal | None
    created_on: date | None
    waits_for_rate: bool = False
    category: str = ""


class ActivityFact(NamedTuple):
    """How many activities of a kind somebody completed on a day."""

    member_id: str
    kind: str
    happened_on: date
    how_many: int


class StageFact(NamedTuple):
    """The day on which a deal entered a stage; `is_open` is the deal's state now."""

    deal_id: int
    owner_id: str | None
    stage: str
    entered_on: date
    is_open: bool


def parts_between(days: DateRange, gaps: Sequence[DateRange]) -> list[DateRange]:
    """What these days are without the gaps, which follow each other; none of the parts is empty."""
    bounds = [days.start, *(day for gap in gaps for day in (gap.start, gap.end)), days.end]
    parts = [DateRange(start, end).within(days) for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
    return [part for part in parts if part.length]


@dataclass(frozen=True)
class Seller:
    """A person whose credits count: they belong to the team on `days`, and are employed on `employed`.

    `is_off` tells whether they do not work on a day. `plans` are their quotas. `gaps`: days of `employed` on
    which they are not, where one end of it was another when a period was locked.
    """

    member_id: str
    days: tuple[DateRange, ...]
    employed: DateRange
    is_off: IsOff
    plans: tuple[QuotaPlan, ...] = ()
    gaps: tuple[DateRange, ...] = ()

    def is_employed_on(self, day: date) -> bool:
        """Whether the day is one of their employment."""
        return day in self.employed and not any(day in gap for gap in self.gaps)

    def employed_in(self, days: DateRange) -> list[DateRange]:
        """The parts of these days on which they are employed, none of them empty."""
        return parts_between(days.within(self.employed), self.gaps)

    def counts_on(self, day: date) -> bool:
        """Whether facts dated that day count for this seller here."""
        return any(day in span for span in self.days)

    def selling_days(self, days: DateRange) -> list[date]:
        """The days of these on which `works_on` is true, in order."""
        spans = [part for each in self.days for part in self.employed_in(days.within(each))]
        return sorted({day for span in spans for day in span if not self.is_off(day)})

    def works_on(self, day: date) -> bool:
        """Whether the day is a selling day: employed, in the team, not off."""
        return self.is_employed_on(day) and self.counts_on(day) and not self.is_off(day)


@dataclass(frozen=True)
class CountingRules:
    """How a workspace counts.

    `is_off` tells whether nobody works on a day; `stages` are the stages of the pipeline in order. Days are
    those of `zone`.
    """

    currency: str
    fiscal: Fiscal
    is_off: IsOff
    by_working_days: bool = False
    stages: tuple[str, ...] = ()
    zone: tzinfo = UTC


@dataclass(frozen=True)
class Facts:
    """What was known at `as_of` about some sellers. `today` is that day in the workspace's zone.

    `is_team`: the figures are the team's, which are ratios of sums and leave overlay credits out. The lists
    reach back to `known_from`; `recorded_from` is the first day with results in the ledger. `waiting` counts
    credits without a rate by currency. `archived` are open deals that are in no pipeline. A rep's own entry
    without a nod is in none of them but `held`: credits that do not count, loaded to be looked at. `deals`
    tells by what the deals can be cut, where that was asked for; `cut_by` is the cut that was made.
    """

    as_of: datetime
    today: date
    known_from: date
    rules: CountingRules
    sellers: tuple[Seller, ...]
    is_team: bool = False
    credits: tuple[CreditFact, ...] = ()
    closed: tuple[ClosedFact, ...] = ()
    created: tuple[ClosedFact | OpenFact, ...] = ()
    open: tuple[OpenFact, ...] = ()
    archived: tuple[OpenFact, ...] = ()
    activities: tuple[ActivityFact, ...] = ()
    held: tuple[HeldFact, ...] = ()
    stages: tuple[StageFact, ...] = ()
    recorded_from: date | None = None
    synced_at: dict[str, datetime] = field(default_factory=dict)
    waiting: dict[str, int] = field(default_factory=dict)
    deals: Mapping[int, Traits] = field(default_factory=dict)
    cut_by: Cut | None = None

    def cut(self, dimension: Dimension, *values: str) -> "Facts":
        """The facts of deals with one of these values, "" for those of which nothing is told.

        Of the quotas those for these kinds of deals are left; activities are of no deal.
        """
        cut = Cut(dimension, frozenset(map(kind_key, values)))
        return replace(
            self,
            cut_by=cut,
            sellers=tuple(replace(each, plans=_plans_of(each, cut)) for each in self.sellers),
            credits=tuple(each for each in self.credits if self._is_in(each, cut)),
            closed=tuple(each for each in self.closed if self._is_in(each, cut)),
            created=tuple(each for each in self.created if self._is_in(each, cut)),
            open=tuple(each for each in self.open if self._is_in(each, cut)),
            archived=tuple(each for each in self.archived if self._is_in(each, cut)),
            held=tuple(each for each in self.held if self._is_in(each, cut)),
            activities=(),
            stages=tuple(each for each in self.stages if self._is_in(each, cut)),
        )

    def _is_in(self, fact: "CreditFact | HeldFact | ClosedFact | OpenFact | StageFact", cut: Cut) -> bool:
        return cut.has(self.deals.get(fact.deal_id, UNKNOWN))

    def counts(self, member_id: str | None, day: date) -> bool:
        """Whether a fact of this person, dated that day, counts here."""
        seller = self._by_id.get(member_id or "")
        return seller is not None and seller.counts_on(day)

    @cached_property
    def decided(self) -> tuple[ClosedFact, ...]:
        """Deals that were won or lost on a day on which their owner counts here."""
        return tuple(deal for deal in self.closed if self.counts(deal.owner_id, deal.counted_on))

    @cached_property
    def _by_id(self) -> dict[str, Seller]:
        return {seller.member_id: seller for seller in self.sellers}


def _plans_of(seller: Seller, cut: Cut) -> tuple[QuotaPlan, ...]:
    if cut.dimension is not Dimension.type:
        return ()
    return tuple(plan for plan in seller.plans if plan.category and cut.has(Traits(category=plan.category)))


@dataclass(frozen=True)
class Population:
    """Whose figures: one person's, or a team's, with the days on which each of its people counts."""

    days: Mapping[str, tuple[DateRange, ...]]
    is_team: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """Sorted ids of everybody whose credits count."""
        return tuple(sorted(self.days))

    def on(self, day: date) -> tuple[str, ...]:
        """Sorted ids of those who count on this day."""
        return tuple(who for who in self.ids if any(day in span for span in self.days[who]))
