"""Bookings against quota: attainment, pace, projection, required run rate; pure.

Team figures are ratios of sums. Quota attainment = bookings / effective quota; on track to date = quota x
elapsed / working days; pace = bookings / on track to date.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from bot.common.date_ranges import DateRange
from bot.features.ledger.rules.facts import CountingRules, CreditFact, Facts, Seller
from bot.features.ledger.rules.quotas import MeasuredQuota, calendar_days, kind_key, measured_quota
from bot.features.ledger.rules.sellers import by_seller, takes_part
from bot.features.metrics.rules.figures import (
    QUOTA_PART,
    Figure,
    FormulaInput,
    MissingReason,
    Unit,
    missing,
    part,
    shown,
)

# Before a fifth of the days, or with fewer deals, a projection says nothing.
EARLY = Fraction(1, 5)
FEWEST_DEALS = 3


@dataclass(frozen=True)
class QuotaPicture:
    """The inputs of the figures below over some days, summed over the sellers.

    `quota` is None where nobody has one. `carried` are the bookings that are measured by it; `other_kinds`
    are of those who carry one, but of kinds of deals for which they have none; `other` of those without a
    quota. Days are working days, added up over the sellers who carry a quota.
    """

    bookings: Fraction
    carried: Fraction
    other_kinds: Fraction
    other: Fraction
    quota: Fraction | None
    on_track: Fraction
    is_ramping: bool
    is_cut: bool
    total_days: int
    elapsed_days: int
    left_days: int
    deals: int


def bookings_of(facts: Facts, days: DateRange, category: str = "") -> list[CreditFact]:
    """Credits that count on these days.

    For a rep those within their employment, overlay included; for a team all but overlay. `category` "" takes
    all.
    """
    by_id = {seller.member_id: seller for seller in facts.sellers}
    return [
        line
        for line in facts.credits
        if line.credit_date in days
        and (not category or kind_key(line.category) == kind_key(category))
        and (seller := by_id.get(line.member_id or "")) is not None
        and seller.counts_on(line.credit_date)
        and (not line.is_overlay if facts.is_team else seller.is_employed_on(line.credit_date))
    ]


def total(lines: list[CreditFact]) -> Fraction:
    """Sum of these credits, in the base currency."""
    # Decimals add up exactly, and twenty times as fast as fractions.
    return Fraction(sum((line.amount for line in lines), Decimal(0)))


def picture(facts: Facts, days: DateRange, category: str = "") -> QuotaPicture:
    """Bookings and quotas over these days; `category` "" takes the overall quotas."""
    lines = bookings_of(facts, days, category)
    quotas = {seller.member_id: quota_of(facts, seller, days, category) for seller in facts.sellers}
    carriers = {who for who, found in quotas.items() if found.segments}
    split = _split(lines, quotas)
    carried = total(split.counted)
    bookings, with_quota = total(lines), carried + total(split.other_kinds)
    own = [(seller, segment) for seller in facts.sellers for segment in quotas[seller.member_id].segments]
    values = [segment.value(days, Counter(facts.rules)) for _, segment in own]
    counted = [seller for seller in facts.sellers if seller.member_id in carriers] or facts.sellers
    working = [day for seller in counted for day in seller.selling_days(days)]
    elapsed = sum(day < facts.today for day in working)
    return QuotaPicture(
        bookings=bookings,
        carried=carried,
        other_kinds=with_quota - carried,
        other=bookings - with_quota,
        quota=sum(values, Fraction(0)) if own else None,
        on_track=sum(
            (
                value * _elapsed_share(facts, seller, segment.part)
                for (seller, segment), value in zip(own, values, strict=True)
            ),
            Fraction(0),
        ),
        is_cut=facts.cut_by is not None,
        is_ramping=any(segment.ramp == 0 for _, segment in own),
        total_days=len(working),
        elapsed_days=elapsed,
        left_days=_days_left(facts, days),
        deals=len({line.deal_id for line in lines if line.kind == "won"}),
    )


def quota_of(facts: Facts, seller: Seller, days: DateRange, category: str = "") -> MeasuredQuota:
    """The quota of a seller on the days on which they are in the team and employed."""
    parts = [part for each in seller.days for part in seller.employed_in(days.within(each))]
    return measured_quota(seller.plans, parts, facts.rules.fiscal, category)


@dataclass(frozen=True)
class AgainstQuota:
    """Bookings that a quota measures; those of its carriers that it does not; those of people without one."""

    counted: list[CreditFact]
    other_kinds: list[CreditFact]
    without: list[CreditFact]


def against_quota(facts: Facts, days: DateRange, category: str = "") -> AgainstQuota:
    """The bookings of these days, of a kind of deals ("" for all), by whether quotas measure them."""
    quotas = {seller.member_id: quota_of(facts, seller, days, category) for seller in facts.sellers}
    return _split(bookings_of(facts, days, category), quotas)


def _split(lines: list[CreditFact], quotas: Mapping[str, MeasuredQuota]) -> AgainstQuota:
    found = AgainstQuota([], [], [])
    for line in lines:
        own = quotas[line.member_id or ""]
        if not own.segments:
            found.without.append(line)
        elif own.counts(line.credit_date, line.category):
            found.counted.append(line)
        else:
            found.other_kinds.append(line)
    return found


class Counter:
    """Counts the days of a span: calendar days, or working days where the workspace prorates by those."""

    def __init__(self, rules: CountingRules) -> None:
        self._rules = rules

    def __call__(self, span: DateRange) -> int:
        off = self._rules.is_off
        return sum(not off(day) for day in span) if self._rules.by_working_days else calendar_days(span)


def _elapsed_share(facts: Facts, seller: Seller, part_: DateRange) -> Fraction:
    working = [day < facts.today for day in part_ if not seller.is_off(day)]
    return Fraction(sum(working), len(working)) if working else Fraction(part_.end <= facts.today)


def _days_left(facts: Facts, days: DateRange) -> int:
    """Working days from today on: a rep's own; for a team those on which the workspace works."""
    ahead = DateRange(max(days.start, facts.today), max(days.end, facts.today))
    if not facts.is_team and facts.sellers:
        return len(facts.sellers[0].selling_days(ahead))
    return sum(not facts.rules.is_off(day) for day in ahead)


