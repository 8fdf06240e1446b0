"""Counts of decided deals and of activities for many people at once, without reading their single rows."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_

from bot.db.repository import ScopedRepository
from bot.features.ledger.models.activities import Activity
from bot.features.ledger.models.deals import DealVersion, StageEntryRow
from bot.features.ledger.repository.counting import stands_at
from bot.features.ledger.repository.facts import IS_COUNTED
from bot.features.ledger.repository.holds import known_at
from bot.features.ledger.repository.locks import in_slices
from bot.features.ledger.rules.locking.locks import Slice

# A stage that is not among those asked for.
ELSEWHERE = -1


class DecidedRepository(ScopedRepository):
    """Deals that were won or lost in some days, confirmed ones alone, each with its owner of that day."""

    async def sums(self, ids: Collection[str], slices: Sequence[Slice]) -> Sequence[Any]:
        """What each owner decided: (owner, status, count, sum in base currency or None, without amount)."""
        keys = (DealVersion.owner_id, DealVersion.status)
        without = func.sum(case((DealVersion.amount_base.is_(None), 1), else_=0))
        query = self.select(DealVersion, *keys, func.count(), func.sum(DealVersion.amount_base), without)
        return await self._rows(query.where(self._decided(ids, slices)).group_by(*keys))

    async def reached(
        self, ids: Collection[str], slices: Sequence[Slice], stages: Sequence[str]
    ) -> Sequence[Any]:
        """How far they came: (owner, status, furthest place in `stages` or None, and as `sums`).

        The place is counted from 0, `ELSEWHERE` where all its stages are others; None: no stage is told.
        """
        keys = (DealVersion.deal_id, DealVersion.owner_id, DealVersion.status)
        place = case(
            # Most are written as they are set: the slower comparison comes after all of these.
            *((_is_written(name), number) for number, name in enumerate(stages)),
            *(
                (func.lower(StageEntryRow.stage) == name.lower(), number)
                for number, name in enumerate(stages)
            ),
            (StageEntryRow.stage.is_not(None), ELSEWHERE),
        )
        amount = func.max(DealVersion.amount_base).label("amount")
        each = (
            self.select(DealVersion, *keys, func.max(place).label("furthest"), amount)
            .outerjoin(StageEntryRow, self._is_entry(slices))
            .where(self._decided(ids, slices))
            .group_by(*keys)
            .subquery()
        )
        columns = (each.c.owner_id, each.c.status, each.c.furthest)
        without = func.sum(case((each.c.amount.is_(None), 1), else_=0))
        query = each.select().with_only_columns(*columns, func.count(), func.sum(each.c.amount), without)
        return await self._rows(query.group_by(*columns))

    async def days(self, ids: Collection[str], slices: Sequence[Slice]) -> Sequence[Any]:
        """Each of them: (owner, deal, status, day counted, day of creation or None)."""
        columns = (
            DealVersion.owner_id,
            DealVersion.deal_id,
            DealVersion.status,
            DealVersion.counted_on,
            DealVersion.first_created_on,
        )
        return await self._rows(self.select(DealVersion, *columns).where(self._decided(ids, slices)))

    async def details(self, ids: Collection[str], slices: Sequence[Slice]) -> Sequence[Any]:
        """Each of them with its words: the fields of `DetailedDeal`, but the status."""
        columns = (
            DealVersion.deal_id,
            DealVersion.owner_id,
            DealVersion.status,
            DealVersion.counted_on,
            DealVersion.first_created_on,
            DealVersion.name,
            DealVersion.account,
            DealVersion.category,
            DealVersion.stage,
            DealVersion.amount_base,
        )
        return await self._rows(self.select(DealVersion, *columns).where(self._decided(ids, slices)))

    async def entries(self, ids: Collection[str], slices: Sequence[Slice]) -> Sequence[Any]:
        """Stage entries of these deals: (deal, stage, first day)."""
        columns = (StageEntryRow.deal_id, StageEntryRow.stage)
        query = self.select(DealVersion, *columns, func.min(StageEntryRow.entered_on))
        query = query.select_from(DealVersion).join(StageEntryRow, self._is_entry(slices))
        return await self._rows(query.where(self._decided(ids, slices)).group_by(*columns))

    async def activities(self, ids: Collection[str], slices: Sequence[Slice]) -> Sequence[Any]:
        """Completed activities: (member, kind, count)."""
        keys = (Activity.member_id, Activity.kind)
        query = self.select(Activity, *keys, func.count()).where(
            Activity.member_id.in_(ids),
            Activity.gone_as == "",
            in_slices(self, slices, Activity.happened_on, partial(known_at, Activity)),
        )
        return await self._rows(query.group_by(*keys))

    def _decided(self, ids: Collection[str], slices: Sequence[Slice]) -> ColumnElement[bool]:
        counts = in_slices(self, slices, DealVersion.counted_on, stands_at)
        return and_(DealVersion.owner_id.in_(ids), *IS_COUNTED, counts)

    def _is_entry(self, slices: Sequence[Slice]) -> ColumnElement[bool]:
        newest = max(each.known_at for each in slices)
        return and_(
            StageEntryRow.workspace_id == DealVersion.workspace_id,
            StageEntryRow.deal_id == DealVersion.deal_id,
            StageEntryRow.recorded_at <= newest,
            or_(StageEntryRow.replaced_at.is_(None), StageEntryRow.replaced_at > newest),
        )

    async def _rows(self, query: Any) -> Sequence[Any]:
        rows: Sequence[Any] = (await self.session.execute(query)).all()
        return rows


def _is_written(name: str) -> ColumnElement[bool]:
    # SQLite knows upper and lower case of ASCII only.
    same = {name, name.lower(), name.upper(), name.title(), name.capitalize()}
    return StageEntryRow.stage.in_(sorted(same))
