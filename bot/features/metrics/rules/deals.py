"""Win rate, deal size, cycle and velocity; pure.

A deal counts once, by its last terminal state; it belongs to its owner on the day it was closed. Definitions:
`CATALOGUE`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from statistics import median

from bot.common.date_ranges import DateRange, days_until
from bot.common.text import plural
from bot.features.ledger.rules.facts import ClosedFact, Facts, OpenFact
from bot.features.metrics.rules.figures import Figure, MissingReason, Unit, missing, part

SMALL_SAMPLE = 5
# Above this share of lost deals without a value, the won ones alone would decide.
MOST_WITHOUT_VALUE = Fraction(1, 5)
TRAILING_DAYS = 90
# How long a cohort matures where no cycle is known.
RIPE_AFTER = 90


def trailing(facts: Facts, days: DateRange) -> DateRange:
    """The 90 days up to the last of `days`, or up to yesterday where that is earlier."""
    return days_until(min(days.last, facts.today - timedelta(days=1)), TRAILING_DAYS)


def recent(facts: Facts) -> DateRange:
    """The 90 days up to yesterday."""
    return days_until(facts.today - timedelta(days=1), TRAILING_DAYS)


def closed_in(facts: Facts, days: DateRange) -> list[ClosedFact]:
    """Deals won or lost in these days whose owner counted on the day."""
    return [deal for deal in facts.decided if deal.counted_on in days]


def created_in(facts: Facts, days: DateRange) -> list[ClosedFact | OpenFact]:
    """Deals created in these days whose owner counted on the day."""
    return [
        deal
        for deal in facts.created
        if deal.created_on and deal.created_on in days and facts.counts(deal.owner_id, deal.created_on)
    ]


def won_in(facts: Facts, days: DateRange) -> list[ClosedFact]:
    """Deals won in these days whose owner counted on the day."""
    return [deal for deal in closed_in(facts, days) if deal.is_won]


def lost_in(facts: Facts, days: DateRange) -> list[ClosedFact]:
    """Deals lost in these days whose owner counted on the day."""
    return [deal for deal in closed_in(facts, days) if not deal.is_won]


def has_value(deal: ClosedFact) -> bool:
    """Whether it has an amount, in the base currency."""
    return deal.amount is not None


def has_cycle(deal: ClosedFact) -> bool:
    """Whether its creation is known, and not after its closing."""
    return deal.created_on is not None and deal.closed_on >= deal.created_on


def deals_won(facts: Facts, days: DateRange) -> Figure:
    """Number of won deals; a shared deal counts for its owner only."""
    return Figure(Fraction(len(won_in(facts, days))), Unit.number)


def win_rate(facts: Facts, days: DateRange) -> Figure:
    """Won / (won + lost), in numbers of deals."""
    found = win_share(len(won_in(facts, days)), len(lost_in(facts, days)))
    return found if found.value is None else replace(found, notes=_stale(facts))


def win_share(won: int, lost: int) -> Figure:
    """The win rate of these counts, as a share; missing when nothing was closed."""
    parts = (part("won", won, Unit.number), part("lost", lost, Unit.number))
    if won + lost == 0:
        return missing(Unit.percent, MissingReason.none_closed, n=0, parts=parts)
    return Figure(Fraction(won, won + lost), Unit.percent, n=won + lost, parts=parts)


def _stale(facts: Facts) -> tuple[str, ...]:
    """A note on open deals past their date: nobody marked them lost, which makes the rate look better."""
    cycles = sorted(_cycles(won_in(facts, recent(facts))))
    if not cycles:
        return ()
    limit = 2 * median(cycles)
    old = sum(
        deal.created_on is not None and (facts.today - deal.created_on).days > limit for deal in facts.open
    )
    return (f"{plural(old, 'open deal')} older than twice the median cycle",) if old else ()


def win_rate_by_value(facts: Facts, days: DateRange) -> Figure:
    """Win rate by value: won value / (won + lost value); missing when too many lost deals have no value."""
    won, lost = won_in(facts, days), lost_in(facts, days)
    closed = [*won, *lost]
    without = sum(not deal.amount for deal in lost)
    won_value, lost_value = _sum(won), _sum(lost)
    parts = (
        part("won value", won_value, Unit.money),
        part("lost value", lost_value, Unit.money),
        part("lost deals without a value", without, Unit.number),
    )
    if not closed:
        return missing(Unit.percent, MissingReason.none_closed, n=0, parts=parts)
    if without > MOST_WITHOUT_VALUE * len(lost):
        return missing(Unit.percent, MissingReason.lost_values_missing, n=len(closed), parts=parts)
    if won_value + lost_value == 0:
        return missing(Unit.percent, MissingReason.no_data, n=len(closed), parts=parts)
    return Figure(won_value / (won_value + lost_value), Unit.percent, n=len(closed), parts=parts)


def _sum(deals: Iterable[ClosedFact]) -> Fraction:
    return Fraction(sum((deal.amount or Decimal(0) for deal in deals), Decimal(0)))


def created_win_rate(facts: Facts, days: DateRange) -> Figure:
    """Win rate of a cohort: won / created in these days, open ones included.

    Missing (`maturing`) until three quarters of recent cycles would have ended, or for 90 days without any.
    """
    born = created_in(facts, days)
    won = sum(isinstance(deal, ClosedFact) and deal.is_won for deal in born)
    parts = (part("won", won, Unit.number), part("created", len(born), Unit.number))
    if not born:
        return missing(Unit.percent, MissingReason.no_data, n=0, parts=parts)
    cycles = sorted(_cycles(won_in(facts, recent(facts))))
    age = (facts.today - days.end).days
    ripe = cycles[min(len(cycles) - 1, (3 * len(cycles)) // 4)] if cycles else RIPE_AFTER
    if age < ripe:
        return missing(Unit.percent, MissingReason.maturing, n=len(born), parts=parts)
    return Figure(Fraction(won, len(born)), Unit.percent, n=len(born), parts=parts)


def deal_size(facts: Facts, days: DateRange) -> Figure:
    """Average deal size: won value / won deals that have a value, in the base currency."""
    won = won_in(facts, days)
    valued = [deal.amount for deal in won if deal.amount is not None and has_value(deal)]
    without = len(won) - len(valued)
    notes = (f"{without} won without amount",) if without else ()
    if not valued:
        return Figure(None, Unit.money, _without(won, MissingReason.no_amounts), 0, notes=notes)
    value = Fraction(sum(valued, Decimal(0)))
    parts = (
        part("won value", value, Unit.money),
        part("won deals with a value", len(valued), Unit.number),
        part("median", median(valued), Unit.money),
    )
    return Figure(value / len(valued), Unit.money, n=len(valued), parts=parts, notes=notes)


def _without(won: Sequence[ClosedFact], why: MissingReason) -> MissingReason:
    """Why nothing can be said of won deals: there are none, or `why`."""
    return why if won else MissingReason.none_won


def cycle(facts: Facts, days: DateRange) -> Figure:
    """Sales cycle: median number of days from the first creation to the last close of won deals.

    Deals closed before they were created are left out, with a note.
    """
    won = won_in(facts, days)
    lengths = _cycles(won)
    broken = sum(d.created_on is not None and not has_cycle(d) for d in won)
    notes = (f"{plural(broken, 'deal')} closed before created, left out",) if broken else ()
    if not lengths:
        return Figure(None, Unit.days, _without(won, MissingReason.no_creation), 0, notes=notes)
    mean = Fraction(sum(lengths), len(lengths))
    parts = (part("mean", mean, Unit.days), part("won deals", len(lengths), Unit.number))
    return Figure(Fraction(median(lengths)), Unit.days, n=len(lengths), parts=parts, notes=notes)


def _cycles(won: Sequence[ClosedFact]) -> list[int]:
    return [
        (deal.closed_on - deal.created_on).days
        for deal in won
        if deal.created_on is not None and has_cycle(deal)
    ]


def velocity(facts: Facts, days: DateRange) -> Figure:
    """Sales velocity, in money a day: open deals x win rate x deal size / mean cycle in days.

    All but the open deals are of the trailing 90 days.
    """
    window = trailing(facts, days)
    rate, size = win_rate(facts, window), deal_size(facts, window)
    won = won_in(facts, window)
    lengths = _cycles(won)
    mean = Fraction(sum(lengths), len(lengths)) if lengths else None
    parts = (
        part("open deals", len(facts.open), Unit.number),
        part("win rate", rate.value, Unit.percent),
        part("deal size", size.value, Unit.money),
        part("mean cycle", mean, Unit.days),
    )
    if not facts.open:
        return Figure(Fraction(0), Unit.money_a_day, parts=parts)
    if rate.value is None or size.value is None or mean is None:
        return missing(
            Unit.money_a_day, rate.code or size.code or _without(won, MissingReason.no_creation), parts=parts
        )
    if mean == 0:
        return missing(Unit.money_a_day, MissingReason.no_cycle, parts=parts)
    return Figure(len(facts.open) * rate.value * size.value / mean, Unit.money_a_day, parts=parts, n=rate.n)


def past_date(facts: Facts) -> list[OpenFact]:
    """Open deals whose expected close date is before today."""
    return [deal for deal in facts.open if deal.expected_on and deal.expected_on < facts.today]
