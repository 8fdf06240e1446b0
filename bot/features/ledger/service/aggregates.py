"""Sums and values computed in SQL, for comparing many people without loading their single credits."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.memory import Remembered
from bot.db.asking import answers
from bot.db.transaction import Transaction
from bot.features.ledger.repository.facts import FactRepository
from bot.features.ledger.rules.cuts import Dimension
from bot.features.ledger.rules.facts import ALWAYS, Population
from bot.features.ledger.rules.locking.locks import Slice
from bot.features.ledger.rules.quotas import MeasuredQuota, kind_key
from bot.features.ledger.service.locking.contracts import Contract
from bot.features.ledger.service.locking.locks import slices_of
from bot.features.ledger.service.queries import today_of

Parts = Mapping[str, tuple[DateRange, ...]]
# Ids in one IN clause.
_AT_ONCE = 500
_ALWAYS = Contract(ALWAYS, ())


@dataclass(frozen=True)
class Sums:
    """What somebody booked in the base currency, and without overlay credits; None for nothing."""

    all: Decimal | None
    own: Decimal | None


BOOKED = Remembered[Sums]("sums of credits by person and slices")


@dataclass(frozen=True)
class Decided:
    """Number of deals somebody won and lost."""

    won: int = 0
    lost: int = 0


def parts_of(whose: Population, days: DateRange, hired: Mapping[str, Contract]) -> Parts:
    """The parts of `days` on which each person's facts count, by id; people without any are left out.

    `hired` cuts them by employment; whoever is not in it is not cut.
    """
    found = {}
    for who in whose.ids:
        own = hired.get(who, _ALWAYS)
        spans = [part for each in whose.days[who] for part in own.employed_in(days.within(each))]
        if spans:
            found[who] = tuple(DateRange(part.start, part.end) for part in spans)
    return found


async def booked(
    transaction: Transaction, parts: Parts, as_of: datetime, *, with_overlay: bool = True
) -> dict[str, Fraction]:
    """What each of these people booked on their days, in the base currency; 0 without credits."""
    totals: dict[str, Decimal] = dict.fromkeys(parts, Decimal(0))
    today = await today_of(transaction, as_of)
    for span, ids in _by_span(parts, today):
        for who, sums in (await _sums(transaction, ids, await slices_of(transaction, span, as_of))).items():
            totals[who] += (sums.all if with_overlay else sums.own) or Decimal(0)
    return {who: Fraction(total) for who, total in totals.items()}


async def _sums(transaction: Transaction, ids: Sequence[str], slices: tuple[Slice, ...]) -> dict[str, Sums]:
    async def load(keys: Collection[tuple[str, tuple[Slice, ...]]]) -> dict[Any, Sums]:
        rows = await FactRepository(transaction).booked([who for who, _ in keys], slices)
        return {(who, slices): Sums(total, own) for who, total, own in rows}

    found = await transaction.each(BOOKED, [(who, slices) for who in ids], load)
    return {who: sums for (who, _), sums in found.items()}


async def booked_against(
    transaction: Transaction,
    quotas: Mapping[str, MeasuredQuota],
    parts: Parts,
    as_of: datetime,
    *,
    with_overlay: bool = True,
) -> dict[str, Fraction]:
    """What each of these people booked on their days, of the kinds of deals that their quota measures."""
    plain: dict[str, tuple[DateRange, ...]] = {}
    by_kind: dict[str, tuple[DateRange, ...]] = {}
    for who, own in parts.items():
        spans = [(each.within(part), kinds) for each, kinds in quotas[who].spans for part in own]
        plain[who] = tuple(span for span, kinds in spans if span.length and kinds is None)
        by_kind[who] = tuple(span for span, kinds in spans if span.length and kinds is not None)
    totals = await booked(transaction, plain, as_of, with_overlay=with_overlay)
    if not any(by_kind.values()):
        return totals
    repository, today = FactRepository(transaction), await today_of(transaction, as_of)
    for span, ids in _by_span(by_kind, today):
        slices = await slices_of(transaction, span, as_of)
        rows = await repository.booked_by_kind(ids, slices, with_overlay=with_overlay)
        for who, kind, amount in rows:
            kinds = quotas[who].kinds_on(span.start)
            if amount is not None and kinds is not None and kind_key(kind) in kinds:
                totals[who] += Fraction(amount)
    return totals


async def decided(transaction: Transaction, parts: Parts, as_of: datetime) -> dict[str, Decided]:
    """Deals each of these owners won and lost on their days; every id has an entry."""
    counts: dict[str, dict[str, int]] = {who: {} for who in parts}
    repository, today = FactRepository(transaction), await today_of(transaction, as_of)
    for span, ids in _by_span(parts, today):
        slices = await slices_of(transaction, span, as_of)
        for who, status, count in await repository.decided(ids, slices):
            counts[who][status] = counts[who].get(status, 0) + count
    return {who: Decided(own.get("won", 0), own.get("lost", 0)) for who, own in counts.items()}


async def values_told(
    transaction: Transaction, dimension: Dimension, owners: Sequence[str] | None = None
) -> dict[str, str]:
    """The values that deals of these owners (None: of all) have now, by `kind_key`; "" is not told."""
    return _by_key(await FactRepository(transaction).values(dimension, owners))


async def all_values_told(
    transaction: Transaction, dimensions: Collection[Dimension]
) -> dict[Dimension, dict[str, str]]:
    """`values_told` of all deals, of each of these dimensions, read in one statement."""
    repository = FactRepository(transaction)
    found = await answers(transaction, [repository.told(each) for each in dimensions])
    return {each: _by_key([row.value for row in rows]) for each, rows in zip(dimensions, found, strict=True)}


def _by_key(told: Iterable[str]) -> dict[str, str]:
    by_key = {kind_key(value): value for value in sorted(told, reverse=True)}
    return {key: by_key[key] for key in sorted(by_key)}


def _by_span(parts: Parts, today: date) -> list[tuple[DateRange, list[str]]]:
    """Groups people by equal days up to `today`, so that one statement serves most of them."""
    found: dict[DateRange, list[str]] = {}
    until = DateRange(date.min, today + ONE_DAY)
    for who, spans in parts.items():
        for span in spans:
            if (known := span.within(until)).length:
                found.setdefault(known, []).append(who)
    return [
        (span, ids[first : first + _AT_ONCE])
        for span, ids in found.items()
        for first in range(0, len(ids), _AT_ONCE)
    ]
