"""A person's feedback as a whole, for their export; and deleting what is too old."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.db.transaction import Transaction
from bot.features.feedback.models import FeedbackRequestRow, FeedbackRow
from bot.features.feedback.repository import FeedbackRepository

_ALL = 100_000


async def record_of(transaction: Transaction, person_id: str, now: datetime) -> dict[str, Any]:
    """What a person wrote, may read and asked for, as JSON for a file; what they may read counts as read.

    Keys: feedback_written, feedback_to_read, requests.
    """
    repository = FeedbackRepository(transaction)
    written, _ = await repository.written_by(person_id, _ALL, 0)
    to_read, _ = await repository.inbox(person_id, _ALL, 0)
    await repository.mark_read([each.id for each in to_read], person_id, now)
    readings = await repository.readings_of([each.id for each in (*written, *to_read)])
    return {
        "feedback_written": [_feedback(each, readings) for each in written],
        "feedback_to_read": [_feedback(each, readings) for each in to_read],
        "requests": [_request(each) for each in await repository.all_requests(person_id)],
    }


def _feedback(row: FeedbackRow, readings: dict[int, list[tuple[str, datetime]]]) -> dict[str, Any]:
    return {
        "written_at": row.written_at.isoformat(),
        "record": row.record,
        "tone": row.tone,
        "by": row.author_id,
        "about": row.about_id,
        "what": row.what,
        "effect": row.effect,
        "suggestion": row.suggestion,
        "skill": row.skill,
        "link": row.link,
        "read_by": [{"who": who, "at": at.isoformat()} for who, at in readings.get(row.id, ())],
    }


def _request(row: FeedbackRequestRow) -> dict[str, Any]:
    return {
        "asked_at": row.asked_at.isoformat(),
        "by": row.asker_id,
        "about": row.about_id,
        "of": row.asked_id,
        "question": row.question,
        "due_on": row.due_on.isoformat(),
        "state": row.state,
    }


async def read_lately(
    transaction: Transaction, author_id: str, limit: int
) -> Sequence[tuple[str, str, datetime]]:
    """(reader, about whom, first time) of what a person wrote, the newest first, at most `limit`."""
    return await FeedbackRepository(transaction).read_lately(author_id, limit)


async def forget_before(transaction: Transaction, at: datetime) -> None:
    """Deletes feedback written and requests asked before this instant, with who read it."""
    await FeedbackRepository(transaction).drop_before(at)
