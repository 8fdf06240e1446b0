"""Peers: named by the person, approved by the manager, asked, declined."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from bot.common.date_ranges import named_day
from bot.common.errors import BadInput, NotAllowed
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.people.service import members as people
from bot.features.reviews.models import ReviewCycleRow, ReviewPartRow, ReviewRow
from bot.features.reviews.repository.cycles import ReviewCycleRepository
from bot.features.reviews.repository.parts import ReviewPartRepository
from bot.features.reviews.rules.access import PartKind
from bot.features.reviews.rules.cycle import PartState, Peer, ReviewState, check_chosen, check_named
from bot.features.reviews.rules.facts import Review, ReviewPart
from bot.features.reviews.service import notifications, reminders
from bot.features.reviews.service.queries import own_part, taken
from bot.features.workspace import service as workspace
from bot.framework.context import Context


async def nominate(ctx: Context, review_id: int, peers: Sequence[str]) -> Review:
    """Names peers: by the person they wait for approval, by the manager they are asked at once.

    BadInput: the cycle asks no peers, it is too late, or one cannot be named.
    """
    await ctx.claim()
    review = await taken(ctx.transaction, review_id, ctx.actor_id)
    cycle = await ReviewCycleRepository(ctx.transaction).cycle(review.cycle_id)
    if cycle is None or PartKind.peer.value not in cycle.parts or review.state != ReviewState.writing.value:
        raise BadInput("No peers are asked in this review.")
    by_manager, wanted = ctx.actor_id == review.manager_id, list(dict.fromkeys(peers))
    there = await _peers(ctx.transaction, review)
    await _check_in_time(ctx.transaction, review, ctx.actor_id, ctx.now)
    check_named(wanted, (review.person_id, review.manager_id), _seen(there), by_manager=by_manager)
    known = await people.people(ctx.transaction, wanted)
    for each in wanted:
        if each not in known or not known[each].is_active_person:
            raise BadInput("Name active people of this workspace.", field="peers")
    if by_manager:
        asked = [
            there.get(each) or await _new_part(ctx.transaction, review, each, PartState.open)
            for each in wanted
        ]
        await _ask(ctx.transaction, review, cycle, asked, ctx.now)
        return review.fact()
    for each in wanted:
        if each in there:
            there[each].seen_as = PartState.nominated.value
        else:
            await _new_part(ctx.transaction, review, each, PartState.nominated)
    new = [each for each in wanted if each not in there]
    if new:
        await notifications.tell_nominated(ctx, review, new)
    return review.fact()


async def _peers(transaction: Transaction, review: ReviewRow) -> dict[str, ReviewPartRow]:
    parts = await ReviewPartRepository(transaction).parts([review.id])
    return {each.author_id: each for each in parts if each.kind == PartKind.peer.value}


def _seen(parts: Mapping[str, ReviewPartRow]) -> dict[str, Peer]:
    return {who: Peer(PartState(part.state), part.seen_as) for who, part in parts.items()}


async def _check_in_time(transaction: Transaction, review: ReviewRow, actor_id: str, now: datetime) -> None:
    """BadInput when the review was due before today: nobody is asked to write by a past day."""
    if review.due_on < local_day(now, await workspace.zone_of(transaction)):
        who = "Give" if actor_id == review.manager_id else "Your manager can give"
        raise BadInput(f"It was due on {named_day(review.due_on)}. {who} more time first.", field="peers")


async def _new_part(
    transaction: Transaction, review: ReviewRow, peer_id: str, state: PartState
) -> ReviewPartRow:
    return await ReviewPartRepository(transaction).new_part(
        {
            "review_id": review.id,
            "kind": PartKind.peer.value,
            "author_id": peer_id,
            "state": state.value,
            "seen_as": state.value if state is PartState.nominated else "",
        }
    )


async def _ask(
    transaction: Transaction,
    review: ReviewRow,
    cycle: ReviewCycleRow,
    parts: Sequence[ReviewPartRow],
    now: datetime,
) -> None:
    """Asks each of these peers in a message of their own."""
    await reminders.before_asking(transaction, cycle, [each.author_id for each in parts], review.due_on)
    for part in parts:
        part.state = PartState.open.value
        await reminders.ask(transaction, cycle, [part], review.due_on, f"peer:{part.id}", now)


async def to_approve(transaction: Transaction, review_id: int, actor_id: str) -> list[str]:
    """Ids of the peers that wait for approval. NotAllowed: not the manager. BadInput: none waits."""
    review = await taken(transaction, review_id, actor_id)
    if actor_id != review.manager_id:
        raise NotAllowed("Only the manager who reviews them approves peers.")
    parts = await ReviewPartRepository(transaction).parts([review.id])
    waiting = [each.author_id for each in parts if each.state == PartState.nominated.value]
    if not waiting or review.state != ReviewState.writing.value:
        raise BadInput("Nobody waits to be approved.")
    return waiting


async def approve(ctx: Context, review_id: int, offered: Collection[str], chosen: Collection[str]) -> Review:
    """Asks the `chosen` of the peers `offered` by the form; the other offered ones are refused.

    Peers named since the form opened keep waiting.
    """
    await ctx.claim()
    await to_approve(ctx.transaction, review_id, ctx.actor_id)
    review = await taken(ctx.transaction, review_id, ctx.actor_id)
    there = await _peers(ctx.transaction, review)
    if chosen:
        await _check_in_time(ctx.transaction, review, ctx.actor_id, ctx.now)
        check_chosen(chosen, _seen(there))
    waiting = [
        each for who, each in there.items() if who in offered and each.state == PartState.nominated.value
    ]
    for part in waiting:
        if part.author_id not in chosen:
            part.state = part.seen_as = PartState.refused.value
    cycle = await ReviewCycleRepository(ctx.transaction).cycle(review.cycle_id)
    if cycle is not None:
        await _ask(
            ctx.transaction, review, cycle, [each for each in waiting if each.author_id in chosen], ctx.now
        )
    return review.fact()


async def decline(ctx: Context, part_id: int) -> ReviewPart:
    """Records that a peer does not write; no reason is needed. BadInput when they were not asked."""
    await ctx.claim()
    part, _ = await own_part(ctx.transaction, part_id, ctx.actor_id)
    if part.kind != PartKind.peer.value or part.state != PartState.open.value:
        raise BadInput("Only a peer who was asked may decline.")
    part.state = PartState.declined.value
    await reminders.tell_standing(ctx.transaction, [part.marks], ctx.request_key, ctx.now)
    return part.fact()
