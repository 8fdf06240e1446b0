"""Feedback that is read: by whom it may be, and that it was."""

from collections.abc import Collection
from datetime import datetime

from bot.common.errors import BadInput
from bot.common.periods import Period
from bot.db.transaction import Transaction
from bot.features.feedback.models import FeedbackRow
from bot.features.feedback.repository import FeedbackRepository
from bot.features.feedback.rules.access import FeedbackParties, Record, may_read
from bot.features.feedback.rules.facts import Feedback
from bot.features.people.service import members as people

GONE = "There is no such feedback for you to see. `/feedback` lists yours."


async def read(transaction: Transaction, feedback_id: int, reader_id: str, now: datetime) -> Feedback:
    """One feedback, for somebody who may read it, which is written down; BadInput, which tells nothing."""
    return (await load_readable(transaction, feedback_id, reader_id, now)).fact()


async def load_readable(
    transaction: Transaction, feedback_id: int, reader_id: str, now: datetime
) -> FeedbackRow:
    """The feedback for somebody who may read it, noted as read if they did not write it; else BadInput."""
    repository = FeedbackRepository(transaction)
    found = await repository.find(feedback_id)
    if found is None or not is_readable(found.fact(), reader_id):
        raise BadInput(GONE)
    await people.actor(transaction, reader_id, guests=reader_id in (found.about_id, found.author_id))
    if reader_id != found.author_id:
        await repository.mark_read([found.id], reader_id, now)
    return found


async def read_at(transaction: Transaction, feedback_id: int) -> dict[str, datetime]:
    """When each of its readers read it first."""
    return await FeedbackRepository(transaction).readings(feedback_id)


async def mark_seen(
    transaction: Transaction, feedback_ids: Collection[int], reader_id: str, now: datetime
) -> None:
    """Somebody reads the words of these elsewhere; whoever wrote them is no reader."""
    repository = FeedbackRepository(transaction)
    seen = await repository.several(feedback_ids)
    others = [each.id for each in seen if each.author_id != reader_id and is_readable(each.fact(), reader_id)]
    await repository.mark_read(others, reader_id, now)


async def about(transaction: Transaction, person_id: str, reader_id: str, period: Period) -> list[Feedback]:
    """What is written about somebody in the period and the reader may read, the oldest first."""
    rows = await FeedbackRepository(transaction).about(person_id, reader_id, period)
    return [row.fact() for row in rows]


def is_readable(feedback: Feedback, viewer_id: str) -> bool:
    """Whether somebody may read this feedback."""
    return may_read(viewer_id, Record[feedback.record], parties_of(feedback))


def parties_of(feedback: Feedback) -> FeedbackParties:
    """Whom this feedback names."""
    return FeedbackParties(feedback.author_id, feedback.about_id, feedback.asker_id, feedback.named_id)
