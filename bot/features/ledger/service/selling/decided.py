"""What many people decided, did and worked in some days: the facts that fair comparisons need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from bot.common.date_ranges import DateRange
from bot.db.transaction import Transaction
from bot.features.ledger.repository.decided import DecidedRepository
from bot.features.ledger.repository.facts import FactRepository
from bot.features.ledger.rules.facts import ALWAYS, Population, Seller
from bot.features.ledger.service.locking.locks import slices_of
from bot.features.ledger.service.selling.sellers import load_sellers

# Ids in one IN clause.
_AT_ONCE = 500


@dataclass(frozen=True)
class DecidedSums:
    """Deals that somebody won or lost: `value` is the sum of the won ones in base currency.

    `without_amount`: won ones that have none, or whose amount waits for a rate; they count as 0.
    """

    decided: int = 0
    won: int = 0
    value: Fraction = Fraction(0)
    without_amount: int = 0


@dataclass(frozen=True)
class FurthestStage:
    """How many decided deals came as far as a place in the order of stages, and no further.

    `place` is counted from 0; -1: to none of them; None: nothing is told of its stages. `value` and
    `without_amount`: as of `DecidedSums`.
    """

    is_won: bool
    place: int | None
    how_many: int
    value: Fraction = Fraction(0)
    without_amount: int = 0


def sums_of(stages: Sequence[FurthestStage]) -> DecidedSums:
    """What somebody decided, by how far it came."""
    won = [each for each in stages if each.is_won]
    return DecidedSums(
        sum(each.how_many for each in stages),
        sum(each.how_many for each in won),
        sum((each.value for each in won), Fraction(0)),
        sum(each.without_amount for each in won),
    )


@dataclass(frozen=True)
class DecidedDeal:
    """One deal that was won or lost. `reached`: the day on which it came to each stage, by its name."""

    deal_id: int
    owner_id: str
    is_won: bool
    counted_on: date
    created_on: date | None
    reached: Mapping[str, date]


@dataclass(frozen=True)
class DetailedDeal:
    """A deal that was won or lost, with its words (in Slack's escaped form); the amount in base currency."""

    deal_id: int
    owner_id: str
    is_won: bool
    counted_on: date
    created_on: date | None
    name: str
    account: str
    category: str
    stage: str
    amount_base: Decimal | None


async def decided_sums(
    transaction: Transaction, ids: Sequence[str], days: DateRange, as_of: datetime
) -> dict[str, DecidedSums]:
    """What each of these owners decided; every id has an entry."""
    repository, slices = DecidedRepository(transaction), await slices_of(transaction, days, as_of)
    found = dict.fromkeys(ids, DecidedSums())
    for part in _parts(ids):
        for owner, status, count, value, without in await repository.sums(part, slices):
            before = found[owner]
            found[owner] = replace(before, decided=before.decided + count)
            if status == "won":
                total = Fraction(value or Decimal(0))
                found[owner] = replace(found[owner], won=count, value=total, without_amount=without)
    return found


async def furthest_stages(
    transaction: Transaction, ids: Sequence[str], days: DateRange, as_of: datetime, stages: Sequence[str]
) -> dict[str, list[FurthestStage]]:
    """How far the decided deals of each of these owners came; every id has an entry."""
    repository, slices = DecidedRepository(transaction), await slices_of(transaction, days, as_of)
    found: dict[str, list[FurthestStage]] = {who: [] for who in ids}
    for part in _parts(ids):
        for owner, status, place, count, value, without in await repository.reached(part, slices, stages):
            total = Fraction(value or Decimal(0))
            found[owner].append(FurthestStage(status == "won", place, count, total, without))
    return found


async def activity_counts(
    transaction: Transaction, ids: Sequence[str], days: DateRange, as_of: datetime
) -> dict[str, dict[str, int]]:
    """Completed activities of each of these people by kind; every id has an entry."""
    repository, slices = DecidedRepository(transaction), await slices_of(transaction, days, as_of)
    found: dict[str, dict[str, int]] = {who: {} for who in ids}
    for part in _parts(ids):
        for who, kind, count in await repository.activities(part, slices):
            found[who][kind] = count
    return found


async def decided_deals(
    transaction: Transaction, ids: Sequence[str], days: DateRange, as_of: datetime, *, with_stages: bool
) -> list[DecidedDeal]:
    """The single deals that these owners decided, the oldest first; `with_stages`: with their stages."""
    repository, slices = DecidedRepository(transaction), await slices_of(transaction, days, as_of)
    reached: dict[int, dict[str, date]] = {}
    found = []
    for part in _parts(ids):
        for deal_id, stage, day in await repository.entries(part, slices) if with_stages else ():
            reached.setdefault(deal_id, {})[stage] = day
        for owner, deal_id, status, counted_on, created_on in await repository.days(part, slices):
            own = reached.get(deal_id, {})
            found.append(DecidedDeal(deal_id, owner, status == "won", counted_on, created_on, own))
    return sorted(found, key=lambda deal: (deal.counted_on, deal.deal_id))


async def detailed_deals(
    transaction: Transaction, ids: Sequence[str], days: DateRange, as_of: datetime
) -> list[DetailedDeal]:
    """The single deals that these owners decided, with their words; the oldest first."""
    repository, slices = DecidedRepository(transaction), await slices_of(transaction, days, as_of)
    found = [
        DetailedDeal(row[0], row[1], row[2] == "won", *row[3:])
        for part in _parts(ids)
        for row in await repository.details(part, slices)
    ]
    return sorted(found, key=lambda deal: (deal.counted_on, deal.deal_id))


async def sellers_since(
    transaction: Transaction, ids: Sequence[str], since: date, as_of: datetime
) -> dict[str, Seller]:
    """These people with their employment and calendars, by id; `since`: first day of which days off count."""
    whose = Population(dict.fromkeys(ids, (ALWAYS,)))
    return {seller.member_id: seller for seller in await load_sellers(transaction, whose, since, as_of)}


def _parts(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[first : first + _AT_ONCE] for first in range(0, len(ids), _AT_ONCE)]


async def activity_days(
    transaction: Transaction, ids: Sequence[str], days: DateRange, as_of: datetime
) -> dict[str, dict[str, dict[date, int]]]:
    """Completed activities of each of these people by kind and day; every id has an entry."""
    repository, slices = FactRepository(transaction), await slices_of(transaction, days, as_of)
    found: dict[str, dict[str, dict[date, int]]] = {who: {} for who in ids}
    for part in _parts(ids):
        for who, kind, day, count in await repository.activities(part, slices):
            found[who].setdefault(kind, {})[day] = count
    return found
