"""The deeds after the writing: talk, share, agree actions, acknowledge, sign off."""

from datetime import datetime
from decimal import Decimal

from bot.common.errors import BadInput, NotAllowed
from bot.common.periods import local_day
from bot.db.handled import once
from bot.db.transaction import Transaction
from bot.features.goals import service as goals
from bot.features.goals.agreement_rules import Terms
from bot.features.goals.draft_rules import Draft
from bot.features.goals.in_hand import Occasion
from bot.features.goals.rules import Kind
from bot.features.people import service as people
from bot.features.reviews import news
from bot.features.reviews.access_rules import Part
from bot.features.reviews.finding import mark_read, shown, taken
from bot.features.reviews.models import Review, ReviewAction
from bot.features.reviews.paper import page_of
from bot.features.reviews.repository import ReviewRepository
from bot.features.reviews.rules import (
    ENDED,
    FARTHEST,
    LONGEST_COMMENT,
    MOST_ACTIONS,
    PartState,
    ReviewState,
    actions_in,
)
from bot.slack.text import escape


async def _by_manager(transaction: Transaction, review_id: int, actor_id: str, to: str) -> Review:
    review = await taken(transaction, review_id, actor_id)
    if actor_id != review.manager_id:
        raise NotAllowed(f"Only the manager who reviews them can {to}.")
    return review


async def schedule(
    transaction: Transaction, review_id: int, at: datetime, actor_id: str, key: str, now: datetime
) -> Review:
    """When the two talk; told to both."""
    await once(transaction, key, now)
    review = await _by_manager(transaction, review_id, actor_id, "set the time")
    if ReviewState(review.state) in ENDED:
        raise BadInput("It is over.")
    if not now < at <= now + FARTHEST:
        raise BadInput("Choose a time that is still to come.", field="day")
    review.talk_at = at
    await news.tell_talk(transaction, review, key, now)
    return review


async def share(transaction: Transaction, review_id: int, actor_id: str, key: str, now: datetime) -> Review:
    """The person may read the manager's part from now on; its words stay as they are."""
    await once(transaction, key, now)
    review = await _by_manager(transaction, review_id, actor_id, "share it")
    if review.state != ReviewState.writing.value:
        raise BadInput("It is shared already.")
    repository = ReviewRepository(transaction)
    parts = await repository.parts([review.id])
    if not any(each.kind == Part.manager.value and each.state == PartState.submitted.value for each in parts):
        raise BadInput("Write and submit your own part first.")
    told = set()
    for part in parts:
        if part.state in (PartState.open.value, PartState.nominated.value):
            part.state = PartState.cancelled.value
            told.add(part.told)
    await news.tell_standing(transaction, told, key, now)
    review.state, review.shared_at = ReviewState.shared.value, now
    cycle = await repository.cycle(review.cycle_id)
    if cycle is not None:
        await news.tell_shared(transaction, review, cycle, now)
    return review


async def agree(
    transaction: Transaction, review_id: int, typed: str, actor_id: str, key: str, now: datetime
) -> Review:
    """What the two agree to do; until both have signed."""
    await once(transaction, key, now)
    review = await taken(transaction, review_id, actor_id)
    if ReviewState(review.state) in ENDED or review.person_signed_at or review.manager_signed_at:
        raise BadInput("It is signed, or over: what was agreed stays as it is.")
    lines, repository = actions_in(typed), ReviewRepository(transaction)
    there = await repository.actions(review.id)
    if len(there) + len(lines) > MOST_ACTIONS:
        raise BadInput(f"{MOST_ACTIONS} actions are enough: {len(there)} are there.", field="actions")
    rows = [
        {
            "review_id": review.id,
            "text": line,
            "is_done": False,
            "is_coaching": False,
            "goal_id": None,
            "position": number,
        }
        for number, line in enumerate(lines, len(there) + 1)
    ]
    await repository.new_actions(rows)
    return review


async def acknowledge(
    transaction: Transaction, review_id: int, comment: str, actor_id: str, key: str, now: datetime
) -> Review:
    """The person has read it, and may add a comment."""
    await once(transaction, key, now)
    review = await taken(transaction, review_id, actor_id)
    if actor_id != review.person_id:
        raise NotAllowed("Only whose review it is acknowledges it.")
    if review.state != ReviewState.shared.value:
        raise BadInput("There is nothing to acknowledge now.")
    if len(comment) > LONGEST_COMMENT:
        raise BadInput(f"{LONGEST_COMMENT:,} characters fit.", field="comment")
    review.state, review.acknowledged_at = ReviewState.acknowledged.value, now
    review.comment = comment.strip()
    await news.tell_acknowledged(transaction, review, now)
    return review


async def sign(transaction: Transaction, review_id: int, actor_id: str, key: str, now: datetime) -> Review:
    """One of the two signs; when both have, each gets the page to keep."""
    await once(transaction, key, now)
    review = await taken(transaction, review_id, actor_id)
    if review.state != ReviewState.acknowledged.value:
        raise BadInput("It is signed once it is acknowledged.")
    if actor_id == review.person_id:
        review.person_signed_at = review.person_signed_at or now
    else:
        review.manager_signed_at = review.manager_signed_at or now
    if review.person_signed_at is None or review.manager_signed_at is None:
        return review
    review.state = ReviewState.signed.value
    await transaction.session.flush()
    # The page is what its person may read: the same for both.
    seen = await shown(transaction, review.id, review.person_id)
    for reader_id in (review.person_id, review.manager_id):
        await mark_read(transaction, seen.readable, reader_id, now)
    await news.tell_finished(transaction, review, seen.cycle, page_of(seen), now)
    return review


async def finish(
    transaction: Transaction, action_id: int, actor_id: str, key: str, now: datetime
) -> ReviewAction:
    """An action is done, or open again."""
    await once(transaction, key, now)
    action = await _action(transaction, action_id, actor_id)
    action.is_done = not action.is_done
    return action


async def coach(
    transaction: Transaction, action_id: int, actor_id: str, key: str, now: datetime
) -> ReviewAction:
    """An action becomes a coaching item: it stays on the lists of both until it is done."""
    await once(transaction, key, now)
    action = await _action(transaction, action_id, actor_id)
    if action.goal_id is not None:
        raise BadInput("It is a goal already.")
    action.is_coaching = True
    return action


async def make_goal(
    transaction: Transaction, action_id: int, actor_id: str, key: str, now: datetime
) -> ReviewAction:
    """An action becomes a goal of the person, due in a quarter: a proposal where the manager sets it."""
    action = await _action(transaction, action_id, actor_id)
    if action.goal_id is not None:
        raise BadInput("It is a goal already.")
    review = await taken(transaction, action.review_id, actor_id)
    person = await people.person(transaction, review.person_id)
    today = local_day(now, person.zone)
    terms = Terms(escape(action.text), Decimal(0), Decimal(1), today, today + FARTHEST / 2)
    draft = Draft(terms, Kind.milestone, "", review.person_id)
    goal = await goals.propose(transaction, draft, Occasion(actor_id, now, key))
    action.goal_id, action.is_coaching = goal.id, False
    return action


async def _action(transaction: Transaction, action_id: int, actor_id: str) -> ReviewAction:
    action = await ReviewRepository(transaction).action(action_id)
    if action is None:
        raise BadInput("There is no such action.")
    await taken(transaction, action.review_id, actor_id)
    return action
