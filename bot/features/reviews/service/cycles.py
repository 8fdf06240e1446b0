"""Plans, starts, extends and cancels cycles, and ends the reviews of people who left."""

from collections.abc import Collection
from datetime import date, datetime

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.errors import BadInput, NotAllowed
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.people.service import members as people
from bot.features.reviews.models import ReviewCycleRow, ReviewPartRow
from bot.features.reviews.notices import ReviewsExtended
from bot.features.reviews.repository.cycles import ReviewCycleRepository
from bot.features.reviews.repository.parts import ReviewPartRepository
from bot.features.reviews.repository.reviews import ReviewRepository
from bot.features.reviews.rules.access import PartKind
from bot.features.reviews.rules.cycle import (
    ENDED,
    FARTHEST,
    SHARED,
    CyclePlan,
    CycleState,
    PartState,
    ReviewState,
    checked,
)
from bot.features.reviews.rules.facts import Review, ReviewCycle
from bot.features.reviews.service import notifications, reminders
from bot.features.reviews.service.queries import led
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.framework.context import Context

_WAITING = (PartState.open, PartState.nominated)


async def plan(ctx: Context, wanted: CyclePlan) -> ReviewCycle:
    """Plans a cycle. NotAllowed: the actor does not lead the team. BadInput names the field."""
    await ctx.claim()
    await people.actor(ctx.transaction, ctx.actor_id)
    team = (await teams.load_org_chart(ctx.transaction)).team(wanted.team_id)
    if team is None or team.manager_id != ctx.actor_id:
        raise NotAllowed("Only whoever leads the team plans its reviews.")
    kept = checked(wanted, local_day(ctx.now, await workspace.zone_of(ctx.transaction)))
    row = await ReviewCycleRepository(ctx.transaction).new_cycle(
        {
            "name": kept.name,
            "team_id": kept.team_id,
            "first": kept.days.start,
            "last": kept.days.last,
            "parts": [each.value for each in kept.parts],
            "kickoff_on": kept.kickoff_on,
            "due_on": kept.due_on,
            "state": CycleState.planned.value,
            "creator_id": ctx.actor_id,
            "created_at": ctx.now,
        }
    )
    return row.fact()


def days_of(cycle: ReviewCycleRow) -> DateRange:
    """The days that a cycle is about, labelled with its name."""
    return DateRange(cycle.first, cycle.last + ONE_DAY, cycle.name)


async def kick_off(transaction: Transaction, cycle_id: int, now: datetime) -> None:
    """Starts a planned cycle: one review a team member, and a request to each author.

    Does nothing when it has started. Cancelled when the team is gone.
    """
    cycle_repository = ReviewCycleRepository(transaction)
    part_repository = ReviewPartRepository(transaction)
    repository = ReviewRepository(transaction)
    cycle = await cycle_repository.lock_cycle(cycle_id)
    if cycle is None or cycle.state != CycleState.planned.value:
        return
    team = (await teams.load_org_chart(transaction)).team(cycle.team_id)
    if team is None:
        cycle.state = CycleState.cancelled.value
        return
    cycle.state = CycleState.running.value
    known = await people.people(transaction, team.member_ids)
    for person_id in team.member_ids:
        if person_id in known and known[person_id].is_active_person:
            await _begin(transaction, cycle, person_id, team.manager_id)
    reviews = [each.id for each in await repository.of_cycle(cycle.id)]
    by_author: dict[str, list[ReviewPartRow]] = {}
    for part in await part_repository.parts(reviews):
        by_author.setdefault(part.author_id, []).append(part)
    for author_id, parts in by_author.items():
        await reminders.ask(transaction, cycle, parts, cycle.due_on, f"{cycle.id}:{author_id}", now)


async def _begin(transaction: Transaction, cycle: ReviewCycleRow, person_id: str, manager_id: str) -> None:
    repository = ReviewRepository(transaction)
    part_repository = ReviewPartRepository(transaction)
    review_id = await repository.new_review(
        {
            "cycle_id": cycle.id,
            "person_id": person_id,
            "manager_id": manager_id,
            "state": ReviewState.writing.value,
            "due_on": cycle.due_on,
            "comment": "",
        }
    )
    authors = {PartKind.own: person_id, PartKind.manager: manager_id, PartKind.upward: person_id}
    for kind, author_id in authors.items():
        if kind.value in cycle.parts:
            facts = {"review_id": review_id, "kind": kind.value, "author_id": author_id}
            await part_repository.new_part({**facts, "state": PartState.open.value})


