"""Use cases of progress: report it, let a metric write it, tell the team of a reached goal."""

from dataclasses import dataclass
from decimal import Decimal

from bot.common.errors import BadInput, NotAllowed
from bot.common.numbers import NumberChange
from bot.features.goals.repository.mapping import facts_of
from bot.features.goals.rules.draft import LONGEST_NOTE, check_length
from bot.features.goals.rules.formatting import in_quotes
from bot.features.goals.rules.progress import (
    FROM_BELOW,
    Goal,
    GoalHealth,
    RollUp,
    apply_change,
    progress,
    reached,
)
from bot.features.goals.rules.state_machine import GoalAction, GoalState, decide
from bot.features.goals.service import notifications
from bot.features.goals.service.locking import LockedGoal, finish, take
from bot.framework.context import Context


@dataclass(frozen=True)
class Reported:
    """A goal before and after a report. `is_reached`: it passed the target for the first time."""

    before: Goal
    after: Goal
    is_reached: bool


async def report(
    ctx: Context,
    goal_id: int,
    *,
    change: NumberChange | None = None,
    health: GoalHealth | None = None,
    note: str = "",
) -> Reported:
    """Stores a number, how it goes, or both; the owner is told once when the target is reached.

    NotAllowed: the contract forbids it. BadInput: as in `take`, a note over 500 characters, or a number for a
    goal that has none of its own. AlreadyRecorded: the request came before.
    """
    held = await take(ctx, goal_id, None)
    decide(held.goal.state, GoalAction.update, held.roles)
    check_length(note, LONGEST_NOTE, "The note", field="note")
    if change is not None:
        _check_own_number(held.goal)
        held.row.current = apply_change(held.goal.current, change)
    held.row.health = health.value if health else held.row.health
    return await _reported(ctx, held, note)


def _check_own_number(goal: Goal) -> None:
    if goal.roll_up is RollUp.metric:
        raise BadInput(
            f"A metric writes the progress of {in_quotes(goal)}. "
            f"`/metrics feed {goal.name} by hand` ends that.",
            field="value",
        )
    if goal.roll_up is not RollUp.own:
        raise BadInput(f"{in_quotes(goal)} is counted from the goals below it: report there.", field="value")


async def _reported(ctx: Context, held: LockedGoal, note: str) -> Reported:
    before = held.goal
    held.row.reported_at = ctx.now
    after = facts_of(held.row, held.org_chart)
    is_reached = reached(progress(before), progress(after), celebrated=before.reached_at is not None)
    if is_reached:
        held.row.reached_at = ctx.now
    after = await finish(ctx, held, GoalAction.update, note)
    if is_reached:
        await notifications.tell_reached(ctx.transaction, after, ctx.now)
    return Reported(before, after, is_reached)


async def follow(ctx: Context, goal_id: int, value: Decimal) -> bool:
    """Stores the number of a metric for a goal that follows it; whether it was a new one.

    False too where the goal follows none, or is not active.
    """
    held = await take(ctx, goal_id, None)
    is_followed = held.goal.roll_up is RollUp.metric and held.goal.state is GoalState.active
    if not is_followed or held.goal.current == value:
        return False
    held.row.current = value
    await _reported(ctx, held, "")
    return True


async def hand_over(ctx: Context, goal_id: int, *, to_metric: bool) -> Goal:
    """Lets a metric write the goal's progress from now on, or people again.

    NotAllowed: not theirs to arrange. BadInput: as in `take`, or it is summed from below. AlreadyRecorded:
    the request came before.
    """
    held = await take(ctx, goal_id, None)
    decide(held.goal.state, GoalAction.arrange, held.roles)
    if held.goal.roll_up in FROM_BELOW:
        raise BadInput(
            f"{in_quotes(held.goal)} is counted from the goals below it: there is nothing to hand over."
        )
    held.row.roll_up = (RollUp.metric if to_metric else RollUp.own).value
    return await finish(ctx, held, GoalAction.arrange, "")


async def share(ctx: Context, goal_id: int) -> str:
    """Tells the owner's team in its channel that the goal is reached, once; gives the channel's id.

    NotAllowed: not the owner, not reached, private, or no channel. BadInput: as in `take`. AlreadyRecorded:
    the request came before.
    """
    held = await take(ctx, goal_id, None)
    if held.goal.owner_id != ctx.actor_id:
        raise NotAllowed("Only the owner of a goal decides whether to tell the team.")
    if held.goal.reached_at is None:
        raise NotAllowed(f"{in_quotes(held.goal)} is not reached yet.")
    if held.goal.private:
        raise NotAllowed(
            f"{in_quotes(held.goal)} is private: open it first with `/goal edit {held.goal.name}`."
        )
    channel_id = notifications.channel_of(held.goal, held.org_chart)
    if channel_id is None:
        raise NotAllowed("Your team has no channel yet: its manager chooses one in `/pacer teams`.")
    held.row.shared_at = held.row.shared_at or ctx.now
    await notifications.tell_shared(ctx.transaction, held.goal, ctx.now)
    return channel_id
