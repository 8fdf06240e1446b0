"""Employment and quotas of people: of locked days as they were known when these were locked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from bot.common.date_ranges import DateRange
from bot.common.memory import Remembered
from bot.db.asking import Question
from bot.db.transaction import Transaction
from bot.features.ledger.models.quotas import Employment
from bot.features.ledger.repository.contracts import ContractRepository
from bot.features.ledger.rules.facts import ALWAYS, parts_between
from bot.features.ledger.rules.locking.locks import Slice
from bot.features.ledger.rules.quotas import ContractRows, Per, QuotaPlan
from bot.features.ledger.service.locking.locks import slices_of

CONTRACTS = Remembered[ContractRows]("quotas and employments by person and slices")


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
    slices = await slices_of(transaction, ALWAYS, as_of)
    found = await _rows(transaction, ids, slices)
    return {who: _contract_of(found[who], slices) for who in ids}


async def contract_questions(
    transaction: Transaction, ids: Sequence[str], as_of: datetime
) -> list[Question[Any]]:
    """What `contracts` of these people, at most 5,000, begins with."""
    return ContractRepository(transaction).contract_questions(
        ids, await slices_of(transaction, ALWAYS, as_of)
    )


async def newest_employments(
    transaction: Transaction, ids: Sequence[str], as_of: datetime
) -> dict[str, DateRange]:
    """The days on which these people are employed, as known at `as_of`; who has no entry is missing."""
    slices = await slices_of(transaction, ALWAYS, as_of)
    found = await _rows(transaction, ids, slices)
    newest = {who: _by_slice(found[who].employments, slices).get(len(slices) - 1) for who in ids}
    return {who: employed(row) for who, row in newest.items() if row is not None}


async def _rows(
    transaction: Transaction, ids: Sequence[str], slices: tuple[Slice, ...]
) -> dict[str, ContractRows]:
    async def load(keys: Collection[tuple[str, tuple[Slice, ...]]]) -> dict[Any, ContractRows]:
        own = await ContractRepository(transaction).contracts([who for who, _ in keys], slices)
        return {(who, slices): rows for who, rows in own.items()}

    found = await transaction.each(CONTRACTS, [(who, slices) for who in ids], load)
    return {who: rows for (who, _), rows in found.items()}


def _by_slice(rows: Iterable[Any], slices: Sequence[Slice]) -> dict[int, Any]:
    """The newest of somebody's employments by the number of the slice in which it is known."""
    found: dict[int, Any] = {}
    for row in rows:
        found.update({number: row for number in range(len(slices)) if getattr(row, f"known_{number}")})
    return found


def _contract_of(rows: ContractRows, slices: Sequence[Slice]) -> Contract:
    plans = [plan for row in rows.quotas for plan in _plans(row, slices)]
    return _contract(_by_slice(rows.employments, slices), slices, plans)


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
