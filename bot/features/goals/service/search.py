"""Which goal somebody means: by its number, by some words of its title, or as the only one that fits."""

import difflib
from collections.abc import Sequence
from datetime import datetime

from bot.common.errors import BadInput
from bot.common.text import listed
from bot.db.transaction import Transaction
from bot.features.goals.commands.intents import GoalName
from bot.features.goals.models import GoalRow
from bot.features.goals.repository.goals import GoalRepository
from bot.features.goals.repository.mapping import facts_of
from bot.features.goals.rules.access import roles_in, visible_to
from bot.features.goals.rules.formatting import title
from bot.features.goals.rules.progress import Goal, name_key
from bot.features.goals.rules.state_machine import OPEN, GoalAction, may
from bot.features.goals.service.locking import NO_SUCH
from bot.features.goals.service.queries import Viewer, visible
from bot.slack.text import typed_excerpt

_MOST_NAMED = 5
_NEAR = 0.5


async def find_goal(
    transaction: Transaction, name: GoalName, viewer: Viewer, now: datetime, action: GoalAction | None = None
) -> Goal:
    """The goal that the viewer names, among those they may see.

    Without a name it is the only one of theirs on which they may do `action`. BadInput: none or several fit;
    the sentence offers the likely ones.
    """
    if name.number is not None:
        return await _numbered(transaction, name.number, viewer)
    goals = await visible(transaction, viewer, now)
    mine = [goal for goal in goals if viewer.person.id in (goal.owner_id, goal.proposer_id)]
    if not name.words:
        return _only(goals=[goal for goal in mine if action is None or _may(goal, action, viewer)])
    return _named(name.words, mine, [goal for goal in goals if goal not in mine])


async def goal_by_id(transaction: Transaction, goal_id: int, viewer: Viewer) -> Goal:
    """The goal of a button's id. BadInput: there is none that the viewer may see."""
    return _seen(await GoalRepository(transaction).find(goal_id), viewer, NO_SUCH)


async def _numbered(transaction: Transaction, number: int, viewer: Viewer) -> Goal:
    row = await GoalRepository(transaction).numbered(number)
    return _seen(row, viewer, f"There is no goal G{number} that you can see. Look with `/goal list`.")


def _seen(row: GoalRow | None, viewer: Viewer, otherwise: str) -> Goal:
    goal = facts_of(row, viewer.org_chart) if row else None
    if goal is None or not visible_to(goal, viewer.person, viewer.org_chart):
        raise BadInput(otherwise)
    return goal


def _may(goal: Goal, action: GoalAction, viewer: Viewer) -> bool:
    return may(goal.state, action, roles_in(goal, viewer.person, viewer.org_chart))


def _only(goals: Sequence[Goal]) -> Goal:
    if len(goals) == 1:
        return goals[0]
    if not goals:
        raise BadInput("You have no goal for which that would fit now. Look with `/goal list`.")
    raise BadInput(f"Which one? Say its number: {_offered(goals)}.")


def _named(words: str, mine: Sequence[Goal], others: Sequence[Goal]) -> Goal:
    key = name_key(words)
    for goals in (mine, others):
        ordered = sorted(goals, key=lambda goal: goal.state not in OPEN)
        exact = [goal for goal in ordered if name_key(goal.title) == key]
        if exact:
            return exact[0]
        partly = [goal for goal in ordered if key in name_key(goal.title) and goal.state in OPEN]
        if len(partly) == 1:
            return partly[0]
        if partly:
            raise BadInput(
                f"“{typed_excerpt(words)}” fits several goals. Say the number: {_offered(partly)}."
            )
    raise BadInput(_near_miss(words, [*mine, *others]))


def _near_miss(words: str, goals: Sequence[Goal]) -> str:
    keys = {name_key(goal.title): goal for goal in goals}
    near = [keys[key] for key in difflib.get_close_matches(name_key(words), keys, _MOST_NAMED, _NEAR)]
    if near:
        return f"I know no goal “{typed_excerpt(words)}”. Did you mean {_offered(near)}?"
    return (
        f"I know no goal “{typed_excerpt(words)}”. Look with `/goal list`, and say its number, such as G12."
    )


def _offered(goals: Sequence[Goal]) -> str:
    shown = [f"{goal.name} “{title(goal.title)}”" for goal in goals[:_MOST_NAMED]]
    return listed(shown) + (", or another one" if len(goals) > _MOST_NAMED else "")
