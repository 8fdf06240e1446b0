"""The counted pipeline, its holes, and what stands on it: coverage and weighted projection; pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from bot.common.date_ranges import DateRange
from bot.features.ledger.rules.facts import Facts, OpenFact
from bot.features.ledger.rules.quotas import kind_key
from bot.features.metrics.rules.deals import trailing, win_rate
from bot.features.metrics.rules.figures import Figure, MissingReason, Unit, missing, part, shown
from bot.features.metrics.rules.quota import bookings_of, picture, quota_of, total, why_unmeasured


class Hole(StrEnum):
    """Why an open deal is missed in a pipeline in which it may belong, as people read it after a number."""

    past = "past their date"
    no_date = "without a date"
    no_amount = "without amount"
    no_rate = "without a rate"
    no_probability = "without probability"


class Aside(StrEnum):
    """Why an open deal is no part of a pipeline, and nobody has to mend it."""

    omitted = "omitted: its probability is 0"
    elsewhere = "expected in another period"
    archived = "archived"
    other_type = "of a type without this quota"


@dataclass
class Pipeline:
    """Open deals as they count for some days: each is in one of the three lists, in the order of facts."""

    counted: list[OpenFact] = field(default_factory=list)
    holes: list[tuple[OpenFact, Hole]] = field(default_factory=list)
    aside: list[tuple[OpenFact, Aside]] = field(default_factory=list)


def pipeline(
    facts: Facts, days: DateRange, *, weighted: bool = False, against: str | None = None
) -> Pipeline:
    """The counted pipeline: open, not archived, expected in the rest of `days`, amount known, not omitted.

    The rest begins today. `weighted`: the probability has to be known as well. `against`: only what the
    quotas for this kind of deals measure ("" for the overall ones); None for all. A deal has the first hole
    that fits.
    """
    found = Pipeline()
    rest = DateRange(max(days.start, facts.today), max(days.end, facts.today))
    measured = _measured_by(facts, days, against)
    for deal in facts.open:
        reason = _left_out(deal, facts, rest, weighted=weighted) if measured(deal) else Aside.other_type
        if reason is None:
            found.counted.append(deal)
        elif isinstance(reason, Hole):
            found.holes.append((deal, reason))
        else:
            found.aside.append((deal, reason))
    found.aside += [(deal, Aside.archived) for deal in facts.archived]
    return found


def _measured_by(facts: Facts, days: DateRange, kind: str | None) -> Callable[[OpenFact], bool]:
    """Whether the quota of its owner measures a deal once it is won."""
    if kind is None:
        return lambda _: True
    quotas = {seller.member_id: quota_of(facts, seller, days, kind) for seller in facts.sellers}

    def is_measured(deal: OpenFact) -> bool:
        own = quotas.get(deal.owner_id or "")
        if own is None:
            return True
        if deal.expected_on is not None and deal.expected_on in days:
            return own.counts(deal.expected_on, deal.category)
        listed = [kinds for _, kinds in own.spans]
        return not listed or any(kinds is None or kind_key(deal.category) in kinds for kinds in listed)

    return is_measured


def _left_out(deal: OpenFact, facts: Facts, rest: DateRange, *, weighted: bool) -> Hole | Aside | None:
    if deal.probability == 0:
        return Aside.omitted
    if deal.expected_on is None:
        return Hole.no_date
    if deal.expected_on < facts.today:
        return Hole.past
    if deal.expected_on not in rest:
        return Aside.elsewhere
    if deal.amount is None:
        return Hole.no_rate if deal.waits_for_rate else Hole.no_amount
    if weighted and deal.probability is None:
        return Hole.no_probability
    return None


def worth(deals: Sequence[OpenFact], *, weighted: bool = False) -> Fraction:
    """Sum of the amounts that are known, in the base currency; `weighted`: each x its probability."""
    return sum(
        (Fraction(d.amount or 0) * (Fraction(d.probability or 0) / 100 if weighted else 1) for d in deals),
        Fraction(0),
    )


def not_counted(holes: Sequence[tuple[OpenFact, Hole]], currency: str) -> tuple[str, ...]:
    """A note such as `Not counted: 3 past their date $61,000 · 2 without amount`; none without holes."""
    told = []
    for hole in Hole:
        deals = [deal for deal, reason in holes if reason is hole]
        value = worth(deals)
        if deals:
            told.append(
                f"{len(deals)} {hole.value}{f' {shown(value, Unit.money, currency)}' if value else ''}"
            )
    return (f"Not counted: {' · '.join(told)}",) if told else ()


def coverage(facts: Facts, days: DateRange, kind: str = "", *, weighted: bool = False) -> Figure:
    """Pipeline coverage: counted pipeline of these days / gap to quota.

    `kind`: of the quotas for this kind of deals, "" for the overall ones. `weighted`: each amount x
    its probability. Notes name what is not counted, and the coverage that is needed: 1 / own win rate.
    """
    seen = picture(facts, days, kind)
    open_deals = pipeline(facts, days, weighted=weighted, against=kind)
    value = worth(open_deals.counted, weighted=weighted)
    gap = (seen.quota or Fraction(0)) - seen.carried
    label = "counted pipeline x probability" if weighted else "counted pipeline"
    parts = (part(label, value, Unit.money), part("gap", gap, Unit.money))
    why_not = why_unmeasured(seen)
    if why_not is not None:
        return missing(Unit.times, why_not, parts=parts)
    if gap <= 0:
        return missing(Unit.times, MissingReason.quota_met, parts=parts)
    notes = not_counted(open_deals.holes, facts.rules.currency)
    if not weighted and not kind:
        notes = (*_need(facts, days), *notes)
    return Figure(value / gap, Unit.times, n=len(open_deals.counted), parts=parts, notes=notes)


def weighted_coverage(facts: Facts, days: DateRange) -> Figure:
    """Coverage with each amount x its probability."""
    return coverage(facts, days, weighted=True)


def _need(facts: Facts, days: DateRange) -> tuple[str, ...]:
    rate = win_rate(facts, trailing(facts, days)).value
    need = need_of_coverage(rate)
    if need is None:
        return ()
    needed, won = shown(need, Unit.times, ""), shown(rate, Unit.percent, "")
    return (f"Needed: {needed}, by a win rate of {won} in the last 90 days",)


def need_of_coverage(win_rate: Fraction | None) -> Fraction | None:
    """The coverage needed at this win rate: 1 / win rate; None without one above zero."""
    return 1 / win_rate if win_rate else None


def weighted_projection(facts: Facts, days: DateRange) -> Figure:
    """Weighted projection: bookings + counted pipeline x probability. A note names what is not counted."""
    open_deals = pipeline(facts, days, weighted=True)
    booked, weighted = total(bookings_of(facts, days)), worth(open_deals.counted, weighted=True)
    parts = (
        part("bookings", booked, Unit.money),
        part("counted pipeline x probability", weighted, Unit.money),
    )
    notes = not_counted(open_deals.holes, facts.rules.currency)
    return Figure(booked + weighted, Unit.money, n=len(open_deals.counted), parts=parts, notes=notes)
