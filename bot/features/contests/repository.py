"""The SQL of contests."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func

from bot.db.repository import ScopedRepository
from bot.features.contests.models import ContestDecliner, ContestRow


class ContestRepository(ScopedRepository):
    """Contests of the workspace."""

    async def next_number(self) -> int:
        """The number of a new contest."""
        return int(await self.session.scalar(self.select(ContestRow, func.max(ContestRow.number))) or 0) + 1

    async def write(self, facts: dict[str, Any]) -> ContestRow:
        """A new contest."""
        found = (await self.add(self.insert(ContestRow).returning(ContestRow.id), [facts])).scalar_one()
        return await self.session.get_one(ContestRow, found)

    async def find(self, contest_id: int) -> ContestRow | None:
        """One contest."""
        return await self.find_row(ContestRow, ContestRow.id == contest_id)

    async def lock(self, contest_id: int) -> ContestRow | None:
        """One contest, for this transaction alone."""
        return await self.lock_row(ContestRow, ContestRow.id == contest_id)

    async def numbered(self, number: int) -> ContestRow | None:
        """The contest of this number."""
        return await self.find_row(ContestRow, ContestRow.number == number)

    async def newest(self, limit: int) -> Sequence[ContestRow]:
        """The newest contests."""
        query = self.select(ContestRow).order_by(ContestRow.number.desc()).limit(limit)
        return (await self.session.scalars(query)).all()

    async def launched(self) -> Sequence[ContestRow]:
        """Those that go on."""
        query = self.select(ContestRow).where(ContestRow.state == "launched")
        return (await self.session.scalars(query.order_by(ContestRow.id))).all()

    async def decliners(self, contest_id: int) -> frozenset[str]:
        """Those who do not take part in it."""
        query = self.select(ContestDecliner, ContestDecliner.member_id)
        return frozenset(await self.session.scalars(query.where(ContestDecliner.contest_id == contest_id)))

    async def decline(self, contest_id: int, member_id: str) -> None:
        """Somebody does not take part."""
        statement = self.insert(ContestDecliner).on_conflict_do_nothing()
        await self.add(statement, [{"contest_id": contest_id, "member_id": member_id}])
