"""The SQL of deals that two sources tell."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import func

from bot.db.repository import ScopedRepository
from bot.features.ledger.models.deals import Deal, DealAlias, DealVersion
from bot.features.ledger.repository.writes import CHUNK
from bot.features.ledger.rules.deals import HAND
from bot.features.ledger.rules.twins import TwinDeal


class TwinRepository(ScopedRepository):
    """Living deals of other sources, without those that have an id in the source that is asked for."""

    async def of_others(self, source: str) -> list[TwinDeal]:
        """Living deals of all other sources, but what was written down by hand."""
        return await self._read(self._of_others(source))

    async def has_others(self, sources: Collection[str]) -> bool:
        """Whether deals came from any source but these, and what was written down by hand."""
        query = self.select(Deal, Deal.id).where(Deal.source.not_in((*sources, HAND)))
        return await self.session.scalar(query.limit(1)) is not None

    async def like(self, source: str, apart: Collection[str], deals: Collection[TwinDeal]) -> list[TwinDeal]:
        """As `of_others`, without the sources `apart`: those with an id, or owner and amount, of these."""
        found: dict[int, TwinDeal] = {}
        owners = sorted({each.owner_id for each in deals if each.owner_id})
        of_owners = self._of_others(source, apart).where(DealVersion.owner_id.in_(owners))
        for values, column in (
            ({each.external_id for each in deals}, Deal.external_id),
            ({each.amount for each in deals if each.amount is not None}, DealVersion.amount),
        ):
            listed = sorted(values)
            for start in range(0, len(listed), CHUNK):
                part = of_owners.where(column.in_(listed[start : start + CHUNK]))
                found.update({each.deal_id: each for each in await self._read(part)})
        return list(found.values())

    def _of_others(self, source: str, apart: Collection[str] = ()) -> Any:
        """Query for the deals of other sources that have no id in this one."""
        own = self.select(DealAlias, DealAlias.deal_id).where(
            DealAlias.source == source, DealAlias.deal_id == DealVersion.deal_id
        )
        columns = (
            Deal.source,
            Deal.external_id,
            DealVersion.owner_id,
            DealVersion.amount,
            DealVersion.currency,
            DealVersion.name,
            DealVersion.account,
            func.coalesce(DealVersion.closed_on, DealVersion.created_on),
            DealVersion.deal_id,
        )
        return (
            self.select(DealVersion, *columns)
            .join(Deal, Deal.id == DealVersion.deal_id)
            .where(Deal.source.not_in((source, *apart, HAND)), DealVersion.replaced_at.is_(None))
            .where(DealVersion.status != "gone", ~own.correlate(DealVersion).exists())
        )

    async def _read(self, query: Any) -> list[TwinDeal]:
        return [TwinDeal(*row) for row in await self.session.execute(query.order_by(DealVersion.id))]
