"""The SQL of review cycles: planned, running, ended."""

from collections.abc import Collection, Sequence
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
from bot.features.reviews.rules.cycle import ENDED


class ReviewCycleRepository(ScopedRepository):
    """Cycles of the workspace."""

    async def new_cycle(self, facts: dict[str, Any]) -> ReviewCycleRow:
        """Inserts a cycle; `facts` are columns of `ReviewCycleRow`."""
        found = (
            await self.add(self.insert(ReviewCycleRow).returning(ReviewCycleRow.id), [facts])
        ).scalar_one()
        return await self.session.get_one(ReviewCycleRow, found)

    async def cycle(self, cycle_id: int) -> ReviewCycleRow | None:
        """The cycle, unlocked; None when it does not exist."""
        return await self.find_row(ReviewCycleRow, ReviewCycleRow.id == cycle_id)

    async def lock_cycle(self, cycle_id: int) -> ReviewCycleRow | None:
        """The cycle, locked until the transaction ends; None when it does not exist.

        Lock it before its reviews, never after: otherwise two transactions could deadlock.
        """
        return await self.lock_row(ReviewCycleRow, ReviewCycleRow.id == cycle_id)

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
