"""The SQL of locked periods."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_

from bot.db.repository import ScopedRepository
from bot.features.ledger.models.deals import DealVersion
from bot.features.ledger.models.locks import BookLockRow
from bot.features.ledger.models.rates import SourceSync
from bot.features.ledger.repository.counting import is_confirmed
from bot.features.ledger.repository.holds import until
from bot.features.ledger.rules.locking.locks import BookLock, CountedVersion, Slice

# Databases take some thousands of values in one statement.
_CHUNK = 500


class LockRepository(ScopedRepository):
    """The locks of the workspace."""

    async def locks(self) -> tuple[BookLock, ...]:
        """All of them; they may cover the same days."""
        query = self.select(BookLockRow, BookLockRow.before, BookLockRow.locked_at)
        return tuple(BookLock(*row) for row in await self.session.execute(query))

    async def replace(self, locks: Collection[BookLock], by: str) -> None:
        """Deletes all locks and inserts these; `by` made those that are new."""
        query = self.select(BookLockRow, BookLockRow.locked_at, BookLockRow.locked_by)
        made = {row.locked_at: row.locked_by for row in await self.session.execute(query)}
        await self.session.execute(self.delete(BookLockRow))
        rows = [
            {"before": each.before, "locked_at": each.locked_at, "locked_by": made.get(each.locked_at, by)}
            for each in locks
        ]
        if rows:
            await self.add(self.insert(BookLockRow), rows)

    async def last_written(self) -> datetime | None:
        """The newest instant at which a source told anything; None if none ever did."""
        found: datetime | None = await self.session.scalar(
            self.select(SourceSync, func.max(SourceSync.synced_at))
        )
        return found

    async def counted(self, deal_ids: Sequence[int]) -> list[CountedVersion]:
        """All versions of these deals that count, or counted, as won or lost."""
        columns = (
            DealVersion.deal_id,
            DealVersion.status,
            DealVersion.counted_on,
            DealVersion.recorded_at,
            DealVersion.replaced_at,
        )
        query = self.select(DealVersion, *columns).where(DealVersion.counted_on.is_not(None), is_confirmed())
        found: list[CountedVersion] = []
        for start in range(0, len(deal_ids), _CHUNK):
            part = query.where(DealVersion.deal_id.in_(deal_ids[start : start + _CHUNK]))
            found += [CountedVersion(*row) for row in await self.session.execute(part)]
        return found


def in_slices(
    repository: ScopedRepository,
    slices: Sequence[Slice],
    day: Any,
    known: Callable[[ColumnElement[datetime]], Collection[ColumnElement[bool]]],
) -> ColumnElement[bool]:
    """SQL condition for rows of these days, each as it was `known` at the instant of its slice."""
    if len(slices) == 1:
        return and_(
            *_between(day, slices[0].days.start, slices[0].days.end),
            *known(until(repository, slices[0].known_at)),
        )
    return and_(
        *_between(day, slices[0].days.start, slices[-1].days.end),
        or_(*(in_slices(repository, [each], day, known) for each in slices)),
    )


def _between(day: Any, start: date, end: date) -> tuple[ColumnElement[bool], ...]:
    return day >= start, day < end
