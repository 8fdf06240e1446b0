"""What waited before a file told the same record: it waits again when the file is taken back.

`origins` of files only: what a webhook tells stays told.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from bot.db.transaction import Transaction
from bot.features.imports.models.waiting import ParkedRow, ReplacedParkedRow
from bot.features.imports.repository.parked import ParkedRepository
from bot.features.imports.rules.facts import is_file
from bot.features.imports.rules.parking import ParkedFor

_KEPT = ("source", "kind", "external_id", "source_at", "record", "ref", "keeper_id", "first_at", "origin")


async def note(
    transaction: Transaction,
    source: str,
    told: Collection[tuple[str, str]],
    replaced: Iterable[ParkedRow],
    origin: str,
) -> None:
    """Keeps the rows that are `replaced`, where a file told these records (kind and id)."""
    repository = ParkedRepository(transaction)
    for row in await repository.replaced(source, told):
        if not is_file(origin):
            await transaction.session.delete(row)
        elif origin not in (row.origin, *row.replaced_by):
            row.replaced_by = [*row.replaced_by, origin]
    if is_file(origin):
        gone = [row for row in replaced if row.origin != origin]
        rows = [{**_kept(row), "why": row.why, "replaced_by": [origin]} for row in gone]
        await repository.keep_replaced(rows)


async def bring_back(transaction: Transaction, source: str, origin: str, now: datetime) -> None:
    """Lets what this file replaced, and no other file since, be taken in again, or wait as it did."""
    repository = ParkedRepository(transaction)
    back = []
    for row in await repository.replaced(source):
        if row.origin == origin:
            await transaction.session.delete(row)
        elif row.replaced_by == [origin]:
            back.append({**_kept(row), "why": ParkedFor.ANSWERED.value, "seen_at": now})
            await transaction.session.delete(row)
        elif origin in row.replaced_by:
            row.replaced_by = [each for each in row.replaced_by if each != origin]
    await transaction.session.flush()
    await repository.keep_parked(back)


def _kept(row: ParkedRow | ReplacedParkedRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _KEPT}
