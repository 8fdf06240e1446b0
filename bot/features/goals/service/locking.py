"""A locked goal: read for one action, checked against the others, its change stored and told."""

from dataclasses import dataclass
from typing import Any

from bot.common.errors import BadInput
from bot.db.transaction import Transaction
from bot.features.goals.models import GoalRow
from bot.features.goals.repository.goals import GoalRepository
from bot.features.goals.repository.mapping import difference, facts_of, kept
from bot.features.goals.rules.access import roles_in, visible_to
from bot.features.goals.rules.alignment import check_parent, check_private
from bot.features.goals.rules.formatting import in_quotes
from bot.features.goals.rules.progress import Goal, same_name_open
from bot.features.goals.rules.state_machine import GoalAction, GoalRole, GoalState
from bot.features.goals.service import notifications
from bot.features.goals.service.queries import BOOK, remember_report
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import OrgChart
from bot.framework.context import Context

PRIVATE = frozenset({GoalAction.raise_concern, GoalAction.answer_concern, GoalAction.invite})
NO_SUCH = "There is no such goal, or it is not for you to see."


@dataclass(frozen=True)
class LockedGoal:
    """A locked goal, and what the actor is to it."""

    row: GoalRow
    goal: Goal
    roles: frozenset[GoalRole]
    org_chart: OrgChart


async def take(ctx: Context, goal_id: int, seen_version: int | None) -> LockedGoal:
    """Locks the goal and tells what the actor, or the clock, is to it.

    AlreadyRecorded: the request came before. BadInput: no such goal, or one that the actor may not see (one
    sentence for both), or `seen_version` is older than the goal's.
    """
    await ctx.claim()
    row = await GoalRepository(ctx.transaction).lock(goal_id)
    org_chart = await teams.load_org_chart(ctx.transaction)
    if row is None:
        raise BadInput(NO_SUCH)
    goal = facts_of(row, org_chart)
    if not ctx.actor_id:
        return LockedGoal(row, goal, frozenset({GoalRole.clock}), org_chart)
    actor = await people.actor(ctx.transaction, ctx.actor_id, guests=True)
    if not visible_to(goal, actor, org_chart):
        raise BadInput(NO_SUCH)
    if seen_version is not None and seen_version != row.version:
        raise BadInput(
            f"{in_quotes(goal)} has changed since then: look at it again with `/goal {goal.name}`."
        )
    return LockedGoal(row, goal, roles_in(goal, actor, org_chart), org_chart)


async def finish(ctx: Context, held: LockedGoal, action: GoalAction, note: str) -> Goal:
    """Stores the change of a locked goal and tells those it concerns; gives the goal after it.

    All actions but reports and arrangements raise its version.
    """
    if action not in notifications.SILENT:
        # Open questions were about the version before.
        held.row.version += 1
    after = facts_of(held.row, held.org_chart)
    await keep(ctx, held.row, action, kept(held.goal), kept(after), note)
    if action is GoalAction.update:
        remember_report(ctx.transaction, after)
    if action not in notifications.SILENT:
        await notifications.settle(ctx, held.goal, action)
        await notifications.tell(ctx, action, after, note)
    return after


async def keep(
    ctx: Context,
    row: GoalRow,
    action: GoalAction,
    before: dict[str, Any],
    after: dict[str, Any],
    note: str = "",
) -> None:
    """Writes a change into the history; private where it belongs to a concern."""
    old, new = difference(before, after)
    if action is not GoalAction.update:
        ctx.transaction.memory.forget(BOOK)
    await GoalRepository(ctx.transaction).note(
        {
            "goal_id": row.id,
            "at": ctx.now,
            "actor_id": ctx.actor_id or None,
            "deed": action.value,
            "old": old,
            "new": new,
            "note": note,
            "is_private": action in PRIVATE
            or GoalState.concern.value in (old.get("state"), new.get("state")),
        }
    )


async def check_name(transaction: Transaction, goal: Goal, org_chart: OrgChart) -> None:
    """BadInput (field `title`): its owner, or its team, has an open goal of that name at that time."""
    team_ids = [goal.team_id] if goal.team_id is not None else []
    rows = await GoalRepository(transaction).open_of(goal.owner_id, team_ids)
    same = same_name_open(goal, [facts_of(row, org_chart) for row in rows])
    if same is not None:
        raise BadInput(
            f"There is an open goal of that name already: {same.name} “{same.title}”. Choose another name, "
            f"or change that one with `/goal edit {same.name}`.",
            field="title",
        )


async def check_place(
    transaction: Transaction, goal: Goal, parent_id: int | None, org_chart: OrgChart, actor: Person
) -> None:
    """BadInput (field `parent`): it cannot stand below that goal, or the actor may not see that.

    `parent_id` None is always fine.
    """
    check_private(is_private=goal.private, parent_id=parent_id)
    if parent_id is None:
        return
    repository = GoalRepository(transaction)
    found = await repository.find(parent_id)
    parent = facts_of(found, org_chart) if found else None
    if parent is None or not visible_to(parent, actor, org_chart):
        raise BadInput(NO_SUCH, field="parent")
    if parent.private:
        raise BadInput("A private goal cannot have others below it: choose another one.", field="parent")
    check_parent(goal, parent, await repository.parents())
