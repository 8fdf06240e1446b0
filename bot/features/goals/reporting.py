"""How far goals are: reports of progress, and telling the team of a goal that is reached."""

from dataclasses import dataclass

from bot.common.errors import BadInput, NotAllowed
from bot.common.numbers import Change
from bot.db.transaction import Transaction
from bot.features.goals import news
from bot.features.goals.contract import Deed, decide
from bot.features.goals.draft_rules import LONGEST_NOTE, check_length
from bot.features.goals.in_hand import Occasion, finish, take
from bot.features.goals.rows import facts_of
from bot.features.goals.rules import GoalFacts, Health, RollUp, apply_change, progress, reached


@dataclass(frozen=True)
class Reported:
    """A report of progress. `is_reached`: it passed the target for the first time."""

    before: GoalFacts
    after: GoalFacts
    is_reached: bool


async def report(
    transaction: Transaction,
    goal_id: int,
    occasion: Occasion,
    *,
    change: Change | None = None,
    health: Health | None = None,
    note: str = "",
) -> Reported:
    """Tell how far a goal is, and how it goes; reaching the target is told once."""
    held = await take(transaction, goal_id, occasion, None)
    decide(held.goal.state, Deed.update, held.roles)
    check_length(note, LONGEST_NOTE, "The note", field="note")
    before = held.goal
    if change is not None:
        if before.roll_up is not RollUp.own:
            raise BadInput(f"{before.name} is summed from the goals below it: report there.", field="value")
        held.row.current = apply_change(before.current, change)
    held.row.health = health.value if health else held.row.health
    held.row.reported_at = occasion.now
    after = facts_of(held.row, held.roster)
    is_reached = reached(progress(before), progress(after), celebrated=before.reached_at is not None)
    if is_reached:
        held.row.reached_at = occasion.now
    after = await finish(transaction, held, Deed.update, occasion, note)
    if is_reached:
        await news.tell_reached(transaction, after, occasion.now)
    return Reported(before, after, is_reached)


async def share(transaction: Transaction, goal_id: int, occasion: Occasion) -> str:
    """Tell the owner's team in its channel that the goal is reached, once; the channel's id."""
    held = await take(transaction, goal_id, occasion, None)
    if held.goal.owner_id != occasion.actor_id:
        raise NotAllowed("Only the owner of a goal decides whether to tell the team.")
    if held.goal.reached_at is None:
        raise NotAllowed(f"{held.goal.name} is not reached yet.")
    if held.goal.private:
        raise NotAllowed(f"{held.goal.name} is private: open it first with `/goal edit {held.goal.name}`.")
    channel_id = news.channel_of(held.goal, held.roster)
    if channel_id is None:
        raise NotAllowed("Your team has no channel yet: its manager chooses one in `/pacer teams`.")
    await news.celebrate(transaction, held.goal, channel_id, occasion.now)
    return channel_id
