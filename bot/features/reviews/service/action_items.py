"""Actions that the two agree on: added, removed, done, made a goal or a coaching action."""

from decimal import Decimal

from bot.common.errors import BadInput
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.coaching.service import from_reviews as coaching
from bot.features.goals.rules.agreement import Terms
from bot.features.goals.rules.draft import Draft
from bot.features.goals.rules.progress import GoalKind
from bot.features.goals.service import actions as goals
from bot.features.mentors.service.gap_offers import help_lines
from bot.features.people.service import members as people
from bot.features.reviews.models import ReviewActionRow, ReviewRow
from bot.features.reviews.repository.reviews import ReviewRepository
from bot.features.reviews.rules.cycle import FARTHEST, MOST_ACTIONS, actions_in
from bot.features.reviews.rules.facts import ActionHelp, Review, may_agree
from bot.features.reviews.service.queries import taken
from bot.features.skills.rules.rubric import named_skills
from bot.framework.context import Context
from bot.slack.text import escape

_GONE = "There is no such action any more."


async def agree(ctx: Context, review_id: int, typed: str) -> Review:
    """Adds actions to a review. BadInput: it is signed or over, or there are too many."""
    await ctx.claim()
    review = await taken(ctx.transaction, review_id, ctx.actor_id)
    _check_open(review)
    lines, repository = actions_in(typed), ReviewRepository(ctx.transaction)
    there = await repository.actions(review.id)
    if len(there) + len(lines) > MOST_ACTIONS:
        raise BadInput(f"{MOST_ACTIONS} actions are enough: {len(there)} are there.", field="actions")
    rows = [
        {
            "review_id": review.id,
            "text": line,
            "is_done": False,
            "goal_id": None,
            "coaching_action_id": None,
            "position": number,
        }
        for number, line in enumerate(lines, max((each.position for each in there), default=0) + 1)
    ]
    await repository.new_actions(rows)
    return review.fact()


def _check_open(review: ReviewRow) -> None:
    if not may_agree(review.fact()):
        raise BadInput("It is signed, or over: what was agreed stays as it is.")


async def remove(ctx: Context, action_id: int) -> int:
    """Deletes an action and gives its review's id.

    BadInput: the review is signed or over, or it is a goal already.
    """
    await ctx.claim()
    action = await _action(ctx.transaction, action_id, ctx.actor_id)
    _check_open(await taken(ctx.transaction, action.review_id, ctx.actor_id))
    if action.goal_id is not None:
        raise BadInput("It is a goal already: it stays here as well.")
    await ctx.transaction.session.delete(action)
    await ctx.transaction.session.flush()
    return action.review_id


async def finish(ctx: Context, action_id: int) -> int:
    """Marks an action as done, or open again; gives its review's id.

    NotAllowed: it is a coaching action, of which only its owner says that it is done.
    """
    await ctx.claim()
    action = await _action(ctx.transaction, action_id, ctx.actor_id)
    if action.coaching_action_id is not None:
        action.is_done = await coaching.finish(ctx, action.coaching_action_id)
    else:
        action.is_done = not action.is_done
    return action.review_id


async def find_help(ctx: Context, action_id: int) -> ActionHelp:
    """What colleagues offer for the skills that an agreed action names. BadInput: none of the actor's."""
    action = await _action(ctx.transaction, action_id, ctx.actor_id)
    review = await taken(ctx.transaction, action.review_id, ctx.actor_id)
    skills = named_skills(action.text)
    lines = await help_lines(ctx, skills, {review.person_id, review.manager_id})
    return ActionHelp(action.text, bool(skills), lines)


async def coach(ctx: Context, action_id: int) -> int:
    """Makes an action one of the 1:1s of the two, open until it is done; gives its review's id.

    BadInput: it is a goal already, or the two are no longer manager and person.
    """
    await ctx.claim()
    action = await _action(ctx.transaction, action_id, ctx.actor_id)
    if action.goal_id is not None:
        raise BadInput("It is a goal already.")
    review = await taken(ctx.transaction, action.review_id, ctx.actor_id)
    if action.coaching_action_id is None and await _coach(ctx, review, action) is None:
        raise BadInput("The two of you are no longer manager and person.")
    return action.review_id


async def coach_agreed(ctx: Context, review: ReviewRow) -> None:
    """Makes each agreed action that is neither a goal nor done an open one of the 1:1s of the two."""
    for action in await ReviewRepository(ctx.transaction).actions(review.id):
        if action.goal_id is None and action.coaching_action_id is None and not action.is_done:
            await _coach(ctx, review, action)


async def _coach(ctx: Context, review: ReviewRow, action: ReviewActionRow) -> int | None:
    found = await coaching.agree(ctx, review.manager_id, review.person_id, action.text)
    action.coaching_action_id = found
    return found


async def make_goal(ctx: Context, action_id: int) -> int:
    """Makes an action a goal of the person, due in 90 days; gives its review's id.

    Set by the manager it is a proposal, which the person still has to accept. BadInput when it is a goal
    already.
    """
    action = await _action(ctx.transaction, action_id, ctx.actor_id)
    if action.goal_id is not None:
        raise BadInput("It is a goal already.")
    review = await taken(ctx.transaction, action.review_id, ctx.actor_id)
    person = await people.person(ctx.transaction, review.person_id)
    today = local_day(ctx.now, person.zone)
    terms = Terms(escape(action.text), Decimal(0), Decimal(1), today, today + FARTHEST / 2)
    draft = Draft(terms, GoalKind.milestone, "", review.person_id)
    goal = await goals.propose(ctx, draft)
    if action.coaching_action_id is not None:
        await coaching.withdraw(ctx, action.coaching_action_id)
    action.goal_id, action.coaching_action_id = goal.id, None
    return action.review_id


async def _action(transaction: Transaction, action_id: int, actor_id: str) -> ReviewActionRow:
    """The action for one of the two, its review locked; BadInput for others."""
    repository = ReviewRepository(transaction)
    found = await repository.action(action_id)
    if found is None:
        raise BadInput(_GONE)
    await taken(transaction, found.review_id, actor_id)
    action = await repository.action(action_id)  # Somebody may have taken it back until now.
    if action is None:
        raise BadInput(_GONE)
    return action
