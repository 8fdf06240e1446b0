"""The SQL of ids: other ids of a deal, and ids that are kept in a spelling from before."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func

from bot.db.repository import ScopedRepository
from bot.features.ledger.models.activities import Activity
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

    async def part(self, deal_ids: Sequence[int]) -> None:
        """Deletes that the own ids of these deals are other ids of the deals that took them in."""
        own = self.select(Deal, Deal.id).where(
            Deal.id.in_(deal_ids), Deal.source == DealAlias.source, Deal.external_id == DealAlias.external_id
        )
        await self.session.execute(self.delete(DealAlias).where(own.exists()))

    async def of_length(self, prefix: str, length: int) -> Sequence[tuple[int, str, str]]:
        """Deals whose id has this prefix and length, oldest first: (deal id, source, id in the source)."""
        query = self.select(Deal, Deal.id, Deal.source, Deal.external_id).where(
            Deal.external_id.startswith(prefix, autoescape=True), func.length(Deal.external_id) == length
        )
        return [(row[0], row[1], row[2]) for row in await self.session.execute(query.order_by(Deal.id))]

    async def activities_of_length(self, prefix: str, length: int) -> Sequence[tuple[int, str, str, bool]]:
        """Activities with such ids, oldest first: (id, source, id in the source, whether it is current)."""
        columns = (Activity.id, Activity.source, Activity.external_id, Activity.replaced_at.is_(None))
        query = self.select(Activity, *columns).where(
            Activity.external_id.startswith(prefix, autoescape=True),
            func.length(Activity.external_id) == length,
        )
        rows = await self.session.execute(query.order_by(Activity.id))
        return [(row[0], row[1], row[2], bool(row[3])) for row in rows]

    async def has_activity(self, source: str, external_id: str) -> bool:
        """Whether a current activity has this id."""
        query = self.select(Activity, Activity.id).where(
            Activity.source == source, Activity.external_id == external_id, Activity.replaced_at.is_(None)
        )
        return await self.session.scalar(query) is not None

    async def end_activity(self, activity_id: int, now: datetime) -> None:
        """Marks an activity as replaced, by the one that has its id already."""
        await self.change(Activity, [{"id": activity_id, "replaced_at": now}])

    async def rename_activity(self, activity_id: int, external_id: str) -> None:
        """Sets the id in its source of one version of an activity."""
        await self.change(Activity, [{"id": activity_id, "external_id": external_id}])

    async def rename(self, external_ids: Iterable[tuple[int, str]]) -> None:
        """Sets the ids in their source of these deals: (deal id, id in the source)."""
        await self.change(Deal, [{"id": deal_id, "external_id": name} for deal_id, name in external_ids])
