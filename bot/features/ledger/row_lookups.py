"""The rows of the books themselves, page by page: what a figure stands on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Generic, TypeVar

from bot.common.periods import local_day
from bot.common.spans import Span
from bot.db.transaction import Transaction
from bot.features.ledger.lookups import ALWAYS, Whose, of_person
from bot.features.ledger.models import Credit
from bot.features.ledger.row_repository import RowRepository
from bot.features.workspace import service as workspace

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


async def credit_rows(
    transaction: Transaction, whose: Whose, days: Span, as_of: datetime, number: int = 1, size: int = PAGE
) -> Page[CreditRow]:
    """The lines of these people in these days, the newest first."""
    repository = RowRepository(transaction)
    rows, total = await repository.page(repository.credits(whose.days, days, as_of), number, size)
    return Page(tuple(CreditRow(*row) for row in rows), total, number)


async def closed_rows(
    transaction: Transaction, whose: Whose, days: Span, as_of: datetime, number: int = 1, size: int = PAGE
) -> Page[DealRow]:
    """The deals of these people that were won or lost in these days, the newest first."""
    repository = RowRepository(transaction)
    rows, total = await repository.page(repository.closed(whose.days, days, as_of), number, size)
    return Page(tuple(DealRow(*row) for row in rows), total, number)


async def open_rows(
    transaction: Transaction, whose: Whose, as_of: datetime, number: int = 1, size: int = PAGE
) -> Page[DealRow]:
    """The open deals of those who count at that instant, those furthest ahead first."""
    repository = RowRepository(transaction)
    today = local_day(as_of, await workspace.zone_of(transaction))
    rows, total = await repository.page(repository.open(whose.on(today), as_of), number, size)
    return Page(tuple(DealRow(*row) for row in rows), total, number)


async def credit_row(transaction: Transaction, credit_id: int, as_of: datetime) -> CreditRow | None:
    """One line."""
    repository = RowRepository(transaction)
    found = await transaction.session.scalar(
        repository.select(Credit, Credit.member_id).where(Credit.id == credit_id)
    )
    if found is None:
        return None
    query = repository.credits(of_person(found).days, ALWAYS, as_of).where(Credit.id == credit_id)
    row = (await transaction.session.execute(query)).one_or_none()
    return CreditRow(*row) if row else None


async def newest_credit(
    transaction: Transaction, deal_id: int, member_id: str, as_of: datetime
) -> CreditRow | None:
    """The newest line that this person has of a deal."""
    repository = RowRepository(transaction)
    query = repository.credits(of_person(member_id).days, ALWAYS, as_of)
    newest = query.where(Credit.deal_id == deal_id).order_by(None).order_by(Credit.id.desc()).limit(1)
    row = (await transaction.session.execute(newest)).first()
    return CreditRow(*row) if row else None


async def changed_rows(
    transaction: Transaction, whose: Whose, days: Span, since: datetime, as_of: datetime
) -> Sequence[CreditRow]:
    """The lines of these days that count now and did not at `since`, the oldest first."""
    repository = RowRepository(transaction)
    query = repository.credits(whose.days, days, as_of).where(
        Credit.counts_from > since, Credit.counts_from <= as_of
    )
    rows = await transaction.session.execute(query.order_by(None).order_by(Credit.id))
    return [CreditRow(*row) for row in rows]
