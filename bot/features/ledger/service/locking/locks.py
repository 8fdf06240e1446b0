"""Locked periods: what is read as of when, and on which day what comes late counts."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from bot.common.date_ranges import DateRange
from bot.common.errors import BadInput
from bot.common.memory import Remembered
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.ledger.repository.facts import DECIDED
from bot.features.ledger.repository.holds import HoldRepository
from bot.features.ledger.repository.locks import LockRepository
from bot.features.ledger.rules.locking.locks import (
    BookLock,
    Slice,
    counts_already,
    lock_refusal,
    locked_anew,
    slices,
)
from bot.features.people.service.settings import settings_of
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.books import BookRules

BOOK_LOCKS = Remembered[tuple[BookLock, ...]]("book locks")


async def locks_of(transaction: Transaction) -> tuple[BookLock, ...]:
    """The locks of the workspace; where nothing is locked the settings say so without a statement."""
    if (await settings_of(transaction, BookRules)).locked_before is None:
        return ()
    return await transaction.memory.once(BOOK_LOCKS, LockRepository(transaction).locks)


async def slices_of(transaction: Transaction, days: DateRange, as_of: datetime) -> tuple[Slice, ...]:
    """These days by the instant as of which they are read, earliest first; see `rules.locks.slices`."""
    return slices(await locks_of(transaction), days, as_of)


async def lock_days(transaction: Transaction, before: date | None, by: str, now: datetime) -> None:
    """Locks all days before this one from now on; those that were locked before stay as they were.

    Later days that were locked are open again; None opens all. The settings have to say the same. BadInput:
    the day is ahead, or a file is being read in, of which a part is in the books.
    """
    repository = LockRepository(transaction)
    if before is not None:
        if before > local_day(now, await workspace.zone_of(transaction)):
            raise BadInput("Those days are not over: lock what lies behind.")
        if await HoldRepository(transaction).held_at(now) is not None:
            raise BadInput("A file is being read in: lock the period once it is.")
    # A file that was read in while this waited belongs to what is locked.
    at = max(filter(None, (now, await repository.last_written())))
    await repository.replace(locked_anew(await repository.locks(), before, at), by)
    transaction.memory.forget(BOOK_LOCKS)


async def dated(transaction: Transaction, rows: Sequence[dict[str, Any]], today: date) -> None:
    """Sets `counted_on` of versions that are about to be written: columns of `DealVersion`.

    What is dated in a locked period counts today, unless it counted there when that was locked.
    """
    locks = await locks_of(transaction)
    late = []
    for row in rows:
        day = row["closed_on"] if row["status"] in DECIDED else None
        row["counted_on"] = day
        if day is not None and any(day < lock.before for lock in locks):
            late.append(row)
    if not late:
        return
    known = await LockRepository(transaction).counted([row["deal_id"] for row in late])
    for row in late:
        own = [each for each in known if each.deal_id == row["deal_id"]]
        row["counted_on"] = counts_already(own, row["status"], locks) or today


async def check_open(transaction: Transaction, day: date, wish: str, now: datetime, *, field: str) -> None:
    """BadInput with this field where the day lies in a locked period; `wish` as of `lock_refusal`."""
    locks = await locks_of(transaction)
    if not locks:
        return
    zone = await workspace.zone_of(transaction)
    fiscal = (await settings_of(transaction, BookRules)).fiscal
    refusal = lock_refusal(locks, day, wish, fiscal, local_day(now, zone), zone)
    if refusal is not None:
        raise BadInput(refusal, field=field)
