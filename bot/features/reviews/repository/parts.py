"""What people write in reviews, and who read it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from bot.db.repository import ScopedRepository
from bot.features.reviews.models import ReviewPartRow, ReviewReading, ReviewRow
from bot.features.reviews.rules.cycle import PartState, ReviewState


class ReviewPartRepository(ScopedRepository):
    """Parts of the reviews of the workspace."""

    async def new_part(self, facts: dict[str, Any]) -> ReviewPartRow:
        """Inserts a part; the caller must have locked its review."""
        blank: dict[str, Any] = {
            "told": "",
            "reminded": "",
            "seen_as": "",
            "answers": None,
            "submitted_at": None,
        }
        statement = self.insert(ReviewPartRow).returning(ReviewPartRow.id)
        found = (await self.add(statement, [{**blank, **facts}])).scalar_one()
        return await self.session.get_one(ReviewPartRow, found)

    async def part(self, part_id: int) -> ReviewPartRow | None:
        """The part, unlocked; None when it does not exist."""
        return await self.find_row(ReviewPartRow, ReviewPartRow.id == part_id)

    async def lock_part(self, part_id: int) -> ReviewPartRow | None:
        """The part, locked until the transaction ends; None when it does not exist."""
        return await self.lock_row(ReviewPartRow, ReviewPartRow.id == part_id)

    async def parts(self, review_ids: Collection[int]) -> Sequence[ReviewPartRow]:
        """The parts of these reviews, oldest first."""
        query = self.select(ReviewPartRow).where(ReviewPartRow.review_id.in_(review_ids))
        return (await self.session.scalars(query.order_by(ReviewPartRow.id))).all()

    async def awaited(self, review_ids: Collection[int]) -> set[str]:
        """Authors of parts of these reviews that are open or nominated."""
        query = self.select(ReviewPartRow, ReviewPartRow.author_id).where(
            ReviewPartRow.review_id.in_(review_ids), ReviewPartRow.state.in_(("open", "nominated"))
        )
        return set(await self.session.scalars(query.distinct()))

    async def told(self, name: str) -> Sequence[ReviewPartRow]:
        """The parts requested by the message with this key, oldest first."""
        query = self.select(ReviewPartRow).where(ReviewPartRow.told == name).order_by(ReviewPartRow.id)
        return (await self.session.scalars(query.execution_options(populate_existing=True))).all()

    async def reminded(self, name: str) -> Sequence[ReviewPartRow]:
        """The parts named by the reminder with this key, oldest first."""
        query = self.select(ReviewPartRow).where(ReviewPartRow.reminded == name).order_by(ReviewPartRow.id)
        return (await self.session.scalars(query.execution_options(populate_existing=True))).all()

    async def reminder_of(self, cycle_id: int, author_id: str, due_on: date) -> str | None:
        """Key of the reminder that names open parts of this author, cycle and due day; None without one."""
        of_the_day = self.select(ReviewRow, ReviewRow.id).where(
            ReviewRow.cycle_id == cycle_id, ReviewRow.due_on == due_on
        )
        query = self.select(ReviewPartRow, ReviewPartRow.reminded).where(
            ReviewPartRow.author_id == author_id,
            ReviewPartRow.state == PartState.open.value,
            ReviewPartRow.reminded != "",
            ReviewPartRow.review_id.in_(of_the_day),
        )
        name: str | None = await self.session.scalar(query.order_by(ReviewPartRow.id).limit(1))
        return name

    async def open_parts(self, author_id: str) -> Sequence[ReviewPartRow]:
        """Parts that this author still has to write, oldest first."""
        query = self.select(ReviewPartRow).where(
            ReviewPartRow.author_id == author_id, ReviewPartRow.state == "open"
        )
        return (await self.session.scalars(query.order_by(ReviewPartRow.id))).all()

    async def changeable_parts(self, author_id: str, kind: str) -> Sequence[ReviewPartRow]:
        """Submitted parts of this kind that the author may still change: the review is not shared yet."""
        writing = self.select(ReviewRow, ReviewRow.id).where(ReviewRow.state == ReviewState.writing.value)
        query = self.select(ReviewPartRow).where(
            ReviewPartRow.author_id == author_id,
            ReviewPartRow.state == PartState.submitted.value,
            ReviewPartRow.kind == kind,
            ReviewPartRow.review_id.in_(writing),
        )
        return (await self.session.scalars(query.order_by(ReviewPartRow.id))).all()

    async def mark_read(self, part_ids: Collection[int], reader_id: str, now: datetime) -> None:
        """Records that this person read these parts; only the first time is stored."""
        rows = [{"part_id": each, "reader_id": reader_id, "read_at": now} for each in sorted(part_ids)]
        if rows:
            await self.add(self.insert(ReviewReading).on_conflict_do_nothing(), rows)

    async def readings(self, part_ids: Collection[int]) -> Sequence[ReviewReading]:
        """Readings of these parts, oldest first."""
        query = self.select(ReviewReading).where(ReviewReading.part_id.in_(part_ids))
        return (await self.session.scalars(query.order_by(ReviewReading.read_at))).all()

    async def written_by(self, author_id: str) -> Sequence[ReviewPartRow]:
        """All parts of this author, in any review, oldest first."""
        query = self.select(ReviewPartRow).where(ReviewPartRow.author_id == author_id)
        return (await self.session.scalars(query.order_by(ReviewPartRow.id))).all()

    async def read_lately(self, author_id: str, limit: int) -> list[tuple[str, str, str, datetime]]:
        """Readings of this author's parts: (reader, kind of part, subject, instant), newest first."""
        columns = (ReviewReading.reader_id, ReviewPartRow.kind, ReviewRow.person_id, ReviewReading.read_at)
        query = self.select(ReviewReading, *columns).join(
            ReviewPartRow, ReviewPartRow.id == ReviewReading.part_id
        )
        query = query.join(ReviewRow, ReviewRow.id == ReviewPartRow.review_id)
        query = query.where(
            ReviewPartRow.workspace_id == self.workspace_id, ReviewPartRow.author_id == author_id
        )
        rows = await self.session.execute(query.order_by(ReviewReading.read_at.desc()).limit(limit))
        return [(reader, kind, person, at) for reader, kind, person, at in rows]
