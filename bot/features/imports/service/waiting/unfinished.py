"""Files that are to be read or applied."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.db.transaction import Transaction
from bot.features.imports.repository.imports import ImportRepository
from bot.framework.jobs import AT_ANY_TIME

# For so long a process that takes a file has it for itself.
LEASE = timedelta(minutes=10)


async def pending(transaction: Transaction, now: datetime) -> Sequence[int]:
    """Ids of files to be read or applied that no process works on, the oldest first."""
    return await ImportRepository(transaction).pending(now, LEASE)


async def next_due(transaction: Transaction) -> datetime | None:
    """When a file is to be read or applied that nobody works on; None without one."""
    leases = await ImportRepository(transaction).leases()
    return min((until or AT_ANY_TIME for until in leases), default=None)
