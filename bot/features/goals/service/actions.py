"""Use cases of the contract: each locks the goal, asks the contract, stores the change, and tells people."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.common.dates import write_day
from bot.common.errors import BadInput, NotAllowed
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.goals.repository.goals import GoalRepository
from bot.features.goals.repository.mapping import facts_of, kept, terms_json
from bot.features.goals.rules.access import may_set_for, roles_in
from bot.features.goals.rules.agreement import Terms, carry_out, check_terms
from bot.features.goals.rules.draft import (
    LONGEST_CONCERN,
    LONGEST_NOTE,
    Arrangement,
    Draft,
    check_arrangement,
    check_draft,
    check_length,
    check_title,
)
from bot.features.goals.rules.progress import Goal, GoalKind
from bot.features.goals.rules.state_machine import WAITING, GoalAction, GoalRole, GoalState, begun, decide
from bot.features.goals.service import notifications
from bot.features.goals.service.locking import (
    PRIVATE,
    LockedGoal,
    check_name,
    check_place,
    finish,
    keep,
    take,
)
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import OrgChart
from bot.framework.context import Context


async def propose(ctx: Context, draft: Draft) -> Goal:
    """Sets a goal: for oneself it is agreed at once, for others a proposal.

    NotAllowed: not theirs to set. BadInput with its field: what could not be a goal, a name that is taken, a
    parent that does not fit. AlreadyRecorded: the request came before.
    """
    await ctx.claim()
    org_chart = await teams.load_org_chart(ctx.transaction)
    proposer = await people.actor(ctx.transaction, ctx.actor_id, guests=True)
    owner = await _owner(ctx.transaction, draft, proposer, org_chart)
    today = local_day(ctx.now, owner.zone)
    check_draft(draft, today)
    state = decide(
        None, GoalAction.propose, {GoalRole.sole_owner if owner == proposer else GoalRole.proposer}
    )
    state = begun(state, draft.terms.begins, today)
    repository = GoalRepository(ctx.transaction)
    number = await repository.next_number()
    facts = _new_row(draft, owner.id, None if owner == proposer else proposer.id, state, ctx.now)
    row = await repository.write({**facts, "number": number})
    goal = facts_of(row, org_chart)
    await check_place(ctx.transaction, goal, goal.parent_id, org_chart, proposer)
    await check_name(ctx.transaction, goal, org_chart)
    await keep(ctx, row, GoalAction.propose, {}, kept(goal))
    await notifications.tell(ctx, GoalAction.propose, goal)
    return goal


async def _owner(transaction: Transaction, draft: Draft, proposer: Person, org_chart: OrgChart) -> Person:
    owner_id = draft.owner_id or proposer.id
    if draft.team_id is not None:
        team = org_chart.team(draft.team_id)
        if team is None:
            raise BadInput("That team does not exist any more.", field="owner")
        owner_id = team.manager_id
    owner = (await people.people(transaction, [owner_id])).get(owner_id)
    if owner is None or not owner.is_active_person:
        name = owner.name if owner else "That person"
        raise BadInput(f"{name} is not an active member here, so cannot have goals.", field="owner")
    if not may_set_for(proposer, owner.id, org_chart):
        raise NotAllowed(
            f"Only {owner.name}'s manager can set goals for {owner.name}. Set one for yourself instead.",
            field="owner",
        )
    return owner


def _new_row(
    draft: Draft, owner_id: str, proposer_id: str | None, state: GoalState, now: datetime
) -> dict[str, Any]:
    terms, arrangement = draft.terms, draft.arrangement
    return {
        "title": terms.title,
        "why": arrangement.why,
        "owner_id": owner_id,
        "proposer_id": proposer_id,
        "team_id": draft.team_id,
        "kind": draft.kind.value,
        "unit": draft.unit,
        "start": terms.start,
        "target": terms.target,
        "current": terms.start,
        "begins": terms.begins,
        "due": terms.due,
        "state": state.value,
        "counter": None,
        "coach_ids": [],
        "is_private": arrangement.private,
        "parent_id": arrangement.parent_id,
        "roll_up": arrangement.roll_up.value,
        "weight": arrangement.weight,
        "health": None,
        "version": 1,
        "created_at": now,
        "waits_since": now if proposer_id else None,
        "reported_at": None,
        "reached_at": None,
    }


async def act(
    ctx: Context,
    goal_id: int,
    action: GoalAction,
    *,
    offered: Terms | None = None,
    note: str = "",
    seen_version: int | None = None,
) -> Goal:
    """Carries out an action of the contract; gives the goal after it.

    `offered`: terms of a counter, an edit, a reopening, an answer. NotAllowed: the contract forbids it.
    BadInput: as in `take`, or terms or note that cannot be used. AlreadyRecorded: the request came before.
    """
    held = await take(ctx, goal_id, seen_version)
    _check_note(action, note)
    if offered is not None:
        await _check_offer(ctx, held, offered)
    agreed = carry_out(held.goal.agreement, action, held.roles, offered)
    owner = await people.person(ctx.transaction, held.goal.owner_id)
    today = local_day(ctx.now, owner.zone)
    if action is GoalAction.miss and held.goal.due > today:
        raise BadInput(f"It is not over: it may still be reached until {write_day(held.goal.due, today)}.")
    state = begun(agreed.state, agreed.terms.begins, today)
    row = held.row
    row.title, row.start, row.target = agreed.terms.title, agreed.terms.start, agreed.terms.target
    row.begins, row.due, row.state = agreed.terms.begins, agreed.terms.due, state.value
    row.counter = terms_json(agreed.counter) if agreed.counter else None
    row.waits_since = ctx.now if state in WAITING else None
    if agreed.terms.start != held.goal.start and row.current == held.goal.start:
        row.current = agreed.terms.start
    is_there = action is GoalAction.finish and held.goal.kind is GoalKind.milestone and row.reached_at is None
    if is_there:
        row.current, row.reached_at = row.target, ctx.now
    after = await finish(ctx, held, action, note)
    if is_there:
        await notifications.tell_reached(ctx.transaction, after, ctx.now)
    return after


def _check_note(action: GoalAction, note: str) -> None:
    longest = LONGEST_CONCERN if action in PRIVATE else LONGEST_NOTE
    what = "The concern" if action is GoalAction.raise_concern else "The note"
    check_length(note, longest, what, field="note")
    if action is GoalAction.raise_concern and len(note.strip()) < 3:
        raise BadInput("Say what worries you, in a few words.", field="note")


async def _check_offer(ctx: Context, held: LockedGoal, offered: Terms) -> None:
    check_title(offered.title)
    owner = await people.person(ctx.transaction, held.goal.owner_id)
    check_terms(offered, local_day(ctx.now, owner.zone))
    await GoalRepository(ctx.transaction).lock_structure()
    named = replace(held.goal, title=offered.title, begins=offered.begins, due=offered.due)
    await check_name(ctx.transaction, named, held.org_chart)


async def arrange(
    ctx: Context, goal_id: int, wanted: Arrangement, *, seen_version: int | None = None
) -> Goal:
    """Changes what need not be agreed on: why, privacy, the goal above, how it is summed, its weight.

    NotAllowed: the contract forbids it. BadInput with its field: as in `take`, or what does not fit.
    AlreadyRecorded: the request came before.
    """
    held = await take(ctx, goal_id, seen_version)
    decide(held.goal.state, GoalAction.arrange, held.roles)
    check_arrangement(wanted)
    actor = await people.actor(ctx.transaction, ctx.actor_id, guests=True)
    await GoalRepository(ctx.transaction).lock_structure()
    if wanted.private and await GoalRepository(ctx.transaction).has_below(goal_id):
        raise BadInput("Other goals stand below this one and tell its name: it stays open.", field="private")
    changed = replace(held.goal, private=wanted.private)
    await check_place(ctx.transaction, changed, wanted.parent_id, held.org_chart, actor)
    row = held.row
    row.why, row.is_private, row.parent_id = wanted.why, wanted.private, wanted.parent_id
    row.roll_up, row.weight = wanted.roll_up.value, wanted.weight
    return await finish(ctx, held, GoalAction.arrange, "")


async def invite(ctx: Context, goal_id: int, coach_id: str) -> Goal:
    """Adds a coach to the talk about a concern, who may read it from then on.

    NotAllowed: the contract forbids it. BadInput (field `coach`): one of the two, or not active.
    AlreadyRecorded: the request came before.
    """
    held = await take(ctx, goal_id, None)
    decide(held.goal.state, GoalAction.invite, held.roles)
    coach = await people.person(ctx.transaction, coach_id)
    if not coach.is_active_person or coach_id in (held.goal.owner_id, held.goal.proposer_id):
        name = "that person" if coach.is_unknown else coach.name
        raise BadInput(f"Choose somebody else than the two of you; {name} cannot join.", field="coach")
    held.row.coach_ids = sorted({*held.row.coach_ids, coach_id})
    # The coach's first message tells what the concern is.
    concern = await GoalRepository(ctx.transaction).newest_note(goal_id, GoalAction.raise_concern)
    return await finish(ctx, held, GoalAction.invite, concern)


def require(goal: Goal, action: GoalAction, actor: Person, org_chart: OrgChart) -> None:
    """NotAllowed where the contract would not let the actor do this now."""
    decide(goal.state, action, roles_in(goal, actor, org_chart))
