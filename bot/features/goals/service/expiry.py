"""What the clock does with goals: begins them, notices sums that are reached, and closes what is over."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.common.cadences import DaysOff, working_days_later
from bot.common.errors import Refusal
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.goals.repository.goals import GoalRepository
from bot.features.goals.repository.mapping import facts_of
from bot.features.goals.rules.progress import Goal, NotAvailable, Share
from bot.features.goals.rules.state_machine import WAITING, GoalAction, GoalState
from bot.features.goals.service import notifications
from bot.features.goals.service.actions import act
from bot.features.goals.service.queries import BOOK, book_of
from bot.features.ledger.service import queries as ledger
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.framework.context import Context

# A deal closed on the last day may still be reported in the next check-in: so many working days.
JUDGED_AFTER = 5
_A_DAY = timedelta(days=1)
# Reports since then are looked at again, in case no node was running for a while.
_LATELY = timedelta(hours=1)


async def due_actions(transaction: Transaction, now: datetime) -> list[tuple[int, GoalAction]]:
    """(goal id, action) of what the clock has to do at `now`: begin, drop, finish or miss."""
    # East of UTC it may be tomorrow already.
    rows = await GoalRepository(transaction).on_the_calendar((now + _A_DAY).date())
    if not rows:
        return []
    org_chart = await teams.load_org_chart(transaction)
    goals = [facts_of(row, org_chart) for row in rows]
    book = await book_of(transaction, org_chart, now)
    owners = await people.people(transaction, {goal.owner_id for goal in goals})
    days_off = ledger.everybodys_calendar(await workspace.calendar_of(transaction))
    found: list[tuple[int, GoalAction]] = []
    for goal in goals:
        owner = owners.get(goal.owner_id) or people.stranger(goal.owner_id)
        action = _action(goal, book.share(goal), local_day(now, owner.zone), days_off)
        if action is not None:
            found.append((goal.id, action))
    return found


async def next_due(transaction: Transaction) -> datetime | None:
    """When, before which nothing is written, the clock may have to do something again; None: never."""
    first = await GoalRepository(transaction).first_on_the_calendar()
    # A day earlier, as in `due_actions`.
    return datetime.combine(first - _A_DAY, time(), UTC) if first else None


def _action(goal: Goal, share: Share, today: date, days_off: DaysOff) -> GoalAction | None:
    if goal.state is GoalState.accepted:
        return GoalAction.begin if goal.begins <= today else None
    if goal.state in WAITING:
        return GoalAction.drop if goal.due < today else None
    if goal.due >= today or working_days_later(goal.due, JUDGED_AFTER, days_off) >= today:
        return None
    return GoalAction.finish if not isinstance(share, NotAvailable) and share >= 1 else GoalAction.miss


async def newly_reached(transaction: Transaction, now: datetime) -> list[int]:
    """Ids of summed goals that those below have brought to their target and nobody was told of."""
    repository = GoalRepository(transaction)
    if not await repository.was_reported_since(now - _LATELY):
        return []
    rows = await repository.summed()
    if not rows:
        return []
    org_chart = await teams.load_org_chart(transaction)
    book = await book_of(transaction, org_chart, now)
    shares = [(row.id, book.share(facts_of(row, org_chart))) for row in rows]
    return [goal_id for goal_id, share in shares if not isinstance(share, NotAvailable) and share >= 1]


async def mark_reached(ctx: Context, goal_id: int) -> None:
    """Marks a goal as reached and tells its owner; does nothing if another node was quicker."""
    row = await GoalRepository(ctx.transaction).lock(goal_id)
    if row is not None and row.reached_at is None:
        row.reached_at = ctx.now
        ctx.transaction.memory.forget(BOOK)
        goal = facts_of(row, await teams.load_org_chart(ctx.transaction))
        await notifications.tell_reached(ctx.transaction, goal, ctx.now)


async def do(ctx: Context, goal_id: int, action: GoalAction) -> None:
    """Carries out the clock's action; does nothing if another node, or somebody, was quicker."""
    key = f"goals.clock:{action}:{goal_id}:{ctx.now.date()}"
    try:
        await act(replace(ctx, request_key=key), goal_id, action)
    except Refusal:
        return
