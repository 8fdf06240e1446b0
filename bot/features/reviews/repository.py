"""The SQL of cycles, reviews, parts, actions and readings."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_

from bot.db.repository import ScopedRepository
from bot.features.reviews.models import (
    ReviewActionRow,
    ReviewCycleRow,
    ReviewPartRow,
    ReviewReading,
    ReviewRow,
)
from bot.features.reviews.rules.cycle import ENDED, PartState, ReviewState


class ReviewRepository(ScopedRepository):
    """Cycles, reviews, parts, actions and readings of the workspace."""

    async def new_cycle(self, facts: dict[str, Any]) -> ReviewCycleRow:
        """Inserts a cycle; `facts` are columns of `ReviewCycleRow`."""
        found = (
            await self.add(self.insert(ReviewCycleRow).returning(ReviewCycleRow.id), [facts])
        ).scalar_one()
        return await self.session.get_one(ReviewCycleRow, found)

    async def cycle(self, cycle_id: int) -> ReviewCycleRow | None:
        """The cycle, unlocked; None when it does not exist."""
        return (
            await self.session.scalars(self.select(ReviewCycleRow).where(ReviewCycleRow.id == cycle_id))
        ).one_or_none()

    async def lock_cycle(self, cycle_id: int) -> ReviewCycleRow | None:
        """The cycle, locked until the transaction ends; None when it does not exist.

        Lock it before its reviews, never after: otherwise two transactions could deadlock.
        """
        query = self.select(ReviewCycleRow).where(ReviewCycleRow.id == cycle_id).with_for_update()
        found = await self.session.scalars(query.execution_options(populate_existing=True))
        return found.one_or_none()

    async def cycles(self, states: Collection[str]) -> Sequence[ReviewCycleRow]:
        """The cycles in these states, newest first."""
        query = self.select(ReviewCycleRow).where(ReviewCycleRow.state.in_(states))
        return (await self.session.scalars(query.order_by(ReviewCycleRow.id.desc()))).all()

    async def with_something_to_do(self) -> Sequence[ReviewCycleRow]:
        """Cycles that are planned or running, or have a review that has not ended; newest first."""
        living = self.select(ReviewRow, ReviewRow.cycle_id).where(
            ReviewRow.state.not_in([each.value for each in ENDED])
        )
        query = self.select(ReviewCycleRow).where(
            or_(ReviewCycleRow.state.in_(("planned", "running")), ReviewCycleRow.id.in_(living))
        )
        return (await self.session.scalars(query.order_by(ReviewCycleRow.id.desc()))).all()

    async def new_review(self, facts: dict[str, Any]) -> int:
        """Inserts a review and gives its id."""
        return int((await self.add(self.insert(ReviewRow).returning(ReviewRow.id), [facts])).scalar_one())

    async def lock(self, review_id: int) -> ReviewRow | None:
        """The review, locked until the transaction ends; None when it does not exist."""
        query = self.select(ReviewRow).where(ReviewRow.id == review_id).with_for_update()
        found = await self.session.scalars(query.execution_options(populate_existing=True))
        return found.one_or_none()

    async def review(self, review_id: int) -> ReviewRow | None:
        """The review, unlocked; None when it does not exist."""
        return (
            await self.session.scalars(self.select(ReviewRow).where(ReviewRow.id == review_id))
        ).one_or_none()

    async def reviews(self, review_ids: Collection[int]) -> dict[int, ReviewRow]:
        """The reviews with these ids, by id."""
        query = self.select(ReviewRow).where(ReviewRow.id.in_(review_ids))
        return {each.id: each for each in await self.session.scalars(query)}

    async def of_cycle(self, cycle_id: int) -> Sequence[ReviewRow]:
        """The reviews of a cycle, oldest first."""
        query = self.select(ReviewRow).where(ReviewRow.cycle_id == cycle_id).order_by(ReviewRow.id)
        return (await self.session.scalars(query)).all()

    async def of_person(self, person_id: str) -> Sequence[ReviewRow]:
        """Reviews of which this person is the subject or the manager, newest first."""
        mine = or_(ReviewRow.person_id == person_id, ReviewRow.manager_id == person_id)
        return (
            await self.session.scalars(self.select(ReviewRow).where(mine).order_by(ReviewRow.id.desc()))
        ).all()

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
        query = self.select(ReviewPartRow).where(ReviewPartRow.id == part_id)
        return (await self.session.scalars(query)).one_or_none()

    async def lock_part(self, part_id: int) -> ReviewPartRow | None:
        """The part, locked until the transaction ends; None when it does not exist."""
        query = self.select(ReviewPartRow).where(ReviewPartRow.id == part_id).with_for_update()
        found = await self.session.scalars(query.execution_options(populate_existing=True))
        return found.one_or_none()

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

    async def new_actions(self, rows: Sequence[dict[str, Any]]) -> None:
        """Inserts agreed actions; rows are columns of `ReviewActionRow`."""
        await self.add(self.insert(ReviewActionRow), rows)

    async def actions(self, review_id: int) -> Sequence[ReviewActionRow]:
        """The actions of a review, in their order."""
        query = self.select(ReviewActionRow).where(ReviewActionRow.review_id == review_id)
        return (await self.session.scalars(query.order_by(ReviewActionRow.position))).all()

    async def coaching_items(self, review_ids: Collection[int]) -> Sequence[ReviewActionRow]:
        """Coaching items of these reviews that are not done, oldest first."""
        query = self.select(ReviewActionRow).where(
            ReviewActionRow.review_id.in_(review_ids),
            ReviewActionRow.is_coaching,
            ReviewActionRow.is_done.is_(False),
        )
        return (await self.session.scalars(query.order_by(ReviewActionRow.id))).all()

    async def action(self, action_id: int) -> ReviewActionRow | None:
        """The action as stored now; to change it, lock its review first."""
        query = self.select(ReviewActionRow).where(ReviewActionRow.id == action_id)
        found = await self.session.scalars(query.execution_options(populate_existing=True))
        return found.one_or_none()

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

    async def drop(self, cycle_id: int, review_ids: Collection[int]) -> None:
        """Deletes a cycle with its reviews, parts, actions and readings."""
        parts = self.select(ReviewPartRow, ReviewPartRow.id).where(ReviewPartRow.review_id.in_(review_ids))
        statements = (
            self.delete(ReviewReading).where(ReviewReading.part_id.in_(parts)),
            self.delete(ReviewPartRow).where(ReviewPartRow.review_id.in_(review_ids)),
            self.delete(ReviewActionRow).where(ReviewActionRow.review_id.in_(review_ids)),
            self.delete(ReviewRow).where(ReviewRow.id.in_(review_ids)),
            self.delete(ReviewCycleRow).where(ReviewCycleRow.id == cycle_id),
        )
        for statement in statements:
            await self.session.execute(statement)