def bookings(facts: Facts, days: DateRange) -> Figure:
    """Booked money, in the base currency; missing only without sellers."""
    seen = picture(facts, days)
    if not facts.sellers:
        return missing(Unit.money, MissingReason.no_data)
    parts = (part("deals", seen.deals, Unit.number),)
    return Figure(seen.bookings, Unit.money, n=len(bookings_of(facts, days)), parts=parts)


def quota(facts: Facts, days: DateRange) -> Figure:
    """Effective quota, in the base currency; missing when nobody has one."""
    seen = picture(facts, days)
    if seen.quota is None:
        return missing(Unit.money, why_unmeasured(seen) or MissingReason.no_quota)
    return Figure(seen.quota, Unit.money)


def attainment(facts: Facts, days: DateRange, category: str = "") -> Figure:
    """Quota attainment: bookings of those who carry a quota / their effective quota, as a share."""
    seen = picture(facts, days, category)
    parts, why_not = _quota_parts(seen), why_unmeasured(seen)
    if why_not is not None or not seen.quota:
        return missing(Unit.percent, why_not or MissingReason.no_quota, parts=parts)
    value, notes = seen.carried / seen.quota, _beside(seen, facts.rules.currency)
    return Figure(value, Unit.percent, parts=parts, n=seen.deals, notes=notes)


def _beside(seen: QuotaPicture, currency: str) -> tuple[str, ...]:
    if not seen.other_kinds:
        return ()
    return (f"plus {shown(seen.other_kinds, Unit.money, currency)} of other types",)


def _quota_parts(seen: QuotaPicture) -> tuple[FormulaInput, ...]:
    found = [part("bookings", seen.carried, Unit.money)]
    if seen.other:
        found.append(part("bookings of members without quota", seen.other, Unit.money))
    return (*found, FormulaInput(QUOTA_PART, seen.quota, Unit.money, why_unmeasured(seen)))


