"""Credits and deals page by page: the rows behind a figure."""

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.common.date_ranges import DateRange
from bot.db.transaction import Transaction
from bot.features.ledger.models.credits import Credit
from bot.features.ledger.repository.rows import RowRepository
from bot.features.ledger.rules.facts import ALWAYS, Population
from bot.features.ledger.rules.listings import PAGE, CreditRow, DealRow, credit_row_of, deal_row_of
from bot.features.ledger.service.locking.locks import slices_of
from bot.features.ledger.service.queries import of_person, pipeline_at, up_to_today
from bot.framework.pager import Page


async def credit_rows(
    transaction: Transaction,
    whose: Population,
    days: DateRange,
    as_of: datetime,
    number: int = 1,
    size: int = PAGE,
    *,
    with_waiting: bool = True,
) -> Page[CreditRow]:
    """Credits of these people in these days, as known at `as_of`, newest first.

    `with_waiting`: those of own entries that nobody has confirmed too, which count nowhere.
    """
    repository, days = RowRepository(transaction), await up_to_today(transaction, days, as_of)
    query = repository.credits(whose.days, days, as_of, with_waiting=with_waiting)
    rows, total = await repository.page(query, number, size)
    return Page(tuple(credit_row_of(row) for row in rows), number, total, size)


async def closed_rows(
    transaction: Transaction,
    whose: Population,
    days: DateRange,
    as_of: datetime,
    number: int = 1,
    size: int = PAGE,
) -> Page[DealRow]:
    """Deals of these people that count as won or lost in these days, newest first."""
    repository, days = RowRepository(transaction), await up_to_today(transaction, days, as_of)
    slices = await slices_of(transaction, days, as_of)
    rows, total = await repository.page(repository.closed(whose.days, days, slices), number, size)
    return Page(tuple(deal_row_of(row) for row in rows), number, total, size)


async def open_rows(
    transaction: Transaction,
    whose: Population,
    days: DateRange,
    as_of: datetime,
    number: int = 1,
    size: int = PAGE,
) -> Page[DealRow]:
    """Open deals beside the figures of these days, latest expected date first; see `pipeline_at`."""
    repository, (at, on) = RowRepository(transaction), await pipeline_at(transaction, days, as_of)
    rows, total = await repository.page(repository.open(whose.on(on), at), number, size)
    return Page(tuple(deal_row_of(row) for row in rows), number, total, size)


async def credits_at(transaction: Transaction, ids: Collection[int], as_of: datetime) -> dict[int, CreditRow]:
    """The credits with these ids as known at `as_of`, by id."""
    repository = RowRepository(transaction)
    rows = await transaction.session.execute(repository.credits_at(ids, as_of)) if ids else ()
    return {row.id: row for row in (credit_row_of(each) for each in rows)}


async def deals_at(transaction: Transaction, ids: Collection[int], as_of: datetime) -> dict[int, DealRow]:
    """The deals with these ids as known at `as_of`, by id."""
    repository = RowRepository(transaction)
    rows = await transaction.session.execute(repository.deals_at(ids, as_of)) if ids else ()
    return {row.deal_id: row for row in (deal_row_of(each) for each in rows)}


async def credit_row(transaction: Transaction, credit_id: int, as_of: datetime) -> CreditRow | None:
    """The credit with this id; None when it does not exist or was not recorded by `as_of`."""
    repository = RowRepository(transaction)
    found = await transaction.session.scalar(
        repository.select(Credit, Credit.member_id).where(Credit.id == credit_id)
    )
    if found is None:
        return None
    query = repository.credits(of_person(found).days, ALWAYS, as_of).where(Credit.id == credit_id)
    row = (await transaction.session.execute(query)).one_or_none()
    return credit_row_of(row) if row else None


async def newest_credit(
    transaction: Transaction, deal_id: int, member_id: str, as_of: datetime
) -> CreditRow | None:
    """The newest credit that this person has of a deal; None without one."""
    repository = RowRepository(transaction)
    query = repository.credits(of_person(member_id).days, ALWAYS, as_of)
    newest = query.where(Credit.deal_id == deal_id).order_by(None).order_by(Credit.id.desc()).limit(1)
    row = (await transaction.session.execute(newest)).first()
    return credit_row_of(row) if row else None


async def changed_rows(
    transaction: Transaction, whose: Population, days: DateRange, since: datetime, as_of: datetime
) -> Sequence[CreditRow]:
    """Credits of these days that count at `as_of` and did not at `since`, oldest first."""
    repository, days = RowRepository(transaction), await up_to_today(transaction, days, as_of)
    query = repository.credits(whose.days, days, as_of).where(
        Credit.counts_from > since, Credit.counts_from <= as_of
    )
    rows = await transaction.session.execute(query.order_by(None).order_by(Credit.id))
    return [credit_row_of(row) for row in rows]
