"""Reviews as somebody may see them: parts, who else reads them, what is refused."""

from collections.abc import Sequence
from datetime import datetime

from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Transaction
from bot.features.people.service import members as people
from bot.features.reviews.models import ReviewCycleRow, ReviewPartRow, ReviewRow
from bot.features.reviews.repository.cycles import ReviewCycleRepository
from bot.features.reviews.repository.parts import ReviewPartRepository
from bot.features.reviews.repository.reviews import ReviewRepository
from bot.features.reviews.rules.access import PartKind, ReviewParties, may_read
from bot.features.reviews.rules.cycle import SHARED, PartState, ReviewState, stage_of
from bot.features.reviews.rules.facts import ReviewPart, VisibleReview
from bot.features.teams import service as teams

_GONE = "There is no such review for you to see. `/review` lists yours."


def parties_of(part: ReviewPartRow, review: ReviewRow) -> ReviewParties:
    """Whom a part names."""
    return ReviewParties(part.author_id, review.person_id, review.manager_id)


def is_readable(part: ReviewPartRow, review: ReviewRow, viewer_id: str) -> bool:
    """Whether somebody may read the words of a part now."""
    stage = stage_of(PartState(part.state), ReviewState(review.state))
    return may_read(viewer_id, PartKind(part.kind), stage, parties_of(part, review))


async def taken(transaction: Transaction, review_id: int, actor_id: str) -> ReviewRow:
    """A review for one of its two, for this transaction alone; BadInput, which tells nothing, for others."""
    return await _for_one_of_two(transaction, await ReviewRepository(transaction).lock(review_id), actor_id)


async def looked_at(transaction: Transaction, review_id: int, actor_id: str) -> ReviewRow:
    """The same to look at: nobody waits meanwhile."""
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
    """A part that its author may still write, for this transaction alone.

    The review is locked first, as by every deed on its parts: a part is not shared or ended meanwhile.
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
    """The same to look at: nobody waits meanwhile."""
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
    """A review for one of its two; BadInput, which tells nothing, for others."""
    cycle_repository = ReviewCycleRepository(transaction)
    part_repository = ReviewPartRepository(transaction)
    repository = ReviewRepository(transaction)
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
        [each.fact() for each in await repository.actions(review.id)],
        await people.names(transaction, ids),
        readings,
        viewer_id,
    )


async def read_part(
    transaction: Transaction, review_id: int, part_id: int, reader_id: str, now: datetime
) -> tuple[ReviewPart, str]:
    """A part with its author's name, for somebody who may read it now, which is written down."""
    seen = await shown(transaction, review_id, reader_id)
    part = next((each for each in seen.readable if each.id == part_id), None)
    if part is None:
        raise NotAllowed("This is not for you to read.")
    await mark_read(transaction, [part], reader_id, now)
    return part, seen.names.get(part.author_id, "Someone")


async def mark_read(
    transaction: Transaction, parts: Sequence[ReviewPart], reader_id: str, now: datetime
) -> None:
    """Somebody reads the words of these parts; whoever wrote them is no reader."""
    others = [each.id for each in parts if each.author_id != reader_id]
    await ReviewPartRepository(transaction).mark_read(others, reader_id, now)


async def led(transaction: Transaction, cycle_id: int, actor_id: str) -> ReviewCycleRow:
    """A cycle, for this transaction alone: for whoever leads its team, or began it; NotAllowed for others."""
    cycle = await ReviewCycleRepository(transaction).lock_cycle(cycle_id)
    if cycle is None:
        raise BadInput("There is no such cycle.")
    team = (await teams.load_org_chart(transaction)).team(cycle.team_id)
    if actor_id not in (cycle.creator_id, team.manager_id if team else ""):
        raise NotAllowed("Only whoever leads the team changes its reviews.")
    return cycle
