"""After the writing: talk, share, acknowledge, sign off, or end unsigned."""

from collections.abc import Collection
from datetime import datetime

from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Transaction
from bot.features.reviews.models import ReviewRow
from bot.features.reviews.repository.cycles import ReviewCycleRepository
from bot.features.reviews.repository.parts import ReviewPartRepository
from bot.features.reviews.repository.reviews import ReviewRepository
from bot.features.reviews.rules.access import PartKind
from bot.features.reviews.rules.cycle import (
    ENDED,
    FARTHEST,
    FINISHED_STATES,
    LONGEST_COMMENT,
    READ_WITHIN,
    PartState,
    ReviewState,
    may_end,
)
from bot.features.reviews.rules.facts import Review, VisibleReview
from bot.features.reviews.rules.html_export import page_of
from bot.features.reviews.service import action_items, notifications, reminders
from bot.features.reviews.service.queries import mark_read, shown, taken
from bot.framework.context import Context


class HasChanged(BadInput):
    """The review has changed since the actor's screen was drawn."""


async def _by_manager(transaction: Transaction, review_id: int, actor_id: str, to: str) -> ReviewRow:
    review = await taken(transaction, review_id, actor_id)
    if actor_id != review.manager_id:
        raise NotAllowed(f"Only the manager who reviews them can {to}.")
    return review


async def schedule(ctx: Context, review_id: int, at: datetime) -> Review:
    """Sets the time of the talk and tells both. NotAllowed: not the manager.

    BadInput: it is over, or the time is past.
    """
    await ctx.claim()
    review = await _by_manager(ctx.transaction, review_id, ctx.actor_id, "set the time")
    if ReviewState(review.state) in ENDED:
        raise BadInput("It is over.")
    if not ctx.now < at <= ctx.now + FARTHEST:
        raise BadInput("Choose a time that is still to come.", field="day")
    await notifications.forget_talk(ctx.transaction, review, ctx.now)
    review.talk_at = at
    await notifications.tell_talk(ctx, review)
    return review.fact()


async def share(ctx: Context, review_id: int) -> Review:
    """Shares the manager's part with the person; its words cannot change any more.

    Parts that are not submitted yet are cancelled. NotAllowed: not the manager. BadInput: it is shared
    already, or the manager's part is not submitted.
    """
    await ctx.claim()
    review = await _by_manager(ctx.transaction, review_id, ctx.actor_id, "share it")
    if review.state != ReviewState.writing.value:
        raise BadInput("It is shared already.")
    part_repository = ReviewPartRepository(ctx.transaction)
    cycle_repository = ReviewCycleRepository(ctx.transaction)
    parts = await part_repository.parts([review.id])
    if not any(
        each.kind == PartKind.manager.value and each.state == PartState.submitted.value for each in parts
    ):
        raise BadInput("Write and submit your own part first.")
    told = set()
    for part in parts:
        if part.state in (PartState.open.value, PartState.nominated.value):
            part.state = PartState.cancelled.value
            told.add(part.marks)
    await reminders.tell_standing(ctx.transaction, told, ctx.request_key, ctx.now)
    review.state, review.shared_at = ReviewState.shared.value, ctx.now
    cycle = await cycle_repository.cycle(review.cycle_id)
    if cycle is not None:
        await notifications.tell_shared(ctx.transaction, review, cycle, ctx.now)
    return review.fact()


async def acknowledge(ctx: Context, review_id: int, comment: str) -> Review:
    """Records that the person has read it, with an optional comment.

    NotAllowed: it is another's. BadInput: it is not shared, or the comment is too long.
    """
    await ctx.claim()
    review = await taken(ctx.transaction, review_id, ctx.actor_id)
    if ctx.actor_id != review.person_id:
        raise NotAllowed("Only whose review it is acknowledges it.")
    if review.state != ReviewState.shared.value:
        raise BadInput("There is nothing to acknowledge now.")
    if len(comment) > LONGEST_COMMENT:
        raise BadInput(f"{LONGEST_COMMENT:,} characters fit.", field="comment")
    review.state, review.acknowledged_at = ReviewState.acknowledged.value, ctx.now
    review.comment = comment.strip()
    cycle = await ReviewCycleRepository(ctx.transaction).cycle(review.cycle_id)
    if cycle is not None:
        await notifications.tell_acknowledged(ctx.transaction, review, cycle, ctx.now)
    return review.fact()


async def sign(ctx: Context, review_id: int, agreed: Collection[int]) -> Review:
    """Signs for one of the two; when both have, each gets the finished page.

    `agreed`: ids of the actions on their screen; HasChanged when they differ from the stored ones.
    """
    await ctx.claim()
    review, repository = (
        await taken(ctx.transaction, review_id, ctx.actor_id),
        ReviewRepository(ctx.transaction),
    )
    if review.state != ReviewState.acknowledged.value:
        raise BadInput("It is signed once it is acknowledged.")
    if set(agreed) != {each.id for each in await repository.actions(review.id)}:
        raise HasChanged("What is agreed has changed since this was drawn: look at it again, then sign.")
    if ctx.actor_id == review.person_id:
        review.person_signed_at = review.person_signed_at or ctx.now
    else:
        review.manager_signed_at = review.manager_signed_at or ctx.now
    await notifications.chase_no_more(ctx.transaction, review, [ctx.actor_id], ctx.now)
    if review.person_signed_at is None or review.manager_signed_at is None:
        return review.fact()
    review.state = ReviewState.signed.value
    await action_items.coach_agreed(ctx, review)
    await _give_out(ctx.transaction, review, ctx.now)
    return review.fact()


async def end(ctx: Context, review_id: int) -> Review:
    """Ends a review unsigned and sends both the page. NotAllowed: not the manager. BadInput: too early."""
    await ctx.claim()
    review = await _by_manager(ctx.transaction, review_id, ctx.actor_id, "end it")
    if not may_end(ReviewState(review.state), review.shared_at, ctx.now):
        raise BadInput(f"It can end without signatures {READ_WITHIN.days} days after it was shared.")
    review.state = ReviewState.unsigned.value
    await notifications.chase_no_more(ctx.transaction, review, [review.person_id, review.manager_id], ctx.now)
    await notifications.forget_talk(ctx.transaction, review, ctx.now)
    await _give_out(ctx.transaction, review, ctx.now)
    return review.fact()


async def _give_out(transaction: Transaction, review: ReviewRow, now: datetime) -> None:
    await transaction.session.flush()
    seen = await _as_its_person(transaction, review)
    for reader_id in (review.person_id, review.manager_id):
        await mark_read(transaction, seen.readable, reader_id, now)
    await notifications.tell_finished(transaction, review, seen.cycle, page_of(seen), now)


async def send_page(ctx: Context, review_id: int) -> Review:
    """Sends one of the two the page of a review that is over, again; BadInput when it is not over."""
    await ctx.claim()
    review = await taken(ctx.transaction, review_id, ctx.actor_id)
    if ReviewState(review.state) not in FINISHED_STATES:
        raise BadInput("There is a page once the review is signed, or ended without signatures.")
    seen = await _as_its_person(ctx.transaction, review)
    await mark_read(ctx.transaction, seen.readable, ctx.actor_id, ctx.now)
    await notifications.send_page(
        ctx.transaction, review, seen.cycle, page_of(seen), ctx.actor_id, ctx.request_key, ctx.now
    )
    return review.fact()


async def _as_its_person(transaction: Transaction, review: ReviewRow) -> VisibleReview:
    """The review as its person may read it: the page is the same for both."""
    return await shown(transaction, review.id, review.person_id)
