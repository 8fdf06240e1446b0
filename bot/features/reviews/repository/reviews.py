"""Reviews, and what the two agreed in them."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, and_, or_

from bot.db.asking import rows_of
from bot.db.repository import ScopedRepository
from bot.features.reviews.models import ReviewActionRow, ReviewPartRow, ReviewRow
from bot.features.reviews.rules.cycle import ENDED, PartState, ReviewState


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

    @rows_of("reviews that need")
    def needing(self, person_id: str) -> Select[Any]:
        """Reviews of this person or led by them that are not signed by both, and those of parts they write.

        Columns of `ReviewRow`.
        """
        to_write = self.select(ReviewPartRow, ReviewPartRow.review_id).where(
            ReviewPartRow.author_id == person_id, ReviewPartRow.state == PartState.open.value
        )
        theirs = or_(ReviewRow.person_id == person_id, ReviewRow.manager_id == person_id)
        waits = ReviewRow.state.not_in([state.value for state in ENDED])
        query = self.select(ReviewRow, *ReviewRow.__table__.columns)
        return query.where(or_(and_(theirs, waits), ReviewRow.id.in_(to_write)))

    @rows_of("review parts that need")
    def parts_needing(self, person_id: str) -> Select[Any]:
        """Parts that this person writes, and all parts of the reviews that they lead and that are written.

        Columns of `ReviewPartRow` but for the answers.
        """
        led = self.select(ReviewRow, ReviewRow.id).where(
            ReviewRow.manager_id == person_id, ReviewRow.state == ReviewState.writing.value
        )
        own = and_(ReviewPartRow.author_id == person_id, ReviewPartRow.state == PartState.open.value)
        columns = [each for each in ReviewPartRow.__table__.columns if each.name != "answers"]
        return self.select(ReviewPartRow, *columns).where(or_(own, ReviewPartRow.review_id.in_(led)))

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
            ReviewActionRow.coaching_action_id.is_not(None),
            ReviewActionRow.is_done.is_(False),
        )
        return (await self.session.scalars(query.order_by(ReviewActionRow.id))).all()

    async def action(self, action_id: int) -> ReviewActionRow | None:
        """The action as stored now; to change it, lock its review first."""
        query = self.select(ReviewActionRow).where(ReviewActionRow.id == action_id)
        found = await self.session.scalars(query.execution_options(populate_existing=True))
        return found.one_or_none()
