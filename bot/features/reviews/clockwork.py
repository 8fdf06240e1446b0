"""What happens to cycles by the clock: kick-off, those who left, those who are late, the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.common.periods import local_day, midnight
from bot.common.spans import ONE_DAY
from bot.db.transaction import Transaction
from bot.features.people import service as people
from bot.features.reviews import cycles, news
from bot.features.reviews.models import Review
from bot.features.reviews.repository import ReviewRepository
from bot.features.reviews.rules import CycleState, PartState, ReviewState
from bot.features.workspace import service as workspace

_ENDED = frozenset({ReviewState.signed.value, ReviewState.cancelled.value})
_LIVING = (CycleState.planned.value, CycleState.running.value)


@dataclass(frozen=True)
class Turn:
    """What is to be done with a cycle."""

    cycle_id: int
    kicks_off: bool


async def due(transaction: Transaction, now: datetime) -> list[Turn]:
    """The cycles with something to do."""
    found: list[Turn] = []
    repository = ReviewRepository(transaction)
    for cycle in await repository.cycles(_LIVING):
        today = local_day(now, await workspace.zone_of(transaction))
        if cycle.state == CycleState.planned.value:
            if cycle.kickoff_on <= today:
                found.append(Turn(cycle.id, kicks_off=True))
            continue
        reviews = await repository.of_cycle(cycle.id)
        gone, late = await _gone(transaction, reviews), _late(reviews, today)
        if gone or late or all(each.state in _ENDED for each in reviews):
            found.append(Turn(cycle.id, kicks_off=False))
    return found


async def deal_with(transaction: Transaction, turn: Turn, now: datetime) -> None:
    """Kick off, or look after what goes on."""
    if turn.kicks_off:
        await cycles.kick_off(transaction, turn.cycle_id, now)
        return
    repository = ReviewRepository(transaction)
    cycle = await repository.cycle(turn.cycle_id)
    if cycle is None or cycle.state != CycleState.running.value:
        return
    reviews = await repository.of_cycle(cycle.id)
    for review in await _gone(transaction, reviews):
        await cycles.let_go(transaction, review, now)
    late = _late(reviews, local_day(now, await workspace.zone_of(transaction)))
    parts = await repository.parts([each.id for each in late])
    waiting: dict[str, set[str]] = {}
    for review in late:
        review.late_told_at = now
        for part in parts:
            if part.review_id == review.id and part.state == PartState.open.value:
                waiting.setdefault(review.manager_id, set()).add(part.author_id)
    for manager_id, authors in sorted(waiting.items()):
        await news.tell_late(transaction, cycle, manager_id, sorted(authors), now)
    if all(each.state in _ENDED for each in reviews):
        cycle.state = CycleState.closed.value


async def _gone(transaction: Transaction, reviews: Sequence[Review]) -> list[Review]:
    """The unfinished reviews of those who left."""
    living = [each for each in reviews if each.state not in _ENDED]
    known = await people.people(transaction, [each.person_id for each in living])
    return [
        each for each in living if each.person_id not in known or not known[each.person_id].is_active_person
    ]


def _late(reviews: Sequence[Review], today: date) -> list[Review]:
    return [
        each
        for each in reviews
        if each.state == ReviewState.writing.value and each.late_told_at is None and each.due_on < today
    ]


async def next_moment(transaction: Transaction) -> datetime | None:
    """When a cycle has something to do next."""
    repository, zone = ReviewRepository(transaction), await workspace.zone_of(transaction)
    days = []
    for cycle in await repository.cycles(_LIVING):
        if cycle.state == CycleState.planned.value:
            days.append(cycle.kickoff_on)
            continue
        days += [
            review.due_on + ONE_DAY
            for review in await repository.of_cycle(cycle.id)
            if review.state == ReviewState.writing.value and review.late_told_at is None
        ]
    return midnight(min(days), zone) if days else None
