"""The SQL of contests."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func

from bot.db.asking import rows_of
from bot.db.repository import ScopedRepository
from bot.features.contests.models import ContestDecliner, ContestRow


class ContestRepository(ScopedRepository):
    """Contests of one workspace, and who does not take part in them."""

    async def next_number(self) -> int:
        """Highest number so far plus one; 1 for the first. Not safe without a lock of the workspace."""
        return int(await self.session.scalar(self.select(ContestRow, func.max(ContestRow.number))) or 0) + 1

    async def write(self, facts: dict[str, Any]) -> ContestRow:
        """Inserts a contest (columns of `ContestRow`) and gives its row."""
        found = (await self.add(self.insert(ContestRow).returning(ContestRow.id), [facts])).scalar_one()
        return await self.session.get_one(ContestRow, found)

    async def find(self, contest_id: int) -> ContestRow | None:
        """The contest of this id, without a lock; None where the workspace has none."""
        return await self.find_row(ContestRow, ContestRow.id == contest_id)

    async def lock(self, contest_id: int) -> ContestRow | None:
        """The contest of this id, freshly read and locked until the transaction ends; None without one."""
        return await self.lock_row(ContestRow, ContestRow.id == contest_id)

    async def numbered(self, number: int) -> ContestRow | None:
        """The contest of this number; None where the workspace has none."""
        return await self.find_row(ContestRow, ContestRow.number == number)

    async def newest(self, limit: int) -> Sequence[ContestRow]:
        """The contests with the highest numbers, at most `limit`, the newest first."""
        query = self.select(ContestRow).order_by(ContestRow.number.desc()).limit(limit)
        return (await self.session.scalars(query)).all()

    async def launched(self) -> Sequence[ContestRow]:
        """Launched contests that are not over, by id."""
        query = self.select(ContestRow).where(ContestRow.state == "launched")
        return (await self.session.scalars(query.order_by(ContestRow.id))).all()

    @rows_of("contests to decide")
    def closing(self, now: datetime) -> Select[Any]:
        """Launched contests that are still to be decided: columns of `ContestRow`."""
        query = self.select(ContestRow, *ContestRow.__table__.columns)
        return query.where(ContestRow.state == "launched", ContestRow.cutoff_at > now)

    async def decliners(self, contest_id: int) -> frozenset[str]:
        """Member ids of those who do not take part in a contest."""
        query = self.select(ContestDecliner, ContestDecliner.member_id)
        return frozenset(await self.session.scalars(query.where(ContestDecliner.contest_id == contest_id)))

    async def decline(self, contest_id: int, member_id: str) -> None:
        """Records that a member does not take part; a second time changes nothing."""
        statement = self.insert(ContestDecliner).on_conflict_do_nothing()
        await self.add(statement, [{"contest_id": contest_id, "member_id": member_id}])
