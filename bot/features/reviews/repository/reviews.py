"""Reviews, and what the two agreed in them."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import or_

from bot.db.repository import ScopedRepository
from bot.features.reviews.models import (
    ReviewActionRow,
    ReviewRow,
)


class ReviewRepository(ScopedRepository):
    """Reviews of the workspace."""

    async def new_review(self, facts: dict[str, Any]) -> int:
        """A new review; its id."""
        return int((await self.add(self.insert(ReviewRow).returning(ReviewRow.id), [facts])).scalar_one())

    async def lock(self, review_id: int) -> ReviewRow | None:
        """One review, for this transaction alone."""
        return await self.lock_row(ReviewRow, ReviewRow.id == review_id)

    async def review(self, review_id: int) -> ReviewRow | None:
        """One review."""
        return await self.find_row(ReviewRow, ReviewRow.id == review_id)

    async def reviews(self, review_ids: Collection[int]) -> dict[int, ReviewRow]:
        """These reviews, by id."""
        query = self.select(ReviewRow).where(ReviewRow.id.in_(review_ids))
        return {each.id: each for each in await self.session.scalars(query)}

    async def of_cycle(self, cycle_id: int) -> Sequence[ReviewRow]:
        """The reviews of a cycle."""
        query = self.select(ReviewRow).where(ReviewRow.cycle_id == cycle_id).order_by(ReviewRow.id)
        return (await self.session.scalars(query)).all()

    async def of_person(self, person_id: str) -> Sequence[ReviewRow]:
        """The reviews in which somebody is either side, the newest first."""
        mine = or_(ReviewRow.person_id == person_id, ReviewRow.manager_id == person_id)
        return (
            await self.session.scalars(self.select(ReviewRow).where(mine).order_by(ReviewRow.id.desc()))
        ).all()

    async def new_actions(self, rows: Sequence[dict[str, Any]]) -> None:
        """What the two agreed."""
        await self.add(self.insert(ReviewActionRow), rows)

    async def actions(self, review_id: int) -> Sequence[ReviewActionRow]:
        """The actions of a review, in order."""
        query = self.select(ReviewActionRow).where(ReviewActionRow.review_id == review_id)
        return (await self.session.scalars(query.order_by(ReviewActionRow.position))).all()

    async def coaching_items(self, review_ids: Collection[int]) -> Sequence[ReviewActionRow]:
        """What of these reviews is to be worked on, and not done yet."""
        query = self.select(ReviewActionRow).where(
            ReviewActionRow.review_id.in_(review_ids),
            ReviewActionRow.is_coaching,
            ReviewActionRow.is_done.is_(False),
        )
        return (await self.session.scalars(query.order_by(ReviewActionRow.id))).all()

    async def action(self, action_id: int) -> ReviewActionRow | None:
        """One action, as it is now; whoever changes it has its review for this transaction alone."""
        query = self.select(ReviewActionRow).where(ReviewActionRow.id == action_id)
        found = await self.session.scalars(query.execution_options(populate_existing=True))
        return found.one_or_none()
