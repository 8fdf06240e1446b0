"""Employment and quotas of people: of locked days as they were known when these were locked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from bot.common.date_ranges import DateRange
from bot.db.transaction import Transaction
from bot.features.ledger.models.quotas import Employment
from bot.features.ledger.repository.facts import FactRepository
from bot.features.ledger.rules.facts import ALWAYS, parts_between
from bot.features.ledger.rules.locking.locks import Slice
from bot.features.ledger.rules.quotas import Per, QuotaPlan
from bot.features.ledger.service.locking.locks import slices_of


@dataclass(frozen=True)
class Contract:
    """The days on which somebody is employed, but for the `gaps` among them, and their quotas."""

    employed: DateRange
    plans: tuple[QuotaPlan, ...]
    gaps: tuple[DateRange, ...] = ()

    def employed_in(self, days: DateRange) -> list[DateRange]:
        """The parts of these days on which they are employed, none of them empty."""
        return parts_between(days.within(self.employed), self.gaps)


async def contracts(transaction: Transaction, ids: Sequence[str], as_of: datetime) -> dict[str, Contract]:
    """Employment and quotas of these people, as known at `as_of`; every id has an entry."""
    repository, slices = FactRepository(transaction), await slices_of(transaction, ALWAYS, as_of)
    plans: dict[str, list[QuotaPlan]] = {}
    for row in await repository.quotas(ids, slices):
        plans.setdefault(row.member_id, []).extend(_plans(row, slices))
    hired = _by_slice(await repository.employments(ids, slices), slices)
    return {who: _contract(hired.get(who, {}), slices, plans.get(who, ())) for who in ids}


async def newest_employments(
    transaction: Transaction, ids: Sequence[str], as_of: datetime
) -> dict[str, DateRange]:
    """The days on which these people are employed, as known at `as_of`; who has no entry is missing."""
    slices = (Slice(ALWAYS, as_of),)
    rows = await FactRepository(transaction).employments(ids, slices)
    return {who: employed(rows[0]) for who, rows in _by_slice(rows, slices).items()}


def _by_slice(rows: Iterable[Any], slices: Sequence[Slice]) -> dict[str, dict[int, Any]]:
    """The newest employment of each person by the number of the slice in which it is known."""
    found: dict[str, dict[int, Any]] = {}
    for row in rows:
        own = found.setdefault(row.member_id, {})
        own.update({number: row for number in range(len(slices)) if getattr(row, f"known_{number}")})
    return found


def _contract(hired: Mapping[int, Any], slices: Sequence[Slice], plans: Sequence[QuotaPlan]) -> Contract:
    spans = [employed(hired.get(number)).within(each.days) for number, each in enumerate(slices)]
    spans = [span for span in spans if span.length]
    if not spans:
        # On no day at all, as the newest says.
        return Contract(employed(hired.get(len(slices) - 1)), tuple(plans))
    gaps = [
        DateRange(before.end, after.start) for before, after in pairwise(spans) if before.end < after.start
    ]
    return Contract(DateRange(spans[0].start, spans[-1].end), tuple(plans), tuple(gaps))


def employed(row: Employment | None) -> DateRange:
    """The days on which somebody sells; unbounded where start or end is not known."""
    start = row.started_on if row and row.started_on else date.min
    return DateRange(start, row.left_on if row and row.left_on else date.max)


def _plans(row: Any, slices: Sequence[Slice]) -> list[QuotaPlan]:
    """The quota on the days of which it is known: once, where these follow each other."""
    found: list[QuotaPlan] = []
    for number, each in enumerate(slices):
        if not getattr(row, f"known_{number}"):
            continue
        begins = each.days.start
        if found and found[-1].known_on.end == begins:
            begins = found.pop().known_on.start
        found.append(replace(plan_of(row), known_on=DateRange(begins, each.days.end)))
    return found


def plan_of(row: Any) -> QuotaPlan:
    """The row of a quota as `QuotaPlan`."""
    return QuotaPlan(
        id=row.id,
        amount=row.amount_base,
        per=Per(row.per),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        ramp=tuple(Decimal(percent) for percent in row.ramp),
        ramp_from=row.ramp_from,
        relief=row.relief,
        category=row.category,
    )
