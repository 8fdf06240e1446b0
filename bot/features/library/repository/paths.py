"""The SQL of learning paths, and of who is on one."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import func

from bot.db.repository import ScopedRepository
from bot.features.library.models import LearningPathRow, LearningWalkRow


class PathRepository(ScopedRepository):
    """Paths and walks of the workspace."""

    async def items(self, role: str | None = None) -> Sequence[LearningPathRow]:
        """The items of a role's path (None: of all) in their order."""
        row = LearningPathRow
        query = self.select(row).where(row.dropped_at.is_(None))
        if role is not None:
            query = query.where(row.role == role)
        return (await self.session.scalars(query.order_by(row.role, row.position, row.id))).all()

    async def any_item(self) -> bool:
        """Whether any role has a path."""
        row = LearningPathRow
        query = self.select(row, row.id).where(row.dropped_at.is_(None)).limit(1)
        return await self.session.scalar(query) is not None

    async def put(self, facts: dict[str, Any]) -> int | None:
        """Inserts an item, and moves those behind it; None where the resource is on the path already."""
        row = LearningPathRow
        statement = self.insert(row).on_conflict_do_nothing().returning(row.id)
        found = (await self.add(statement, [facts])).scalar_one_or_none()
        if found is not None:
            behind = (row.role == facts["role"], row.position >= facts["position"], row.id != found)
            await self.session.execute(
                self.update(row).where(*behind, row.dropped_at.is_(None)).values(position=row.position + 1)
            )
        return found

    async def last_change(self, role: str) -> tuple[str, Any] | None:
        """Who changed a role's path last, and when; None where nobody has."""
        row = LearningPathRow
        at = func.coalesce(row.dropped_at, row.added_at)
        query = self.select(row, row).where(row.role == role).order_by(at.desc(), row.id.desc()).limit(1)
        found = await self.session.scalar(query)
        if found is None:
            return None
        return found.dropped_by or found.added_by, found.dropped_at or found.added_at

    async def walks(self) -> dict[str, LearningWalkRow]:
        """Who is on a path, by id."""
        rows = await self.session.scalars(self.select(LearningWalkRow))
        return {row.person_id: row for row in rows}

    async def drop_before(self, day: date) -> None:
        """Deletes that somebody has been on their path since before this day: what they read is gone too."""
        at = datetime.combine(day, time(), UTC)
        await self.session.execute(self.delete(LearningWalkRow).where(LearningWalkRow.began_at < at))

    async def begin(self, facts: dict[str, Any]) -> None:
        """Puts somebody on the path of their role; who is there stays there."""
        await self.add(self.insert(LearningWalkRow).on_conflict_do_nothing(), [facts])
