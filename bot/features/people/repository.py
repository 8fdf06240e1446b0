"""The SQL of members and managers, and of how far members have been read."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, inspect

from bot.db.asking import rows_of
from bot.db.repository import ScopedRepository
from bot.features.people.models import Member, SyncPosition

# Columns that Slack's user object does not fill: kept on a refresh.
_KEPT = ("workspace_id", "user_id", "is_manager", "quiet_from", "quiet_until")

_USUAL = {"is_manager": False, "is_guest": False, "is_foreign": False, "title": ""}


class MemberRepository(ScopedRepository):
    """The members of the workspace."""

    @rows_of("members")
    def find(self, user_ids: Sequence[str]) -> Select[Any]:
        """The members with these ids, columns of `Member`; unknown ids are left out."""
        return self.select(Member, *Member.__table__.columns).where(Member.user_id.in_(user_ids))

    async def managers(self) -> Sequence[Member]:
        """Members marked as managers, by name."""
        query = self.select(Member).where(Member.is_manager.is_(True)).order_by(Member.name)
        return (await self.session.scalars(query)).all()

    async def active(self) -> Sequence[Member]:
        """People who are neither bots nor deactivated, by id."""
        there = (Member.is_bot.is_(False), Member.is_deactivated.is_(False))
        return (await self.session.scalars(self.select(Member).where(*there).order_by(Member.user_id))).all()

    async def active_after(self, user_id: str, most: int) -> Sequence[str]:
        """The ids of the next active people behind this id, in order; at most so many."""
        there = (Member.is_bot.is_(False), Member.is_deactivated.is_(False), Member.user_id > user_id)
        query = self.select(Member, Member.user_id).where(*there).order_by(Member.user_id).limit(most)
        return (await self.session.scalars(query)).all()

    async def zones(self) -> dict[str, int]:
        """How many active people live in each zone, by its name."""
        there = (Member.is_bot.is_(False), Member.is_deactivated.is_(False))
        query = self.select(Member, Member.zone, func.count()).where(*there).group_by(Member.zone)
        return {row[0]: row[1] for row in await self.session.execute(query)}

    async def everybody(self) -> Sequence[Member]:
        """All members by id, bots and deactivated ones included."""
        return (await self.session.scalars(self.select(Member).order_by(Member.user_id))).all()

    async def admins(self) -> Sequence[Member]:
        """Admins who are neither bots nor deactivated, by id."""
        query = self.select(Member).where(
            Member.is_admin.is_(True), Member.is_bot.is_(False), Member.is_deactivated.is_(False)
        )
        return (await self.session.scalars(query.order_by(Member.user_id))).all()

    async def keep(self, members: Sequence[dict[str, Any]]) -> None:
        """Inserts members or refreshes what Slack tells; `is_manager` and quiet times stay.

        Rows are as `rules.member_facts` gives them.
        """
        insert = self.insert(Member)
        refreshed = {
            column.name: insert.excluded[column.name]
            for column in inspect(Member).columns
            if column.name not in _KEPT
        }
        keys = [Member.workspace_id, Member.user_id]
        statement = insert.on_conflict_do_update(index_elements=keys, set_=refreshed)
        if members:
            await self.add(statement, [{**_USUAL, **member} for member in members])

    async def set_managers(self, user_ids: Collection[str]) -> None:
        """Makes exactly these members managers."""
        await self.session.execute(self.update(Member).values(is_manager=Member.user_id.in_(user_ids)))

    async def set_quiet(
        self, user_ids: Collection[str], quiet_from: datetime | None, quiet_until: datetime | None
    ) -> None:
        """Stores the present or next do-not-disturb of these members; None twice clears it."""
        statement = self.update(Member).where(Member.user_id.in_(user_ids))
        await self.session.execute(statement.values(quiet_from=quiet_from, quiet_until=quiet_until))

    async def position(self, method: str) -> SyncPosition | None:
        """How far the reading by this method has come; None before the first."""
        return await self.find_row(SyncPosition, SyncPosition.method == method)

    async def keep_position(
        self, method: str, cursor: str, resume_at: datetime | None, is_done: bool
    ) -> None:
        """Inserts or replaces how far the reading by this method has come."""
        facts = {"cursor": cursor, "resume_at": resume_at, "is_done": is_done}
        keys = [SyncPosition.workspace_id, SyncPosition.method]
        statement = self.insert(SyncPosition).on_conflict_do_update(index_elements=keys, set_=facts)
        await self.add(statement, [{"method": method, **facts}])
