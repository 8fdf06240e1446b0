"""Holds: while a file is read in slice by slice, figures are those as of its start."""

from datetime import datetime, timedelta

from bot.db.transaction import Transaction
from bot.features.ledger.repository.holds import HoldRepository

# Longer than the slices of any file take, and than the lease after which another process goes on.
LAPSES_AFTER = timedelta(minutes=30)
_INSTANT = timedelta(microseconds=1)


async def hold(transaction: Transaction, origin: str, now: datetime) -> None:
    """Holds figures as they were just before `now`, or renews this hold; of several the first counts."""
    repository = HoldRepository(transaction)
    first = await repository.held_at(now)
    await repository.hold(origin, first or now - _INSTANT, now + LAPSES_AFTER)


async def release(transaction: Transaction, origin: str, now: datetime) -> None:
    """Everything that came in from `origin` counts, at once."""
    await HoldRepository(transaction).release(origin, now)


async def known_at(transaction: Transaction, now: datetime) -> datetime:
    """The instant as of which figures are shown: `now`, or an earlier one while a file is read in."""
    return await HoldRepository(transaction).held_at(now) or now


async def first_lapse(transaction: Transaction) -> datetime | None:
    """When figures change with nothing written: as the first hold lapses, or has; None without any."""
    return await HoldRepository(transaction).first_lapse()
