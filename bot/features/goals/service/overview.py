"""Goals in few lines: the gravest of one person, and how many each of several people has."""

from collections.abc import Collection
from datetime import datetime

from bot.db.transaction import Transaction
from bot.features.goals.rules.access import visible_to
from bot.features.goals.rules.facts import GoalCount, GoalView
from bot.features.goals.rules.pace import Pace, PaceStatus
from bot.features.goals.rules.progress import GoalHealth
from bot.features.goals.rules.state_machine import GoalState
from bot.features.goals.service.queries import Viewer, book_of, lines, worrying

_WORST = (PaceStatus.off_track, PaceStatus.at_risk, PaceStatus.on_track, PaceStatus.ahead)


async def foremost(transaction: Transaction, viewer: Viewer, now: datetime, most: int) -> list[GoalView]:
    """The viewer's own active goals that need a look first: the worst state, then the nearest day."""
    book = await book_of(transaction, viewer.org_chart, now)
    me = viewer.person.id
    own = [goal for goal in book.goals if goal.owner_id == me and goal.state is GoalState.active]
    seen = await lines(transaction, own, book, viewer, now) if own else []
    return sorted(seen, key=_gravity)[:most]


def _gravity(line: GoalView) -> tuple[object, ...]:
    goal = line.goal
    health = (GoalHealth.blocked, GoalHealth.off_track, GoalHealth.at_risk)
    said = health.index(goal.health) if goal.health in health else len(health)
    status = line.pace.status if isinstance(line.pace, Pace) else None
    return (said, _WORST.index(status) if status in _WORST else len(_WORST), goal.due, goal.number)


async def goal_counts(
    transaction: Transaction, viewer: Viewer, ids: Collection[str], now: datetime
) -> dict[str, GoalCount]:
    """The active goals of these people that the viewer may see, by id; who has none is left out."""
    book = await book_of(transaction, viewer.org_chart, now)
    theirs = [
        goal
        for goal in book.goals
        if goal.owner_id in ids
        and goal.team_id is None
        and goal.state is GoalState.active
        and visible_to(goal, viewer.person, viewer.org_chart)
    ]
    found: dict[str, GoalCount] = {}
    for line in await lines(transaction, theirs, book, viewer, now) if theirs else []:
        before = found.get(line.goal.owner_id, GoalCount(0, 0))
        found[line.goal.owner_id] = GoalCount(before.active + 1, before.worrying + worrying(line))
    return found
