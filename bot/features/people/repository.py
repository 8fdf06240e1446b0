"""The SQL of members."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import inspect

from bot.db.repository import ScopedRepository
from bot.features.people.models import Member

_BATCH = 500


class MemberRepository(ScopedRepository):
    """Members of the workspace."""

    async def find(self, user_ids: Collection[str]) -> Sequence[Member]:
        """The members among these ids."""
        query = self.select(Member).where(Member.user_id.in_(user_ids))
        return (await self.session.scalars(query)).all()

    async def managers(self) -> Sequence[Member]:
        """The members marked as managers."""
        query = self.select(Member).where(Member.is_manager.is_(True)).order_by(Member.name)
        return (await self.session.scalars(query)).all()

    async def keep(self, members: Sequence[dict[str, Any]]) -> None:
        """Insert or refresh what Slack says; `is_manager` stays as it is."""
        for start in range(0, len(members), _BATCH):
            insert = self.insert(
                Member, [{"is_manager": False, **m} for m in members[start : start + _BATCH]]
            )
            refreshed = {
                column.name: insert.excluded[column.name]
                for column in inspect(Member).columns
                if column.name not in ("workspace_id", "user_id", "is_manager")
            }
            await self.session.execute(
                insert.on_conflict_do_update(
                    index_elements=[Member.workspace_id, Member.user_id], set_=refreshed
                )
            )

    async def set_managers(self, user_ids: Collection[str]) -> None:
        """Exactly these are managers."""
        await self.session.execute(self.update(Member).values(is_manager=Member.user_id.in_(user_ids)))
