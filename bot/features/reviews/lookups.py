"""Somebody's reviews as a whole: their record, who read what they wrote; and what is too old to be kept."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from bot.db.transaction import Transaction
from bot.features.reviews.finding import is_readable, mark_read
from bot.features.reviews.models import Review, ReviewPart
from bot.features.reviews.repository import ReviewRepository
from bot.features.reviews.rules import CycleState, PartState


async def record_of(transaction: Transaction, person_id: str, now: datetime) -> dict[str, Any]:
    """The reviews of somebody as far as they may read them, which is written down; for a file.

    What they wrote in the reviews of others stands apart: of those reviews they know nothing else.
    """
    repository = ReviewRepository(transaction)
    own = await repository.of_person(person_id)
    known = {each.id for each in own}
    written = [each for each in await repository.written_by(person_id) if each.review_id not in known]
    about = await repository.reviews([each.review_id for each in written])
    return {
        "reviews": [await _review(transaction, each, person_id, now) for each in own],
        "written_for_others": [
            {**_part(each), "person": about[each.review_id].person_id} for each in written if each.answers
        ],
    }


async def _review(transaction: Transaction, review: Review, person_id: str, now: datetime) -> dict[str, Any]:
    repository = ReviewRepository(transaction)
    readable = [
        each
        for each in await repository.parts([review.id])
        if each.state == PartState.submitted.value and is_readable(each, review, person_id)
    ]
    await mark_read(transaction, readable, person_id, now)
    return {
        "person": review.person_id,
        "manager": review.manager_id,
        "state": review.state,
        "due_on": review.due_on.isoformat(),
        "parts": [_part(each) for each in readable],
        "comment": review.comment,
        "agreed": [each.text for each in await repository.actions(review.id)],
    }


def _part(part: ReviewPart) -> dict[str, Any]:
    return {"part": part.kind, "by": part.author_id, "answers": part.answers}


async def read_lately(
    transaction: Transaction, author_id: str, limit: int
) -> Sequence[tuple[str, str, str, datetime]]:
    """Who read what somebody wrote: reader, which part, of whose review, when; the newest first."""
    return await ReviewRepository(transaction).read_lately(author_id, limit)


async def forget_before(transaction: Transaction, day: date) -> None:
    """Drop the cycles that came to their end before, signed or not, with everything of their reviews."""
    repository = ReviewRepository(transaction)
    for cycle in await repository.cycles([each.value for each in CycleState]):
        reviews = await repository.of_cycle(cycle.id)
        if max([cycle.due_on, *(_last_day(each) for each in reviews)]) < day:
            await repository.drop(cycle.id, [each.id for each in reviews])


def _last_day(review: Review) -> date:
    """When something last happened to it, or was to."""
    instants = (review.talk_at, review.shared_at, review.acknowledged_at)
    signed = (review.person_signed_at, review.manager_signed_at)
    return max([review.due_on, *(at.date() for at in (*instants, *signed) if at)])
