"""The SQL of celebrations."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from bot.db.repository import ScopedRepository
from bot.features.celebrations.models import (
    Celebration,
    CelebrationCursor,
    CelebrationRules,
    CelebrationWish,
)


class CelebrationRepository(ScopedRepository):
    """Celebrations, the cursor, rules and wishes."""

    async def cursor(self, *, lock: bool = False) -> CelebrationCursor | None:
        """Up to where was looked; with `lock`, for this transaction alone."""
        query = self.select(CelebrationCursor)
        found = await self.session.scalars(query.with_for_update() if lock else query)
        return found.one_or_none()

    async def begin(self, facts: dict[str, Any]) -> None:
        """Begin to look from here on."""
        await self.add(self.insert(CelebrationCursor).on_conflict_do_nothing(), [facts])

    async def detect(self, rows: Sequence[dict[str, Any]]) -> None:
        """Keep what there is to celebrate; what is known already stays as it is."""
        if rows:
            await self.add(self.insert(Celebration).on_conflict_do_nothing(), rows)

    async def waiting(self, now: datetime) -> Sequence[Celebration]:
        """What is due and has not been said, the oldest first."""
        query = self.select(Celebration).where(Celebration.state == "waiting", Celebration.due_at <= now)
        return (await self.session.scalars(query.order_by(Celebration.detected_at, Celebration.id))).all()

    async def posted_in(self, channel_id: str, since: datetime) -> Sequence[datetime]:
        """When something was celebrated in a channel since then."""
        query = self.select(Celebration, Celebration.posted_at).where(
            Celebration.channel_id == channel_id, Celebration.posted_at >= since
        )
        return (await self.session.scalars(query.distinct())).all()

    async def of_post(self, post_key: str) -> Sequence[Celebration]:
        """Everything that one message tells."""
        query = self.select(Celebration).where(Celebration.post_key == post_key)
        return (await self.session.scalars(query.order_by(Celebration.id))).all()

    async def on_deals(self, since: datetime) -> Sequence[Celebration]:
        """What stands on a deal, and may still turn out otherwise."""
        query = self.select(Celebration).where(
            Celebration.deal_id.is_not(None), Celebration.detected_at >= since, Celebration.state != "dropped"
        )
        return (await self.session.scalars(query.order_by(Celebration.id))).all()

    async def one(self, celebration_id: int) -> Celebration | None:
        """One of them."""
        return await self.find_row(Celebration, Celebration.id == celebration_id)

    async def rules(self) -> CelebrationRules | None:
        """What the admin decided."""
        return await self.find_row(CelebrationRules)

    async def decide(self, facts: dict[str, Any]) -> None:
        """Keep what the admin decided."""
        insert = self.insert(CelebrationRules)
        keys = [CelebrationRules.workspace_id]
        await self.add(insert.on_conflict_do_update(index_elements=keys, set_=facts), [facts])

    async def wishes(self, ids: Collection[str] | None = None) -> dict[str, CelebrationWish]:
        """What these people want, or everybody who said so."""
        query = self.select(CelebrationWish)
        if ids is not None:
            query = query.where(CelebrationWish.member_id.in_(ids))
        return {row.member_id: row for row in await self.session.scalars(query)}

    async def wish(self, facts: dict[str, Any]) -> None:
        """Somebody wants this."""
        insert = self.insert(CelebrationWish)
        keys = [CelebrationWish.workspace_id, CelebrationWish.member_id]
        same = {name: value for name, value in facts.items() if name != "member_id"}
        await self.add(insert.on_conflict_do_update(index_elements=keys, set_=same), [facts])
