"""The SQL of celebrations."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func

from bot.db.repository import ScopedRepository
from bot.features.celebrations.models import Celebration, CelebrationCursor, CelebrationWish


class CelebrationRepository(ScopedRepository):
    """Celebrations, the detection cursor and wishes of one workspace."""

    async def cursor(self, *, lock: bool = False) -> CelebrationCursor | None:
        """How far detection got; None before the first round.

        `lock` keeps other transactions out until the end.
        """
        query = self.select(CelebrationCursor)
        found = await self.session.scalars(query.with_for_update() if lock else query)
        return found.one_or_none()

    async def begin(self, facts: dict[str, Any]) -> None:
        """Stores the first cursor, with the columns of `facts`; a cursor that is there stays as it is."""
        await self.add(self.insert(CelebrationCursor).on_conflict_do_nothing(), [facts])

    async def detect(self, rows: Sequence[dict[str, Any]]) -> None:
        """Inserts celebrations (`rows` by column); a `key` that is stored already stays as it is."""
        query = self.select(Celebration, Celebration.key)
        keys = {row["key"] for row in rows}
        known = set(await self.session.scalars(query.where(Celebration.key.in_(keys)))) if keys else set()
        if new := [row for row in rows if row["key"] not in known]:
            # Another process may have found the same at the same moment.
            await self.add(self.insert(Celebration).on_conflict_do_nothing(), new)

    async def waiting(self, now: datetime) -> Sequence[Celebration]:
        """Celebrations that are due at `now` and not posted, the oldest detection first."""
        query = self.select(Celebration).where(Celebration.state == "waiting", Celebration.due_at <= now)
        return (await self.session.scalars(query.order_by(Celebration.detected_at, Celebration.id))).all()

    async def coming(self, channel_id: str, kinds: Collection[str], until: datetime) -> Sequence[Celebration]:
        """Celebrations of these kinds for a channel, due by `until` and not posted, the first due first."""
        query = self.select(Celebration).where(
            Celebration.state == "waiting",
            Celebration.channel_id == channel_id,
            Celebration.kind.in_(kinds),
            Celebration.due_at <= until,
        )
        return (await self.session.scalars(query.order_by(Celebration.due_at, Celebration.id))).all()

    async def first_waiting(self) -> datetime | None:
        """When the first celebration that is not posted is due, or was; None without any."""
        query = self.select(Celebration, func.min(Celebration.due_at)).where(Celebration.state == "waiting")
        found: datetime | None = await self.session.scalar(query)
        return found

    async def posted_in(self, channel_id: str, since: datetime) -> Sequence[datetime]:
        """Instants of the posts with celebrations in a channel since then, each once, in no order."""
        query = self.select(Celebration, Celebration.posted_at).where(
            Celebration.channel_id == channel_id, Celebration.posted_at >= since
        )
        return (await self.session.scalars(query.distinct())).all()

    async def of_post(self, post_key: str) -> Sequence[Celebration]:
        """All celebrations in the message of this `post_key`, by id."""
        query = self.select(Celebration).where(Celebration.post_key == post_key)
        return (await self.session.scalars(query.order_by(Celebration.id))).all()

    async def on_deals(self, since: datetime) -> Sequence[Celebration]:
        """Celebrations that follow from a deal, detected since then and not dropped, by id."""
        query = self.select(Celebration).where(
            Celebration.deal_id.is_not(None), Celebration.detected_at >= since, Celebration.state != "dropped"
        )
        return (await self.session.scalars(query.order_by(Celebration.id))).all()

    async def one(self, celebration_id: int) -> Celebration | None:
        """The celebration of this id; None where the workspace has none."""
        return await self.find_row(Celebration, Celebration.id == celebration_id)

    async def wishes(self, ids: Collection[str] | None = None) -> dict[str, CelebrationWish]:
        """Stored wishes by member id, of `ids` or (None) of all; who never chose is left out."""
        query = self.select(CelebrationWish)
        if ids is not None:
            query = query.where(CelebrationWish.member_id.in_(ids))
        return {row.member_id: row for row in await self.session.scalars(query)}

    async def wish(self, facts: dict[str, Any]) -> None:
        """Inserts or replaces the wish of the member in `facts` (columns of `CelebrationWish`)."""
        insert = self.insert(CelebrationWish)
        keys = [CelebrationWish.workspace_id, CelebrationWish.member_id]
        same = {name: value for name, value in facts.items() if name != "member_id"}
        await self.add(insert.on_conflict_do_update(index_elements=keys, set_=same), [facts])
