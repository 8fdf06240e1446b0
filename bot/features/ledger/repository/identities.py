"""The SQL of ids: other ids of a deal, and ids that are kept in a spelling from before."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import func

from bot.db.repository import ScopedRepository
from bot.features.ledger.models.deals import Deal, DealAlias
from bot.features.ledger.repository.writes import CHUNK


class IdentityRepository(ScopedRepository):
    """Deals by every id that they have."""

    async def aliases(self, source: str, external_ids: Sequence[str]) -> dict[str, int]:
        """Ids of the deals for which these are other ids, by those."""
        known: dict[str, int] = {}
        query = self.select(DealAlias, DealAlias.external_id, DealAlias.deal_id)
        query = query.where(DealAlias.source == source)
        for start in range(0, len(external_ids), CHUNK):
            part = external_ids[start : start + CHUNK]
            known.update(map(tuple, await self.session.execute(query.where(DealAlias.external_id.in_(part)))))
        return known

    async def add_aliases(self, source: str, deal_ids: Mapping[str, int]) -> None:
        """Inserts or replaces other ids: deal ids by them."""
        if deal_ids:
            insert = self.insert(DealAlias)
            keys = [DealAlias.workspace_id, DealAlias.source, DealAlias.external_id]
            same = {"deal_id": insert.excluded.deal_id}
            rows = [
                {"source": source, "external_id": external_id, "deal_id": deal_id}
                for external_id, deal_id in deal_ids.items()
            ]
            await self.add(insert.on_conflict_do_update(index_elements=keys, set_=same), rows)

    async def follow(self, gone_id: int, deal_id: int) -> None:
        """Other ids of a deal that is no more become those of the one that took its place."""
        moved = self.update(DealAlias).where(DealAlias.deal_id == gone_id)
        await self.session.execute(moved.values(deal_id=deal_id))

    async def of_length(self, prefix: str, length: int) -> Sequence[tuple[int, str, str]]:
        """Deals whose id has this prefix and length, oldest first: (deal id, source, id in the source)."""
        query = self.select(Deal, Deal.id, Deal.source, Deal.external_id).where(
            Deal.external_id.startswith(prefix, autoescape=True), func.length(Deal.external_id) == length
        )
        return [(row[0], row[1], row[2]) for row in await self.session.execute(query.order_by(Deal.id))]

    async def rename(self, external_ids: Iterable[tuple[int, str]]) -> None:
        """Sets the ids in their source of these deals: (deal id, id in the source)."""
        await self.change(Deal, [{"id": deal_id, "external_id": name} for deal_id, name in external_ids])
