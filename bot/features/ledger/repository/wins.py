"""Reads deals won lately, and how far the books go."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import CompoundSelect, Select, exists, func, or_, union
from sqlalchemy.orm import aliased

from bot.common.date_ranges import DateRange
from bot.db.repository import ScopedRepository
from bot.features.ledger.models.credits import Credit
from bot.features.ledger.models.deals import Deal, DealVersion
from bot.features.ledger.repository.counting import counts_at, is_confirmed
from bot.features.ledger.repository.facts import IS_COUNTED
from bot.features.ledger.repository.holds import HoldRepository, until


class WinRepository(ScopedRepository):
    """Won deals that count, as they are now."""

    async def newest(self, as_of: datetime) -> tuple[int, int]:
        """Ids of the newest credit and of the newest version of a deal; 0 without any."""
        lines, versions = (
            self.select(Credit, func.max(Credit.id)),
            self.select(DealVersion, func.max(DealVersion.id)),
        )
        # As of an instant no index helps: only where that is needed.
        if await HoldRepository(self._transaction).held_at(as_of) is not None:
            lines = lines.where(Credit.recorded_at <= until(self, as_of))
            versions = versions.where(DealVersion.recorded_at <= until(self, as_of))
        return int(await self.session.scalar(lines) or 0), int(await self.session.scalar(versions) or 0)

    async def won_since(
        self,
        after: tuple[int, int],
        recorded_from: datetime,
        days: DateRange,
        due_from: date,
        as_of: datetime,
    ) -> Sequence[Any]:
        """Won credits of these days that count, recorded since then, with the deal as it is now.

        They began to count after this `newest`, or are dated from `due_from` on, a day that has come since.
        A credit that had waited is found by the new version of its deal.
        """
        columns = (
            Credit.id,
            Credit.deal_id,
            Credit.member_id,
            Credit.credit_date,
            Deal.source,
            DealVersion.name,
            DealVersion.account,
            DealVersion.category,
            DealVersion.owner_id,
            DealVersion.amount,
            DealVersion.currency,
            DealVersion.amount_base,
        )
        undoing = aliased(Credit)
        is_reversed = exists().where(
            undoing.workspace_id == Credit.workspace_id,
            undoing.deal_id == Credit.deal_id,
            undoing.reverses == Credit.id,
        )
        newer = aliased(DealVersion)
        newly_counted = exists().where(
            newer.workspace_id == Credit.workspace_id,
            newer.deal_id == Credit.deal_id,
            newer.id > after[1],
            newer.recorded_at <= Credit.counts_from,
        )
        query = (
            self.select(Credit, *columns)
            .join(Deal, Deal.id == Credit.deal_id)
            .join(DealVersion, DealVersion.deal_id == Credit.deal_id)
            .where(Credit.kind == "won", ~is_reversed, counts_at(until(self, as_of)))
            .where(or_(Credit.id > after[0], newly_counted, Credit.credit_date >= due_from))
            .where(Credit.recorded_at >= recorded_from)
            .where(Credit.credit_date >= days.start, Credit.credit_date < days.end)
            .where(DealVersion.replaced_at.is_(None), DealVersion.status == "won")
            .where(*IS_COUNTED, is_confirmed())
        )
        return await self._rows(query.order_by(Credit.id))

    async def touched_since(self, after: tuple[int, int]) -> Sequence[str]:
        """Ids of the members who have credits of deals that have changed after this `newest`."""
        query = self.select(Credit, Credit.member_id).where(
            Credit.deal_id.in_(self._touched(after)), Credit.member_id.is_not(None)
        )
        return (await self.session.scalars(query.distinct())).all()

    def _touched(self, after: tuple[int, int]) -> CompoundSelect[Any]:
        line, version = after
        return union(
            self.select(Credit, Credit.deal_id).where(Credit.id > line),
            self.select(DealVersion, DealVersion.deal_id).where(DealVersion.id > version),
        )

    async def standings(self, deal_ids: Collection[int]) -> Sequence[tuple[int, str, str]]:
        """Deal id, status and reason why it is gone ("" for none) of those of these deals that count."""
        columns = (DealVersion.deal_id, DealVersion.status, DealVersion.gone_as)
        query = self.select(DealVersion, *columns).where(
            DealVersion.deal_id.in_(deal_ids), DealVersion.replaced_at.is_(None), is_confirmed()
        )
        return [(row[0], row[1], row[2]) for row in await self.session.execute(query)]

    async def won_amounts(self, days: DateRange, offset: int | None) -> Any:
        """With `offset` None the number of deals won on these days with an amount.

        Otherwise the amount at that offset, ascending.
        """
        amount = DealVersion.amount_base
        known = (
            DealVersion.counted_on >= days.start,
            DealVersion.counted_on < days.end,
            DealVersion.status == "won",
            amount >= 0,
        )
        current = DealVersion.replaced_at.is_(None) & is_confirmed()
        if offset is None:
            return await self.session.scalar(self.select(DealVersion, func.count()).where(*known, current))
        query = self.select(DealVersion, amount).where(*known, current).order_by(amount)
        return await self.session.scalar(query.offset(offset).limit(1))

    async def _rows(self, query: Select[Any]) -> Sequence[Any]:
        rows: Sequence[Any] = (await self.session.execute(query)).all()
        return rows
