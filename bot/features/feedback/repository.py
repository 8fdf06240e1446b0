"""The SQL of feedback."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import or_

from bot.db.repository import ScopedRepository
from bot.features.feedback.models import Feedback, FeedbackReading, FeedbackRequest


class FeedbackRepository(ScopedRepository):
    """Feedback of the workspace, and requests for it."""

    async def write(self, facts: dict[str, Any]) -> Feedback:
        """A new feedback or note."""
        found = (await self.add(self.insert(Feedback).returning(Feedback.id), [facts])).scalar_one()
        return await self.session.get_one(Feedback, found)

    async def find(self, feedback_id: int) -> Feedback | None:
        """One feedback."""
        query = self.select(Feedback).where(Feedback.id == feedback_id)
        return (await self.session.scalars(query)).one_or_none()

    async def naming(self, person_id: str) -> Sequence[Feedback]:
        """Every feedback in which somebody is named, the newest first."""
        named = (Feedback.author_id, Feedback.about_id, Feedback.named_id, Feedback.asker_id)
        query = self.select(Feedback).where(or_(*(column == person_id for column in named)))
        return (await self.session.scalars(query.order_by(Feedback.written_at.desc(), Feedback.id))).all()

    async def ask(self, rows: Sequence[dict[str, Any]]) -> list[int]:
        """New requests; their ids."""
        statement = self.insert(FeedbackRequest).returning(FeedbackRequest.id)
        return [int((await self.add(statement, [row])).scalar_one()) for row in rows]

    async def lock_request(self, request_id: int) -> FeedbackRequest | None:
        """One request, for this transaction alone."""
        query = self.select(FeedbackRequest).where(FeedbackRequest.id == request_id).with_for_update()
        found = await self.session.scalars(query.execution_options(populate_existing=True))
        return found.one_or_none()

    async def readings(self, feedback_id: int) -> dict[str, datetime]:
        """Who read it, and when first."""
        columns = (FeedbackReading.reader_id, FeedbackReading.read_at)
        query = self.select(FeedbackReading, *columns).where(FeedbackReading.feedback_id == feedback_id)
        return {row.reader_id: row.read_at for row in await self.session.execute(query)}

    async def mark_read(self, feedback_id: int, reader_id: str, now: datetime) -> None:
        """Somebody reads it; only the first time counts."""
        row = {"feedback_id": feedback_id, "reader_id": reader_id, "read_at": now}
        await self.add(self.insert(FeedbackReading).on_conflict_do_nothing(), [row])