def why_unmeasured(seen: QuotaPicture) -> MissingReason | None:
    """Why nothing can be measured against the quotas of this picture; None when they are above zero."""
    if seen.quota is None and seen.is_cut:
        return MissingReason.no_quota_for_cut
    return why_no_quota(seen.quota, is_ramping=seen.is_ramping)


def why_no_quota(quota: Fraction | None, *, is_ramping: bool) -> MissingReason | None:
    """Why nothing can be measured against this quota; None when it is above zero."""
    if quota is None:
        return MissingReason.no_quota
    if quota == 0:
        return MissingReason.ramping_zero if is_ramping else MissingReason.quota_zero
    return None


def pace(facts: Facts, days: DateRange, category: str = "") -> Figure:
    """Pace: bookings / amount on track to date, as a share. Missing before the first working day is over."""
    seen = picture(facts, days, category)
    days_part = (
        part("working days elapsed", seen.elapsed_days, Unit.number),
        part("working days in all", seen.total_days, Unit.number),
    )
    parts = (*_quota_parts(seen), *days_part, part("on track to date", seen.on_track, Unit.money))
    why_not = why_unmeasured(seen)
    if why_not is not None:
        return missing(Unit.percent, why_not, parts=parts)
    if seen.on_track == 0:
        return missing(Unit.percent, MissingReason.starts_today, parts=parts)
    return Figure(seen.carried / seen.on_track, Unit.percent, parts=parts, n=seen.deals)


def projected(facts: Facts, days: DateRange) -> Figure:
    """Run-rate projection: bookings x all working days / elapsed working days, in the base currency.

    Missing before a fifth of the days or three deals: deals tend to close late.
    """
    seen = picture(facts, days)
    parts = (
        part("bookings", seen.bookings, Unit.money),
        part("working days elapsed", seen.elapsed_days, Unit.number),
        part("working days in all", seen.total_days, Unit.number),
    )
    if seen.elapsed_days == 0 or seen.elapsed_days < EARLY * seen.total_days or seen.deals < FEWEST_DEALS:
        return missing(Unit.money, MissingReason.too_early, parts=parts)
    notes = ("At the current pace; deals tend to close late.",)
    return Figure(seen.bookings * seen.total_days / seen.elapsed_days, Unit.money, parts=parts, notes=notes)


def required(facts: Facts, days: DateRange, category: str = "") -> Figure:
    """Required run rate: (quota - bookings) / working days left, today included; in money a day."""
    seen = picture(facts, days, category)
    why_not = why_unmeasured(seen)
    if why_not is not None or seen.quota is None:
        return missing(Unit.money_a_day, why_not or MissingReason.no_quota)
    gap = seen.quota - seen.carried
    parts = (part("gap", gap, Unit.money), part("working days left", seen.left_days, Unit.number))
    if gap <= 0:
        return missing(Unit.money_a_day, MissingReason.quota_met, parts=parts)
    if seen.left_days == 0:
        return missing(Unit.money_a_day, MissingReason.no_days_left, parts=parts)
    return Figure(gap / seen.left_days, Unit.money_a_day, parts=parts)


class QuotaLine(NamedTuple):
    """The part of a member in a team's quota: None without one. `booked` is what is measured by it."""

    member_id: str
    quota: Fraction | None
    booked: Fraction

    @property
    def share(self) -> Fraction | None:
        """Booked / quota; None without a quota above zero."""
        return self.booked / self.quota if self.quota else None


def quota_lines(facts: Facts, days: DateRange, category: str = "") -> list[QuotaLine]:
    """The quota of a team for a kind of deals, a line for each member who takes part; none for one person."""
    if not facts.is_team:
        return []
    own = by_seller(facts)
    found = []
    for seller in facts.sellers:
        if takes_part(seller, days):
            seen = picture(replace(own[seller.member_id], is_team=True), days, category)
            found.append(QuotaLine(seller.member_id, seen.quota, seen.carried))
    return found