async def extend(ctx: Context, review_id: int, due_on: date) -> Review:
    """Moves the due day of one review and tells those who still write.

    NotAllowed: the actor is not its manager. BadInput: it is not being written, or the day is not later.
    """
    await ctx.claim()
    await people.actor(ctx.transaction, ctx.actor_id)
    repository = ReviewRepository(ctx.transaction)
    cycle_repository = ReviewCycleRepository(ctx.transaction)
    part_repository = ReviewPartRepository(ctx.transaction)
    review = await repository.lock(review_id)
    if review is None or review.manager_id != ctx.actor_id:
        raise NotAllowed("Only the manager who reviews them gives more time.")
    if review.state != ReviewState.writing.value:
        raise BadInput("Nothing is written in it any more.")
    today = local_day(ctx.now, await workspace.zone_of(ctx.transaction))
    if not max(today, review.due_on) < due_on <= today + FARTHEST:
        raise BadInput("Choose a later day than it is due on now.", field="due")
    cycle = await cycle_repository.cycle(review.cycle_id)
    # Who is late on the new day is told again.
    review.due_on, review.late_told_at = due_on, None
    waiting: dict[str, list[ReviewPartRow]] = {}
    asked_before: set[tuple[str, str]] = set()
    for part in await part_repository.parts([review.id]):
        if part.state == PartState.open.value:
            asked_before.add(part.marks)
            part.told = part.reminded = ""
            waiting.setdefault(part.author_id, []).append(part)
    await reminders.tell_standing(ctx.transaction, asked_before, ctx.request_key, ctx.now)
    if cycle is not None:
        await reminders.before_asking(ctx.transaction, cycle, waiting, due_on)
        for author_id, parts in waiting.items():
            name = f"{review.id}:{due_on}:{author_id}"
            await reminders.ask(ctx.transaction, cycle, parts, due_on, name, ctx.now, notice=ReviewsExtended)
    return review.fact()


async def cancel(ctx: Context, cycle_id: int) -> ReviewCycle:
    """Cancels a cycle: nothing is asked any more, shared reviews stay.

    NotAllowed: the actor does not lead it. BadInput: it is over.
    """
    await ctx.claim()
    await people.actor(ctx.transaction, ctx.actor_id)
    cycle = await led(ctx.transaction, cycle_id, ctx.actor_id)
    if cycle.state not in (CycleState.planned.value, CycleState.running.value):
        raise BadInput("It is over already.")
    cycle.state = CycleState.cancelled.value
    reviews = await ReviewRepository(ctx.transaction).of_cycle(cycle.id)
    await let_go(ctx.transaction, [each.id for each in reviews], set(), f"cancelled:{cycle.id}", ctx.now)
    return cycle.fact()


async def let_go(
    transaction: Transaction, review_ids: Collection[int], left: Collection[str], key: str, now: datetime
) -> None:
    """Ends reviews that are being written; for people who `left`, shared ones too, unsigned.

    In others only parts end whose author left. Nobody is asked or reminded any more, and each request says so
    once.
    """
    repository, told = ReviewRepository(transaction), set()
    for review_id in sorted(review_ids):
        review = await repository.lock(review_id)
        if review is None or ReviewState(review.state) in ENDED:
            continue
        is_shared = ReviewState(review.state) in SHARED
        ends = bool({review.person_id, review.manager_id} & set(left)) if left else not is_shared
        if ends:
            await notifications.forget_talk(transaction, review, now)
            await notifications.chase_no_more(transaction, review, [review.person_id, review.manager_id], now)
            review.state = (ReviewState.unsigned if is_shared else ReviewState.cancelled).value
        for part in await ReviewPartRepository(transaction).parts([review.id]):
            if part.state in _WAITING and (ends or part.author_id in left):
                part.state = PartState.cancelled.value
                told.add(part.marks)
    await reminders.tell_standing(transaction, told, key, now)
