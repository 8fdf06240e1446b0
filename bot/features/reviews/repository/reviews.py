"""Reviews, and what the two agreed in them."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import or_

from bot.db.repository import ScopedRepository
from bot.features.reviews.models import ReviewActionRow, ReviewRow


class ReviewRepository(ScopedRepository):
    """Cycles, reviews, parts, actions and readings of the workspace."""

    async def new_review(self, facts: dict[str, Any]) -> int:
        """Inserts a review and gives its id."""
        return int((await self.add(self.insert(ReviewRow).returning(ReviewRow.id), [facts])).scalar_one())

    async def lock(self, review_id: int) -> ReviewRow | None:
        """The review, locked until the transaction ends; None when it does not exist."""
        return await self.lock_row(ReviewRow, ReviewRow.id == review_id)

    async def review(self, review_id: int) -> ReviewRow | None:
        """The review, unlocked; None when it does not exist."""
        return await self.find_row(ReviewRow, ReviewRow.id == review_id)

    async def reviews(self, review_ids: Collection[int]) -> dict[int, ReviewRow]:
        """The reviews with these ids, by id."""
        if not review_ids:
            return {}
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
