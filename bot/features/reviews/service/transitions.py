"""What time brings for cycles: kick-off, people who left, late reviews, the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.common.date_ranges import ONE_DAY
from bot.common.periods import local_day, midnight
from bot.db.transaction import Transaction
from bot.features.notifications.service import availability as notifications
from bot.features.people.service import members as people
from bot.features.reviews.models import ReviewCycleRow, ReviewRow
from bot.features.reviews.repository.cycles import ReviewCycleRepository
from bot.features.reviews.repository.parts import ReviewPartRepository
from bot.features.reviews.repository.reviews import ReviewRepository
from bot.features.reviews.rules.cycle import ENDED, CycleState, PartState, ReviewState
from bot.features.reviews.service import cycles
from bot.features.reviews.service import notifications as review_notifications
from bot.features.workspace import service as workspace
from bot.framework.context import Context


@dataclass(frozen=True)
class CycleTransition:
    """A cycle that needs work; `kicks_off`: it starts now."""

    cycle_id: int
    kicks_off: bool


async def due(transaction: Transaction, now: datetime) -> list[CycleTransition]:
    """The cycles that need work now."""
    found: list[CycleTransition] = []
    cycle_repository = ReviewCycleRepository(transaction)
    repository = ReviewRepository(transaction)
    today = local_day(now, await workspace.zone_of(transaction))
    for cycle in await cycle_repository.with_something_to_do():
        if cycle.state == CycleState.planned.value:
            if cycle.kickoff_on <= today:
                found.append(CycleTransition(cycle.id, kicks_off=True))
            continue
        reviews = await repository.of_cycle(cycle.id)
        left, late = await _left(transaction, reviews), await _late(transaction, reviews, today, now)
        if left or late or _is_over(cycle, reviews):
            found.append(CycleTransition(cycle.id, kicks_off=False))
    return found


async def deal_with(ctx: Context, turn: CycleTransition) -> None:
    """Starts the cycle, or ends what leavers leave, tells managers of late reviews, and closes it."""
    if turn.kicks_off:
        await cycles.kick_off(ctx.transaction, turn.cycle_id, ctx.now)
        return
    cycle_repository = ReviewCycleRepository(ctx.transaction)
    repository = ReviewRepository(ctx.transaction)
    cycle = await cycle_repository.lock_cycle(turn.cycle_id)
    if cycle is None or cycle.state == CycleState.planned.value:
        return
    reviews = await repository.of_cycle(cycle.id)
    await _let_leavers_go(ctx.transaction, reviews, ctx.now)
    await _tell_of_late_ones(ctx.transaction, cycle, reviews, ctx.now)
    if _is_over(cycle, reviews):
        cycle.state = CycleState.closed.value


def _is_over(cycle: ReviewCycleRow, reviews: Sequence[ReviewRow]) -> bool:
    return cycle.state == CycleState.running.value and all(each.state in ENDED for each in reviews)


async def _let_leavers_go(transaction: Transaction, reviews: Sequence[ReviewRow], now: datetime) -> None:
    """Ends reviews whose person or manager left, and parts whose author did."""
    left = await _left(transaction, reviews)
    if left:
        key = f"left:{int(now.timestamp())}"
        await cycles.let_go(transaction, [each.id for each in reviews], left, key, now)


async def _tell_of_late_ones(
    transaction: Transaction, cycle: ReviewCycleRow, reviews: Sequence[ReviewRow], now: datetime
) -> None:
    """Tells each manager once which due reviews are late, and which can be shared."""
    today, repository = local_day(now, await workspace.zone_of(transaction)), ReviewRepository(transaction)
    # Locked and checked again: a concurrent request may have extended or shared one.
    locked = [await repository.lock(each.id) for each in await _late(transaction, reviews, today, now)]
    late = await _late(transaction, [each for each in locked if each is not None], today, now)
    parts = await ReviewPartRepository(transaction).parts([each.id for each in late])
    authors = {
        review.id: {
            each.author_id
            for each in parts
            if each.review_id == review.id and each.state == PartState.open.value
        }
        for review in late
    }
    for manager_id in sorted({each.manager_id for each in late}):
        own = [each for each in late if each.manager_id == manager_id]
        waiting = {who for each in own for who in authors[each.id]}
        ready = [each.person_id for each in own if not authors[each.id]]
        await review_notifications.tell_late(
            transaction, cycle, manager_id, sorted(waiting), ready, today, now
        )
    for review in late:
        review.late_told_at = now


async def _left(transaction: Transaction, reviews: Sequence[ReviewRow]) -> set[str]:
    """Ids of people who left while something of these reviews waits for them."""
    living = [each for each in reviews if each.state not in ENDED]
    concerned = {who for each in living for who in (each.person_id, each.manager_id)}
    concerned |= await ReviewPartRepository(transaction).awaited([each.id for each in living])
    known = await people.people(transaction, concerned)
    return {who for who in concerned if who not in known or not known[who].is_active_person}


async def _late(
    transaction: Transaction, reviews: Sequence[ReviewRow], today: date, now: datetime
) -> list[ReviewRow]:
    """Reviews that are due and wait, whose manager works now; told later it may be true no more."""
    late = [each for each in reviews if _is_untold(each) and each.due_on < today]
    if not late:
        return []
    managers = (await people.people(transaction, {each.manager_id for each in late})).values()
    reaches = await notifications.reaches(transaction, managers, today - ONE_DAY)
    awake = {who for who, reach in reaches.items() if reach.from_when(now) == now}
    return [each for each in late if each.manager_id in awake]


def _is_untold(review: ReviewRow) -> bool:
    return review.state == ReviewState.writing.value and review.late_told_at is None


async def next_moment(transaction: Transaction) -> datetime | None:
    """When a cycle next needs work; None when none does."""
    repository, zone = ReviewRepository(transaction), await workspace.zone_of(transaction)
    moments = []
    for cycle in await ReviewCycleRepository(transaction).with_something_to_do():
        if cycle.state == CycleState.planned.value:
            moments.append(midnight(cycle.kickoff_on, zone))
            continue
        moments += [
            await _told_late(transaction, review, midnight(review.due_on + ONE_DAY, zone))
            for review in await repository.of_cycle(cycle.id)
            if _is_untold(review)
        ]
    return min(moments, default=None)


async def _told_late(transaction: Transaction, review: ReviewRow, over: datetime) -> datetime:
    """When the manager can be told that the review is late."""
    manager = (await people.people(transaction, [review.manager_id])).get(review.manager_id)
    if manager is None:
        return over
    return (await notifications.reach_of(transaction, manager, over)).from_when(over)
