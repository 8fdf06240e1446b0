"""The deeds of goals. Each locks the goal, asks the contract, keeps the change, and tells who must know."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.common.errors import BadInput, NotAllowed
from bot.common.numbers import Change
from bot.common.periods import local_day
from bot.db.handled import once
from bot.db.transaction import Transaction
from bot.features.goals import news
from bot.features.goals.access_rules import may_set_for, roles_in, visible_to
from bot.features.goals.agreement_rules import Terms, carry_out, check_terms
from bot.features.goals.alignment_rules import check_parent, check_private
from bot.features.goals.contract import WAITING, Deed, Role, State, begun, decide
from bot.features.goals.draft_rules import (
    LONGEST_CONCERN,
    LONGEST_NOTE,
    Arrangement,
    Draft,
    check_arrangement,
    check_draft,
    check_length,
    check_title,
)
from bot.features.goals.models import Goal
from bot.features.goals.repository import GoalRepository
from bot.features.goals.rows import difference, facts_of, kept, terms_json
from bot.features.goals.rules import (
    GoalFacts,
    Health,
    Kind,
    RollUp,
    apply_change,
    progress,
    reached,
    same_name_open,
)
from bot.features.people import service as people
from bot.features.people.rules import Person
from bot.features.teams import service as teams
from bot.features.teams.rules import Roster

_PRIVATE = frozenset({Deed.raise_concern, Deed.answer_concern, Deed.invite})
_NO_SUCH = "There is no such goal, or it is not for you to see."


@dataclass(frozen=True)
class Occasion:
    """Who acts and when; nobody: the clock. `key` is shared by a repeat of the same request."""

    actor_id: str | None
    now: datetime
    key: str


@dataclass(frozen=True)
class Reported:
    """A report of progress. `is_reached`: it passed the target for the first time."""

    before: GoalFacts
    after: GoalFacts
    is_reached: bool


@dataclass(frozen=True)
class _Bench:
    """A locked goal, and who is at work on it."""

    row: Goal
    goal: GoalFacts
    roles: frozenset[Role]
    roster: Roster


async def propose(transaction: Transaction, draft: Draft, occasion: Occasion) -> GoalFacts:
    """Set a goal: for oneself it is active at once, for others a proposal. A Refusal says why not."""
    await once(transaction, occasion.key, occasion.now)
    roster = await teams.roster(transaction)
    proposer = await people.person(transaction, occasion.actor_id or "")
    owner = await _owner(transaction, draft, proposer, roster)
    today = local_day(occasion.now, owner.zone)
    check_draft(draft, today)
    state = decide(None, Deed.propose, {Role.sole_owner if owner == proposer else Role.proposer})
    state = begun(state, draft.terms.begins, today)
    repository = GoalRepository(transaction)
    number = await repository.next_number()
    facts = _new_row(draft, owner.id, None if owner == proposer else proposer.id, state, occasion.now)
    row = await repository.write({**facts, "number": number})
    goal = facts_of(row, roster)
    await _check_place(transaction, goal, goal.parent_id, roster, proposer)
    await _check_name(transaction, goal, roster)
    await _keep(transaction, row, Deed.propose, {}, kept(goal), occasion)
    await news.tell(transaction, Deed.propose, goal, occasion.actor_id, "", occasion.now)
    return goal


async def _owner(transaction: Transaction, draft: Draft, proposer: Person, roster: Roster) -> Person:
    owner_id = draft.owner_id or proposer.id
    if draft.team_id is not None:
        team = roster.team(draft.team_id)
        if team is None:
            raise BadInput("That team does not exist any more.", field="owner")
        owner_id = team.manager_id
    owner = (await people.people(transaction, [owner_id])).get(owner_id)
    if owner is None or not owner.is_active_person:
        name = owner.name if owner else "That person"
        raise BadInput(f"{name} is not an active member here, so cannot have goals.", field="owner")
    if not may_set_for(proposer, owner.id, roster):
        raise NotAllowed(
            f"Only {owner.name}'s manager can set goals for {owner.name}. Set one for yourself instead.",
            field="owner",
        )
    return owner


def _new_row(
    draft: Draft, owner_id: str, proposer_id: str | None, state: State, now: datetime
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
    transaction: Transaction,
    goal_id: int,
    deed: Deed,
    occasion: Occasion,
    *,
    offered: Terms | None = None,
    note: str = "",
    seen_version: int | None = None,
) -> GoalFacts:
    """Do what the contract allows; a Refusal says who may, or what is wrong.

    `seen_version`: of the goal as the actor saw it; when its terms have changed meanwhile, nothing is done.
    """
    bench = await _take(transaction, goal_id, occasion, seen_version)
    await _check_note(deed, note)
    if offered is not None:
        await _check_offer(transaction, bench, offered, occasion)
    agreed = carry_out(bench.goal.agreement, deed, bench.roles, offered)
    owner = await people.person(transaction, bench.goal.owner_id)
    state = begun(agreed.state, agreed.terms.begins, local_day(occasion.now, owner.zone))
    row = bench.row
    row.title, row.start, row.target = agreed.terms.title, agreed.terms.start, agreed.terms.target
    row.begins, row.due, row.state = agreed.terms.begins, agreed.terms.due, state.value
    row.counter = terms_json(agreed.counter) if agreed.counter else None
    row.waits_since = occasion.now if state in WAITING else None
    if agreed.terms.start != bench.goal.start and row.current == bench.goal.start:
        row.current = agreed.terms.start
    if deed is Deed.finish and bench.goal.kind is Kind.milestone and occasion.actor_id:
        row.current = row.target
    return await _finish(transaction, bench, deed, occasion, note)


async def _check_note(deed: Deed, note: str) -> None:
    longest = LONGEST_CONCERN if deed in _PRIVATE else LONGEST_NOTE
    what = "The concern" if deed is Deed.raise_concern else "The note"
    check_length(note, longest, what, field="note")
    if deed is Deed.raise_concern and len(note.strip()) < 3:
        raise BadInput("Say what worries you, in a few words.", field="note")


async def _check_offer(transaction: Transaction, bench: _Bench, offered: Terms, occasion: Occasion) -> None:
    check_title(offered.title)
    owner = await people.person(transaction, bench.goal.owner_id)
    check_terms(offered, local_day(occasion.now, owner.zone))
    await GoalRepository(transaction).lock_structure()
    named = replace(bench.goal, title=offered.title, begins=offered.begins, due=offered.due)
    await _check_name(transaction, named, bench.roster)


async def arrange(
    transaction: Transaction,
    goal_id: int,
    wanted: Arrangement,
    occasion: Occasion,
    *,
    seen_version: int | None = None,
) -> GoalFacts:
    """Change what need not be agreed on: why, privacy, the goal above, how it is summed, its weight."""
    bench = await _take(transaction, goal_id, occasion, seen_version)
    decide(bench.goal.state, Deed.arrange, bench.roles)
    check_arrangement(wanted)
    actor = await people.person(transaction, occasion.actor_id or "")
    await GoalRepository(transaction).lock_structure()
    changed = replace(bench.goal, private=wanted.private)
    await _check_place(transaction, changed, wanted.parent_id, bench.roster, actor)
    row = bench.row
    row.why, row.is_private, row.parent_id = wanted.why, wanted.private, wanted.parent_id
    row.roll_up, row.weight = wanted.roll_up.value, wanted.weight
    return await _finish(transaction, bench, Deed.arrange, occasion, "")


async def invite(transaction: Transaction, goal_id: int, coach_id: str, occasion: Occasion) -> GoalFacts:
    """Bring a coach into the talk about a concern; both can, and the coach may read it from then on."""
    bench = await _take(transaction, goal_id, occasion, None)
    decide(bench.goal.state, Deed.invite, bench.roles)
    coach = await people.person(transaction, coach_id)
    if not coach.is_active_person or coach_id in (bench.goal.owner_id, bench.goal.proposer_id):
        raise BadInput(f"Choose somebody else than the two of you; {coach.name} cannot join.", field="coach")
    bench.row.coach_ids = sorted({*bench.row.coach_ids, coach_id})
    # Whoever joins reads what it is about.
    concern = await GoalRepository(transaction).newest_note(goal_id, Deed.raise_concern)
    return await _finish(transaction, bench, Deed.invite, occasion, concern)


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
    bench = await _take(transaction, goal_id, occasion, None)
    decide(bench.goal.state, Deed.update, bench.roles)
    check_length(note, LONGEST_NOTE, "The note", field="note")
    before = bench.goal
    if change is not None:
        if before.roll_up is not RollUp.own:
            raise BadInput(f"{before.name} is summed from the goals below it: report there.", field="value")
        bench.row.current = apply_change(before.current, change)
    bench.row.health = health.value if health else bench.row.health
    bench.row.reported_at = occasion.now
    after = facts_of(bench.row, bench.roster)
    is_reached = reached(progress(before), progress(after), celebrated=before.reached_at is not None)
    if is_reached:
        bench.row.reached_at = occasion.now
    after = await _finish(transaction, bench, Deed.update, occasion, note)
    if is_reached:
        await news.tell_reached(transaction, after, occasion.now)
    return Reported(before, after, is_reached)


async def share(transaction: Transaction, goal_id: int, occasion: Occasion) -> str:
    """Tell the owner's team in its channel that the goal is reached, once; the channel's id."""
    bench = await _take(transaction, goal_id, occasion, None)
    if bench.goal.owner_id != occasion.actor_id:
        raise NotAllowed("Only the owner of a goal decides whether to tell the team.")
    if bench.goal.reached_at is None:
        raise NotAllowed(f"{bench.goal.name} is not reached yet.")
    if bench.goal.private:
        raise NotAllowed(f"{bench.goal.name} is private: open it first with `/goal edit {bench.goal.name}`.")
    channel_id = news.channel_of(bench.goal, bench.roster)
    if channel_id is None:
        raise NotAllowed("Your team has no channel yet: its manager chooses one in `/pacer teams`.")
    await news.celebrate(transaction, bench.goal, channel_id, occasion.now)
    return channel_id


def require(goal: GoalFacts, deed: Deed, actor: Person, roster: Roster) -> None:
    """NotAllowed when the contract would not let the actor do this now."""
    decide(goal.state, deed, roles_in(goal, actor, roster))


async def _take(
    transaction: Transaction, goal_id: int, occasion: Occasion, seen_version: int | None
) -> _Bench:
    await once(transaction, occasion.key, occasion.now)
    row = await GoalRepository(transaction).lock(goal_id)
    roster = await teams.roster(transaction)
    if row is None:
        raise BadInput(_NO_SUCH)
    goal = facts_of(row, roster)
    if occasion.actor_id is None:
        return _Bench(row, goal, frozenset({Role.clock}), roster)
    actor = await people.person(transaction, occasion.actor_id)
    if not visible_to(goal, actor, roster):
        raise BadInput(_NO_SUCH)
    if seen_version is not None and seen_version != row.version:
        raise BadInput(f"{goal.name} has changed since then: look at it again with `/goal {goal.name}`.")
    return _Bench(row, goal, roles_in(goal, actor, roster), roster)


async def _finish(
    transaction: Transaction, bench: _Bench, deed: Deed, occasion: Occasion, note: str
) -> GoalFacts:
    if deed is not Deed.update:
        bench.row.version += 1
    after = facts_of(bench.row, bench.roster)
    await _keep(transaction, bench.row, deed, kept(bench.goal), kept(after), occasion, note)
    await news.settle(transaction, bench.goal, deed, occasion.actor_id, occasion.now)
    await news.tell(transaction, deed, after, occasion.actor_id, note, occasion.now)
    return after


async def _keep(
    transaction: Transaction,
    row: Goal,
    deed: Deed,
    before: dict[str, Any],
    after: dict[str, Any],
    occasion: Occasion,
    note: str = "",
) -> None:
    old, new = difference(before, after)
    await GoalRepository(transaction).note(
        {
            "goal_id": row.id,
            "at": occasion.now,
            "actor_id": occasion.actor_id,
            "deed": deed.value,
            "old": old,
            "new": new,
            "note": note,
            "is_private": deed in _PRIVATE or State.concern.value in (old.get("state"), new.get("state")),
        }
    )


async def _check_name(transaction: Transaction, goal: GoalFacts, roster: Roster) -> None:
    team_ids = [goal.team_id] if goal.team_id is not None else []
    rows = await GoalRepository(transaction).open_of(goal.owner_id, team_ids)
    same = same_name_open(goal, [facts_of(row, roster) for row in rows])
    if same is not None:
        raise BadInput(
            f"There is an open goal of that name already: {same.name} “{same.title}”. Choose another name, "
            f"or change that one with `/goal edit {same.name}`.",
            field="title",
        )


async def _check_place(
    transaction: Transaction, goal: GoalFacts, parent_id: int | None, roster: Roster, actor: Person
) -> None:
    check_private(is_private=goal.private, parent_id=parent_id)
    if parent_id is None:
        return
    repository = GoalRepository(transaction)
    found = await repository.find(parent_id)
    parent = facts_of(found, roster) if found else None
    if parent is None or not visible_to(parent, actor, roster):
        raise BadInput(_NO_SUCH, field="parent")
    if parent.private:
        raise BadInput("A private goal cannot have others below it: choose another one.", field="parent")
    check_parent(goal, parent, await repository.parents())
