"""The SQL of a person's own coaching records, and of deleting what is too old."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from sqlalchemy import or_

from bot.db.repository import ScopedRepository
from bot.features.coaching.models.outcomes import CoachingOutcomeRow
from bot.features.coaching.models.talks import CoachingSeriesRow, CoachingTalkRow, TalkVote, TalkVoter
from bot.features.coaching.models.words import ActionItemRow, CoachingNoteRow, CoachingTopicRow


class CoachingRecordRepository(ScopedRepository):
    """Words and talks of the workspace, by whose they are and when they were."""

    async def topics_of(self, author_id: str) -> Sequence[CoachingTopicRow]:
        """Every topic that somebody added, by id."""
        query = self.select(CoachingTopicRow).where(CoachingTopicRow.author_id == author_id)
        return (await self.session.scalars(query.order_by(CoachingTopicRow.id))).all()

    async def notes_of(self, author_id: str) -> Sequence[CoachingNoteRow]:
        """Every note that somebody wrote, by id."""
        query = self.select(CoachingNoteRow).where(CoachingNoteRow.author_id == author_id)
        return (await self.session.scalars(query.order_by(CoachingNoteRow.id))).all()

    async def items_with(self, person_id: str) -> Sequence[ActionItemRow]:
        """Every action that somebody owns or set, by id."""
        row = ActionItemRow
        query = self.select(row).where(or_(row.owner_id == person_id, row.author_id == person_id))
        return (await self.session.scalars(query.order_by(row.id))).all()

    async def drop_before(self, day: date) -> None:
        """Deletes words of before, talks of before with their notes, votes of quarters that began before."""
        at = datetime.combine(day, time(), UTC)
        talk = CoachingTalkRow
        old = self.select(talk, talk.id).where(talk.at < at)
        series = CoachingSeriesRow
        for statement in (
            self.delete(CoachingNoteRow).where(
                or_(CoachingNoteRow.written_at < at, CoachingNoteRow.talk_id.in_(old))
            ),
            self.delete(TalkVoter).where(TalkVoter.talk_id.in_(old)),
            self.delete(TalkVote).where(TalkVote.begins < day),
            self.delete(CoachingTopicRow).where(CoachingTopicRow.added_at < at),
            self.delete(CoachingOutcomeRow).where(CoachingOutcomeRow.made_at < at),
            self.delete(ActionItemRow).where(ActionItemRow.made_at < at),
            self.delete(talk).where(talk.at < at),
            self.delete(series).where(series.ended_at.is_not(None), series.ended_at < at),
        ):
            await self.session.execute(statement)
