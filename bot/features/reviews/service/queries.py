"""Loads reviews for one viewer, and refuses what they may not see."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Transaction
from bot.features.coaching.rules.state_machine import ItemState
from bot.features.coaching.service import from_reviews as coaching
from bot.features.people.service import members as people
from bot.features.reviews.models import ReviewCycleRow, ReviewPartRow, ReviewRow
from bot.features.reviews.repository.cycles import ReviewCycleRepository
from bot.features.reviews.repository.parts import ReviewPartRepository
from bot.features.reviews.repository.reviews import ReviewRepository
from bot.features.reviews.rules.access import PartKind, ReviewParties, may_read
from bot.features.reviews.rules.cycle import SHARED, PartState, ReviewState, stage_of
from bot.features.reviews.rules.facts import ReviewAction, ReviewPart, VisibleReview
from bot.features.teams import service as teams

_GONE = "There is no such review for you to see. `/review` lists yours."


def parties_of(part: ReviewPartRow, review: ReviewRow) -> ReviewParties:
    """The people named by this part."""
    return ReviewParties(part.author_id, review.person_id, review.manager_id)


def is_readable(part: ReviewPartRow, review: ReviewRow, viewer_id: str) -> bool:
    """Whether the viewer may read the words of a part now."""
    stage = stage_of(PartState(part.state), ReviewState(review.state))
    return may_read(viewer_id, PartKind(part.kind), stage, parties_of(part, review))


async def taken(transaction: Transaction, review_id: int, actor_id: str) -> ReviewRow:
    """The review, locked, for one of its two people; BadInput, the one for a missing review, for others."""
    return await _for_one_of_two(transaction, await ReviewRepository(transaction).lock(review_id), actor_id)


async def looked_at(transaction: Transaction, review_id: int, actor_id: str) -> ReviewRow:
    """The review, unlocked, for one of its two people; BadInput as in `taken`."""
    return await _for_one_of_two(transaction, await ReviewRepository(transaction).review(review_id), actor_id)


async def _for_one_of_two(transaction: Transaction, review: ReviewRow | None, actor_id: str) -> ReviewRow:
    # A guest's own review is theirs; that of somebody else is not, even if they led them once.
    await people.actor(transaction, actor_id, guests=review is None or review.manager_id != actor_id)
    if review is None or actor_id not in (review.person_id, review.manager_id):
        raise BadInput(_GONE)
    if review.state == ReviewState.cancelled.value:
        raise BadInput("This review was cancelled.")
    return review


async def own_part(transaction: Transaction, part_id: int, actor_id: str) -> tuple[ReviewPartRow, ReviewRow]:
    """The part and its review, locked, for an author who may still write; a Refusal otherwise.

    The review is locked first, as by every change of its parts, so that it is not shared or ended meanwhile.
    """
    await people.actor(transaction, actor_id, guests=True)
    part_repository = ReviewPartRepository(transaction)
    repository = ReviewRepository(transaction)
    found = await part_repository.part(part_id)
    review = await repository.lock(found.review_id) if found else None
    return _to_write(await part_repository.lock_part(part_id), review, actor_id)


async def part_to_write(
    transaction: Transaction, part_id: int, actor_id: str
) -> tuple[ReviewPartRow, ReviewRow]:
    """The part and its review, unlocked, for an author who may still write; a Refusal otherwise."""
    await people.actor(transaction, actor_id, guests=True)
    part_repository = ReviewPartRepository(transaction)
    repository = ReviewRepository(transaction)
    part = await part_repository.part(part_id)
    return _to_write(part, await repository.review(part.review_id) if part else None, actor_id)


def _to_write(
    part: ReviewPartRow | None, review: ReviewRow | None, actor_id: str
) -> tuple[ReviewPartRow, ReviewRow]:
    if part is None or review is None or part.author_id != actor_id:
        raise BadInput(_GONE)
    if ReviewState(review.state) in SHARED:
        raise BadInput("It is shared already: its words stay as they are.")
    if part.state not in (PartState.open.value, PartState.submitted.value):
        raise BadInput("This is not yours to write any more.")
    if review.state != ReviewState.writing.value:
        raise BadInput("This review was cancelled.")
    return part, review


async def shown(transaction: Transaction, review_id: int, viewer_id: str) -> VisibleReview:
    """The review with all that this one of its two people may see; BadInput as in `taken` for others."""
    cycle_repository = ReviewCycleRepository(transaction)
    part_repository = ReviewPartRepository(transaction)
    review = await looked_at(transaction, review_id, viewer_id)
    cycle = await cycle_repository.cycle(review.cycle_id)
    if cycle is None:
        raise BadInput(_GONE)
    parts = await part_repository.parts([review.id])
    readable = [
        each
        for each in parts
        if each.state == PartState.submitted.value and is_readable(each, review, viewer_id)
    ]
    readings: dict[int, list[tuple[str, datetime]]] = {}
    for reading in await part_repository.readings([each.id for each in readable]):
        readings.setdefault(reading.part_id, []).append((reading.reader_id, reading.read_at))
    ids = {review.person_id, review.manager_id, *(each.author_id for each in parts)}
    return VisibleReview(
        review.fact(),
        cycle.fact(),
        [each.fact() for each in parts],
        [each.fact() for each in readable],
        await agreed_actions(transaction, review.id),
        await people.names(transaction, ids),
        readings,
        viewer_id,
        (await people.person(transaction, viewer_id)).zone,
    )


async def agreed_actions(transaction: Transaction, review_id: int) -> list[ReviewAction]:
    """What the two agreed on; of coaching actions, done is what their owner says there."""
    found = [row.fact() for row in await ReviewRepository(transaction).actions(review_id)]
    ids = [each.coaching_action_id for each in found if each.coaching_action_id is not None]
    states = await coaching.states(transaction, ids)
    return [
        replace(each, is_done=states.get(each.coaching_action_id) is ItemState.done)
        if each.coaching_action_id is not None
        else each
        for each in found
    ]


async def read_part(
    transaction: Transaction, review_id: int, part_id: int, reader_id: str, now: datetime
) -> tuple[ReviewPart, str]:
    """A part and its author's name; the reading is recorded. NotAllowed when it is not for this reader."""
    seen = await shown(transaction, review_id, reader_id)
    part = next((each for each in seen.readable if each.id == part_id), None)
    if part is None:
        raise NotAllowed("This is not for you to read.")
    await mark_read(transaction, [part], reader_id, now)
    return part, seen.names.get(part.author_id, "Someone")


async def mark_read(
    transaction: Transaction, parts: Sequence[ReviewPart], reader_id: str, now: datetime
) -> None:
    """Records the reading of these parts; parts of the reader's own are left out."""
    others = [each.id for each in parts if each.author_id != reader_id]
    await ReviewPartRepository(transaction).mark_read(others, reader_id, now)


async def led(transaction: Transaction, cycle_id: int, actor_id: str) -> ReviewCycleRow:
    """The cycle, locked, for whoever leads its team or began it. BadInput: it is gone.

    NotAllowed: anybody else.
    """
    cycle = await ReviewCycleRepository(transaction).lock_cycle(cycle_id)
    if cycle is None:
        raise BadInput("There is no such cycle.")
    team = (await teams.load_org_chart(transaction)).team(cycle.team_id)
    if actor_id not in (cycle.creator_id, team.manager_id if team else ""):
        raise NotAllowed("Only whoever leads the team changes its reviews.")
    return cycle
