"""All reviews of one person for their record, who read what they wrote, and deletion of old ones."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.drafts import service as drafts
from bot.features.drafts.service import form_name
from bot.features.reviews.models import ReviewPartRow, ReviewRow
from bot.features.reviews.repository.cycles import ReviewCycleRepository
from bot.features.reviews.repository.parts import ReviewPartRepository
from bot.features.reviews.repository.reviews import ReviewRepository
from bot.features.reviews.rules.cycle import FORMS_OF_REVIEW, PART_FORM, CycleState, PartState
from bot.features.reviews.service.queries import is_readable, mark_read
from bot.features.workspace import service as workspace
from bot.slack.text import unescape


async def record_of(transaction: Transaction, person_id: str, now: datetime) -> dict[str, Any]:
    """The person's reviews as JSON, as far as they may read them; what is in it is recorded as read.

    What they wrote in reviews of others is listed apart, without anything else of those.
    """
    repository = ReviewRepository(transaction)
    part_repository = ReviewPartRepository(transaction)
    own = await repository.of_person(person_id)
    known = {each.id for each in own}
    written = [each for each in await part_repository.written_by(person_id) if each.review_id not in known]
    about = await repository.reviews([each.review_id for each in written])
    return {
        "reviews": [await _review(transaction, each, person_id, now) for each in own],
        "written_for_others": [
            {**_part(each), "person": about[each.review_id].person_id} for each in written if each.answers
        ],
    }


async def _review(
    transaction: Transaction, review: ReviewRow, person_id: str, now: datetime
) -> dict[str, Any]:
    cycle_repository = ReviewCycleRepository(transaction)
    part_repository = ReviewPartRepository(transaction)
    repository = ReviewRepository(transaction)
    cycle = await cycle_repository.cycle(review.cycle_id)
    readable = [
        each
        for each in await part_repository.parts([review.id])
        if each.state == PartState.submitted.value and is_readable(each, review, person_id)
    ]
    await mark_read(transaction, [each.fact() for each in readable], person_id, now)
    readings: dict[int, list[dict[str, str]]] = {}
    for each in await part_repository.readings([part.id for part in readable]):
        reading = {"who": each.reader_id, "at": each.read_at.isoformat()}
        readings.setdefault(each.part_id, []).append(reading)
    return {
        "cycle": unescape(cycle.name) if cycle else "",
        "first_day": cycle.first.isoformat() if cycle else "",
        "last_day": cycle.last.isoformat() if cycle else "",
        "person": review.person_id,
        "manager": review.manager_id,
        "state": review.state,
        "due_on": review.due_on.isoformat(),
        **{
            name: at.isoformat() if at else None
            for name, at in (
                ("talk_at", review.talk_at),
                ("shared_at", review.shared_at),
                ("acknowledged_at", review.acknowledged_at),
                ("person_signed_at", review.person_signed_at),
                ("manager_signed_at", review.manager_signed_at),
            )
        },
        "parts": [{**_part(each), "read_by": readings.get(each.id, [])} for each in readable],
        "comment": review.comment,
        "agreed": [each.text for each in await repository.actions(review.id)],
    }


def _part(part: ReviewPartRow) -> dict[str, Any]:
    submitted_at = part.submitted_at.isoformat() if part.submitted_at else None
    return {"part": part.kind, "by": part.author_id, "submitted_at": submitted_at, "answers": part.answers}


async def read_lately(
    transaction: Transaction, author_id: str, limit: int
) -> Sequence[tuple[str, str, str, datetime]]:
    """Readings of what this person wrote: (reader, kind of part, subject, instant), newest first."""
    return await ReviewPartRepository(transaction).read_lately(author_id, limit)


async def forget_before(transaction: Transaction, day: date) -> None:
    """Deletes cycles in which nothing has happened since that day, with all that was written in them."""
    cycle_repository = ReviewCycleRepository(transaction)
    part_repository = ReviewPartRepository(transaction)
    repository = ReviewRepository(transaction)
    zone = await workspace.zone_of(transaction)
    for found in await cycle_repository.cycles([each.value for each in CycleState]):
        if found.due_on >= day:
            continue
        await cycle_repository.lock_cycle(found.id)
        reviews = [await repository.lock(each.id) for each in await repository.of_cycle(found.id)]
        parts = await part_repository.parts([each.id for each in reviews if each])
        if all(_last_day(each, zone) < day for each in (*reviews, *parts) if each):
            await cycle_repository.drop(found.id, [each.id for each in reviews if each])
            await drafts.forget_forms(
                transaction,
                [
                    *(form_name(PART_FORM, str(each.id)) for each in parts),
                    *(form_name(form, str(each.id)) for each in reviews if each for form in FORMS_OF_REVIEW),
                ],
            )


def _last_day(row: ReviewRow | ReviewPartRow, zone: ZoneInfo) -> date:
    """The day of the last thing that happened to it, or was to happen."""
    if isinstance(row, ReviewPartRow):
        return local_day(row.submitted_at, zone) if row.submitted_at else date.min
    steps = (row.talk_at, row.shared_at, row.acknowledged_at, row.person_signed_at, row.manager_signed_at)
    return max([row.due_on, *(local_day(at, zone) for at in steps if at)])
