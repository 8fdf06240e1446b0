"""The SQL of what one file brought, and of what a source holds."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func

from bot.db.repository import ScopedRepository
from bot.features.ledger.models.activities import Activity
from bot.features.ledger.models.deals import Deal, DealVersion
from bot.features.ledger.models.quotas import QuotaRow
from bot.features.ledger.models.rates import ToldRate
from bot.features.ledger.repository.writes import CHUNK
from bot.features.ledger.rules.reconciling import KnownDeal
from bot.features.ledger.rules.source_totals import SourceTotals

Rows = Sequence[Mapping[str, Any]]
STRUCK = "~"  # the origin of what was taken back begins with it
LONGEST_ORIGIN = 80


class OriginRepository(ScopedRepository):
    """Deals and activities by the file that they came from, and by source."""

    async def deals_of(self, origin: str, limit: int) -> Rows:
        """Current versions that came from there, at most `limit`, the oldest first."""
        query = self.select(DealVersion, *DealVersion.__table__.columns).where(
            DealVersion.origin == origin, DealVersion.replaced_at.is_(None)
        )
        return await self._rows(query.order_by(DealVersion.id).limit(limit))

    async def deals_before(self, deal_ids: Sequence[int]) -> Rows:
        """Versions of these deals that are current no longer, the oldest first."""
        query = self.select(DealVersion, *DealVersion.__table__.columns).where(
            DealVersion.deal_id.in_(deal_ids), DealVersion.replaced_at.is_not(None)
        )
        return await self._rows(query.order_by(DealVersion.id))

    async def activities_of(self, origin: str, limit: int) -> Rows:
        """Current activities that came from there, at most `limit`, the oldest first."""
        query = self.select(Activity, *Activity.__table__.columns).where(
            Activity.origin == origin, Activity.replaced_at.is_(None)
        )
        return await self._rows(query.order_by(Activity.id).limit(limit))

    async def activities_before(self, external_ids: Sequence[str]) -> Rows:
        """Activities with these ids that are current no longer, the oldest first."""
        query = self.select(Activity, *Activity.__table__.columns).where(
            Activity.external_id.in_(external_ids), Activity.replaced_at.is_not(None)
        )
        return await self._rows(query.order_by(Activity.id))

    async def has_any(self, origin: str) -> bool:
        """Whether something came from there, current or not, and was not taken back."""
        found = [
            await self.session.scalar(self.select(model, model.id).where(model.origin == origin).limit(1))
            for model in (DealVersion, Activity, QuotaRow)
        ]
        told = self.select(ToldRate, ToldRate.id).where(
            ToldRate.origin == origin, ToldRate.taken_back_at.is_(None)
        )
        found.append(await self.session.scalar(told.limit(1)))
        return any(found)

    async def quotas_of(self, origin: str) -> Sequence[QuotaRow]:
        """Current quotas that came from there, or are what is left of one that did."""
        query = self.select(QuotaRow).where(QuotaRow.origin == origin, QuotaRow.replaced_at.is_(None))
        return (await self.session.scalars(query.order_by(QuotaRow.id))).all()

    async def quotas_before(self, member_ids: Sequence[str]) -> Sequence[QuotaRow]:
        """Quotas of these people that are in force no longer."""
        query = self.select(QuotaRow).where(
            QuotaRow.member_id.in_(member_ids), QuotaRow.replaced_at.is_not(None)
        )
        return (await self.session.scalars(query.order_by(QuotaRow.id))).all()

    async def strike_quotas(self, origin: str) -> None:
        """No quota that came from there is in force ever again."""
        came = self.update(QuotaRow).where(QuotaRow.origin == origin)
        await self.session.execute(came.values(origin=f"{STRUCK}{origin}"[:LONGEST_ORIGIN]))

    async def strike(self, origin: str) -> None:
        """Nothing that came from there is in force ever again."""
        for model in (DealVersion, Activity):
            came = self.update(model).where(model.origin == origin)
            await self.session.execute(came.values(origin=f"{STRUCK}{origin}"[:LONGEST_ORIGIN]))

    async def sources_of(self, deal_ids: Sequence[int]) -> dict[int, str]:
        """The sources of these deals, by deal id."""
        found: dict[int, str] = {}
        query = self.select(Deal, Deal.id, Deal.source)
        for start in range(0, len(deal_ids), CHUNK):
            part = query.where(Deal.id.in_(deal_ids[start : start + CHUNK]))
            found.update(map(tuple, await self.session.execute(part)))
        return found

    async def living(self, source: str) -> list[KnownDeal]:
        """Deals of this source that are open, won or lost."""
        columns = (
            DealVersion.deal_id,
            Deal.external_id,
            DealVersion.name,
            DealVersion.owner_id,
            DealVersion.status,
            DealVersion.amount_base,
            DealVersion.closed_on,
            DealVersion.first_created_on,
        )
        query = (
            self.select(DealVersion, *columns)
            .join(Deal, Deal.id == DealVersion.deal_id)
            .where(Deal.source == source, DealVersion.replaced_at.is_(None), DealVersion.status != "gone")
        )
        return [KnownDeal(*row) for row in await self.session.execute(query)]

    async def totals(self, source: str) -> SourceTotals:
        """What the books hold of this source now."""
        query = (
            self.select(DealVersion, DealVersion.status, func.count(), func.sum(DealVersion.amount_base))
            .join(Deal, Deal.id == DealVersion.deal_id)
            .where(Deal.source == source, DealVersion.replaced_at.is_(None))
        )
        rows = (await self.session.execute(query.group_by(DealVersion.status))).all()
        found = {status: (count, total or Decimal(0)) for status, count, total in rows}
        (won, booked), (lost, _), (is_open, pipeline) = (
            found.get(status, (0, Decimal(0))) for status in ("won", "lost", "open")
        )
        activities = self.select(Activity, func.count()).where(
            Activity.source == source, Activity.replaced_at.is_(None), Activity.gone_as == ""
        )
        number = int(await self.session.scalar(activities) or 0)
        return SourceTotals(won, booked, lost, is_open, pipeline, number)

    async def changed_since(self, source: str, at: datetime) -> int:
        """How many deals of this source that were known at that instant have changed since."""
        query = (
            self.select(DealVersion, func.count(DealVersion.id))
            .join(Deal, Deal.id == DealVersion.deal_id)
            .where(Deal.source == source, DealVersion.recorded_at <= at, DealVersion.replaced_at > at)
        )
        return int(await self.session.scalar(query) or 0)

    async def _rows(self, query: Any) -> Rows:
        rows: Sequence[Any] = (await self.session.execute(query)).mappings().all()
        return rows
