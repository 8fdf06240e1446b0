"""The SQL of reviews."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_

from bot.db.repository import ScopedRepository
from bot.features.reviews.models import Review, ReviewAction, ReviewCycle, ReviewPart, ReviewReading
from bot.features.reviews.rules import ENDED, PartState, ReviewState


class ReviewRepository(ScopedRepository):
    """Reviews of the workspace."""

    async def new_cycle(self, facts: dict[str, Any]) -> ReviewCycle:
        """A new cycle."""
        found = (await self.add(self.insert(ReviewCycle).returning(ReviewCycle.id), [facts])).scalar_one()
        return await self.session.get_one(ReviewCycle, found)

    async def cycle(self, cycle_id: int) -> ReviewCycle | None:
        """One cycle."""
        return (
            await self.session.scalars(self.select(ReviewCycle).where(ReviewCycle.id == cycle_id))
        ).one_or_none()

    async def lock_cycle(self, cycle_id: int) -> ReviewCycle | None:
        """One cycle, for this transaction alone; its reviews are locked after it, never before."""
        query = self.select(ReviewCycle).where(ReviewCycle.id == cycle_id).with_for_update()
        found = await self.session.scalars(query.execution_options(populate_existing=True))
        return found.one_or_none()

    async def cycles(self, states: Collection[str]) -> Sequence[ReviewCycle]:
        """The cycles in these states, the newest first."""
        query = self.select(ReviewCycle).where(ReviewCycle.state.in_(states))
        return (await self.session.scalars(query.order_by(ReviewCycle.id.desc()))).all()

    async def with_something_to_do(self) -> Sequence[ReviewCycle]:
        """The cycles that are planned or running, or in which a review is not over yet."""
        living = self.select(Review, Review.cycle_id).where(
            Review.state.not_in([each.value for each in ENDED])
        )
        query = self.select(ReviewCycle).where(
            or_(ReviewCycle.state.in_(("planned", "running")), ReviewCycle.id.in_(living))
        )
        return (await self.session.scalars(query.order_by(ReviewCycle.id.desc()))).all()

    async def new_review(self, facts: dict[str, Any]) -> int:
        """A new review; its id."""
        return int((await self.add(self.insert(Review).returning(Review.id), [facts])).scalar_one())

    async def lock(self, review_id: int) -> Review | None:
        """One review, for this transaction alone."""
        query = self.select(Review).where(Review.id == review_id).with_for_update()
        found = await self.session.scalars(query.execution_options(populate_existing=True))
        return found.one_or_none()

    async def review(self, review_id: int) -> Review | None:
        """One review."""
        return (await self.session.scalars(self.select(Review).where(Review.id == review_id))).one_or_none()

    async def reviews(self, review_ids: Collection[int]) -> dict[int, Review]:
        """These reviews, by id."""
        query = self.select(Review).where(Review.id.in_(review_ids))
        return {each.id: each for each in await self.session.scalars(query)}

    async def of_cycle(self, cycle_id: int) -> Sequence[Review]:
        """The reviews of a cycle."""
        query = self.select(Review).where(Review.cycle_id == cycle_id).order_by(Review.id)
        return (await self.session.scalars(query)).all()

    async def of_person(self, person_id: str) -> Sequence[Review]:
        """The reviews in which somebody is either side, the newest first."""
        mine = or_(Review.person_id == person_id, Review.manager_id == person_id)
        return (await self.session.scalars(self.select(Review).where(mine).order_by(Review.id.desc()))).all()

    async def new_part(self, facts: dict[str, Any]) -> ReviewPart:
        """A new part; its review is this transaction's alone."""
        blank: dict[str, Any] = {
            "told": "",
            "reminded": "",
            "seen_as": "",
            "answers": None,
            "submitted_at": None,
        }
        statement = self.insert(ReviewPart).returning(ReviewPart.id)
        found = (await self.add(statement, [{**blank, **facts}])).scalar_one()
        return await self.session.get_one(ReviewPart, found)

    async def part(self, part_id: int) -> ReviewPart | None:
        """One part."""
        query = self.select(ReviewPart).where(ReviewPart.id == part_id)
        return (await self.session.scalars(query)).one_or_none()

    async def lock_part(self, part_id: int) -> ReviewPart | None:
        """One part, for this transaction alone."""
        query = self.select(ReviewPart).where(ReviewPart.id == part_id).with_for_update()
        found = await self.session.scalars(query.execution_options(populate_existing=True))
        return found.one_or_none()

    async def parts(self, review_ids: Collection[int]) -> Sequence[ReviewPart]:
        """The parts of these reviews."""
        query = self.select(ReviewPart).where(ReviewPart.review_id.in_(review_ids))
        return (await self.session.scalars(query.order_by(ReviewPart.id))).all()

    async def awaited(self, review_ids: Collection[int]) -> set[str]:
        """Who has yet to write in these reviews, or to be asked."""
        query = self.select(ReviewPart, ReviewPart.author_id).where(
            ReviewPart.review_id.in_(review_ids), ReviewPart.state.in_(("open", "nominated"))
        )
        return set(await self.session.scalars(query.distinct()))

    async def told(self, name: str) -> Sequence[ReviewPart]:
        """The parts that one message asks for."""
        query = self.select(ReviewPart).where(ReviewPart.told == name).order_by(ReviewPart.id)
        return (await self.session.scalars(query.execution_options(populate_existing=True))).all()

    async def reminded(self, name: str) -> Sequence[ReviewPart]:
        """The parts that one reminder names."""
        query = self.select(ReviewPart).where(ReviewPart.reminded == name).order_by(ReviewPart.id)
        return (await self.session.scalars(query.execution_options(populate_existing=True))).all()

    async def reminder_of(self, cycle_id: int, author_id: str, due_on: date) -> str | None:
        """The reminder of what somebody has yet to write in a cycle by a day, if there is any."""
        of_the_day = self.select(Review, Review.id).where(
            Review.cycle_id == cycle_id, Review.due_on == due_on
        )
        query = self.select(ReviewPart, ReviewPart.reminded).where(
            ReviewPart.author_id == author_id,
            ReviewPart.state == PartState.open.value,
            ReviewPart.reminded != "",
            ReviewPart.review_id.in_(of_the_day),
        )
        name: str | None = await self.session.scalar(query.order_by(ReviewPart.id).limit(1))
        return name

    async def open_parts(self, author_id: str) -> Sequence[ReviewPart]:
        """What somebody still has to write."""
        query = self.select(ReviewPart).where(ReviewPart.author_id == author_id, ReviewPart.state == "open")
        return (await self.session.scalars(query.order_by(ReviewPart.id))).all()

    async def changeable_parts(self, author_id: str, kind: str) -> Sequence[ReviewPart]:
        """What somebody submitted of this kind, and may still change."""
        writing = self.select(Review, Review.id).where(Review.state == ReviewState.writing.value)
        query = self.select(ReviewPart).where(
            ReviewPart.author_id == author_id,
            ReviewPart.state == PartState.submitted.value,
            ReviewPart.kind == kind,
            ReviewPart.review_id.in_(writing),
        )
        return (await self.session.scalars(query.order_by(ReviewPart.id))).all()

    async def new_actions(self, rows: Sequence[dict[str, Any]]) -> None:
        """What the two agreed."""
        await self.add(self.insert(ReviewAction), rows)

    async def actions(self, review_id: int) -> Sequence[ReviewAction]:
        """The actions of a review, in order."""
        query = self.select(ReviewAction).where(ReviewAction.review_id == review_id)
        return (await self.session.scalars(query.order_by(ReviewAction.position))).all()

    async def coaching_items(self, review_ids: Collection[int]) -> Sequence[ReviewAction]:
        """What of these reviews is to be worked on, and not done yet."""
        query = self.select(ReviewAction).where(
            ReviewAction.review_id.in_(review_ids),
            ReviewAction.is_coaching,
            ReviewAction.is_done.is_(False),
        )
        return (await self.session.scalars(query.order_by(ReviewAction.id))).all()

    async def action(self, action_id: int) -> ReviewAction | None:
        """One action, as it is now; whoever changes it has its review for this transaction alone."""
        query = self.select(ReviewAction).where(ReviewAction.id == action_id)
        found = await self.session.scalars(query.execution_options(populate_existing=True))
        return found.one_or_none()

    async def mark_read(self, part_ids: Collection[int], reader_id: str, now: datetime) -> None:
        """Somebody reads these parts; only the first time counts."""
        rows = [{"part_id": each, "reader_id": reader_id, "read_at": now} for each in sorted(part_ids)]
        if rows:
            await self.add(self.insert(ReviewReading).on_conflict_do_nothing(), rows)

    async def readings(self, part_ids: Collection[int]) -> Sequence[ReviewReading]:
        """Who read these parts."""
        query = self.select(ReviewReading).where(ReviewReading.part_id.in_(part_ids))
        return (await self.session.scalars(query.order_by(ReviewReading.read_at))).all()

    async def written_by(self, author_id: str) -> Sequence[ReviewPart]:
        """What somebody wrote, in whosever review."""
        query = self.select(ReviewPart).where(ReviewPart.author_id == author_id)
        return (await self.session.scalars(query.order_by(ReviewPart.id))).all()

    async def read_lately(self, author_id: str, limit: int) -> list[tuple[str, str, str, datetime]]:
        """Reader, which part, of whose review, when, of what somebody wrote; the newest first."""
        columns = (ReviewReading.reader_id, ReviewPart.kind, Review.person_id, ReviewReading.read_at)
        query = self.select(ReviewReading, *columns).join(ReviewPart, ReviewPart.id == ReviewReading.part_id)
        query = query.join(Review, Review.id == ReviewPart.review_id)
        query = query.where(ReviewPart.workspace_id == self.workspace_id, ReviewPart.author_id == author_id)
        rows = await self.session.execute(query.order_by(ReviewReading.read_at.desc()).limit(limit))
        return [(reader, kind, person, at) for reader, kind, person, at in rows]

    async def drop(self, cycle_id: int, review_ids: Collection[int]) -> None:
        """A cycle with everything of its reviews."""
        parts = self.select(ReviewPart, ReviewPart.id).where(ReviewPart.review_id.in_(review_ids))
        statements = (
            self.delete(ReviewReading).where(ReviewReading.part_id.in_(parts)),
            self.delete(ReviewPart).where(ReviewPart.review_id.in_(review_ids)),
            self.delete(ReviewAction).where(ReviewAction.review_id.in_(review_ids)),
            self.delete(Review).where(Review.id.in_(review_ids)),
            self.delete(ReviewCycle).where(ReviewCycle.id == cycle_id),
        )
        for statement in statements:
            await self.session.execute(statement)
