"""The rows of the books themselves, page by page: what a figure stands on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from bot.common.spans import Span
from bot.db.repository import ScopedRepository
from bot.db.transaction import Transaction
from bot.features.ledger.fact_repository import known_at
from bot.features.ledger.models import Credit, Deal, DealVersion

PAGE = 8
Row = TypeVar("Row")


@dataclass(frozen=True)
class CreditRow:
    """A line of booked money, and the deal it is of, which was taken back at `gone_at`, if ever.

    `amount_base` is None while it waits for a rate.
    """

    id: int
    deal_id: int
    deal: str
    source: str
    external_id: str
    member_id: str | None
    kind: str
    credit_date: date
    amount: Decimal
    currency: str
    fx_rate: Decimal | None
    amount_base: Decimal | None
    percent: Decimal
    is_overlay: bool
    note: str
    is_confirmed: bool
    gone_at: datetime | None


@dataclass(frozen=True)
class DealRow:
    """A deal as it is. `day` is when it was closed, or should be."""

    deal_id: int
    deal: str
    source: str
    external_id: str
    owner_id: str | None
    status: str
    stage: str
    amount: Decimal | None
    currency: str
    amount_base: Decimal | None
    created_on: date | None
    day: date | None
    is_confirmed: bool


@dataclass(frozen=True)
class Page(Generic[Row]):
    """A page of rows, and how many there are in all."""

    rows: tuple[Row, ...]
    total: int
    number: int


class _Rows(ScopedRepository):
    async def page(self, query: Select[Any], number: int, size: int) -> tuple[Sequence[Any], int]:
        total = await self.session.scalar(select(func.count()).select_from(query.subquery()))
        rows = await self.session.execute(query.limit(size).offset((number - 1) * size))
        return rows.all(), int(total or 0)

    def credits(self, ids: Collection[str], days: Span, as_of: datetime) -> Select[Any]:
        others = aliased(DealVersion)
        newest = (
            select(func.max(others.id))
            .where(others.deal_id == Credit.deal_id)
            .correlate(Credit)
            .scalar_subquery()
        )
        columns = (
            Credit.id,
            Credit.deal_id,
            DealVersion.name,
            Deal.source,
            Deal.external_id,
            Credit.member_id,
            Credit.kind,
            Credit.credit_date,
            Credit.amount,
            Credit.currency,
            Credit.fx_rate,
            Credit.amount_base,
            Credit.percent,
            Credit.is_overlay,
            Credit.note,
            DealVersion.is_confirmed,
            DealVersion.replaced_at,
        )
        return (
            self.select(Credit, *columns)
            .join(Deal, Deal.id == Credit.deal_id)
            .join(DealVersion, DealVersion.id == newest)
            .where(Credit.member_id.in_(ids), Credit.recorded_at <= as_of)
            .where(Credit.credit_date >= days.start, Credit.credit_date < days.end)
            .order_by(Credit.credit_date.desc(), Credit.id.desc())
        )

    def deals(self, ids: Collection[str], as_of: datetime, *where: Any) -> Select[Any]:
        day = func.coalesce(DealVersion.closed_on, DealVersion.expected_on)
        columns = (
            DealVersion.deal_id,
            DealVersion.name,
            Deal.source,
            Deal.external_id,
            DealVersion.owner_id,
            DealVersion.status,
            DealVersion.stage,
            DealVersion.amount,
            DealVersion.currency,
            DealVersion.amount_base,
            DealVersion.first_created_on,
            day,
            DealVersion.is_confirmed,
        )
        return (
            self.select(DealVersion, *columns)
            .join(Deal, Deal.id == DealVersion.deal_id)
            .where(DealVersion.owner_id.in_(ids), *known_at(DealVersion, as_of), *where)
            .order_by(day.desc(), DealVersion.deal_id.desc())
        )


async def credit_rows(
    transaction: Transaction,
    ids: Collection[str],
    days: Span,
    as_of: datetime,
    number: int = 1,
    size: int = PAGE,
) -> Page[CreditRow]:
    """The lines of these people in these days, the newest first."""
    repository = _Rows(transaction)
    rows, total = await repository.page(repository.credits(ids, days, as_of), number, size)
    return Page(tuple(CreditRow(*row) for row in rows), total, number)


async def closed_rows(
    transaction: Transaction,
    ids: Collection[str],
    days: Span,
    as_of: datetime,
    number: int = 1,
    size: int = PAGE,
) -> Page[DealRow]:
    """The deals of these people that were won or lost in these days, the newest first."""
    repository = _Rows(transaction)
    decided = (
        DealVersion.status != "open",
        DealVersion.closed_on >= days.start,
        DealVersion.closed_on < days.end,
    )
    rows, total = await repository.page(repository.deals(ids, as_of, *decided), number, size)
    return Page(tuple(DealRow(*row) for row in rows), total, number)


async def open_rows(
    transaction: Transaction, ids: Collection[str], as_of: datetime, number: int = 1, size: int = PAGE
) -> Page[DealRow]:
    """The open deals of these people, those furthest ahead first."""
    repository = _Rows(transaction)
    query = repository.deals(ids, as_of, DealVersion.status == "open")
    rows, total = await repository.page(query, number, size)
    return Page(tuple(DealRow(*row) for row in rows), total, number)


async def credit_row(transaction: Transaction, credit_id: int, as_of: datetime) -> CreditRow | None:
    """One line."""
    repository = _Rows(transaction)
    found = await transaction.session.scalar(
        repository.select(Credit, Credit.member_id).where(Credit.id == credit_id)
    )
    if found is None:
        return None
    always = Span(date.min, date.max)
    query = repository.credits([found], always, as_of).where(Credit.id == credit_id)
    row = (await transaction.session.execute(query)).one_or_none()
    return CreditRow(*row) if row else None


async def newest_credit(
    transaction: Transaction, deal_id: int, member_id: str, as_of: datetime
) -> CreditRow | None:
    """The newest line that this person has of a deal."""
    repository = _Rows(transaction)
    query = repository.credits([member_id], Span(date.min, date.max), as_of).where(Credit.deal_id == deal_id)
    row = (
        await transaction.session.execute(query.order_by(None).order_by(Credit.id.desc()).limit(1))
    ).first()
    return CreditRow(*row) if row else None


async def changed_rows(
    transaction: Transaction, ids: Collection[str], days: Span, since: datetime, as_of: datetime
) -> Sequence[CreditRow]:
    """The lines of these days that count now and did not at `since`, the oldest first."""
    repository = _Rows(transaction)
    query = repository.credits(ids, days, as_of).where(
        Credit.counts_from > since, Credit.counts_from <= as_of
    )
    rows = await transaction.session.execute(query.order_by(None).order_by(Credit.id))
    return [CreditRow(*row) for row in rows]
