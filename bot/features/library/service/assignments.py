"""Lists: a resource is given with a day, done by one's own word, declined, or taken back."""

from datetime import date

from bot.common.due_days import check_due
from bot.common.errors import BadInput, NotAllowed
from bot.common.naming import first_names
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.library.models import AssignmentRow
from bot.features.library.repository.assignments import AssignmentRepository
from bot.features.library.repository.resources import ResourceRepository
from bot.features.library.rules.access import LibraryRecord, LibraryRole, may_read
from bot.features.library.rules.facts import (
    MOST_OPEN,
    Assignment,
    AssignmentOrigin,
    AssignmentState,
    ListedItem,
    Resource,
    Usefulness,
)
from bot.features.library.service import notifications
from bot.features.library.service.resources import offered, reader
from bot.features.people.service import members as people
from bot.features.skills.service.colleagues import is_colleague
from bot.features.workspace import service as workspace
from bot.framework.context import Context

GONE = "That is on no list any more."
_OTHERS = "You give to people whom you lead; others find it on the shelf."


async def give(ctx: Context, resource_id: int, person_id: str, due_on: date | None) -> ListedItem:
    """Puts a resource on the list of somebody whom the actor leads, or on their own ("").

    NotAllowed: they do not lead that person. BadInput (fields `due`, `person`): the day is over, there is no
    such resource, it is on that list, or the list is full.
    """
    who = await reader(ctx)
    person = await people.person(ctx.transaction, person_id or ctx.actor_id)
    if person.id != ctx.actor_id:
        who.check_leads(person.id, _OTHERS)
        if not person.is_active_person or not is_colleague(person, who.org_chart):
            raise BadInput(f"{person.name} is a guest, or not here any more.", field="person")
    await ctx.claim()
    resource = await offered(ctx.transaction, resource_id)
    if due_on is not None:
        check_due(due_on, local_day(ctx.now, who.person.zone), "due")
    is_own = person.id == ctx.actor_id
    origin = AssignmentOrigin.own if is_own else AssignmentOrigin.given
    made = await put_on_list(ctx, resource, person.id, due_on, origin)
    if made is None:
        whose = "your" if is_own else f"{person.name}'s"
        raise BadInput(f"That is on {whose} list already.", field="person")
    return await listed(ctx, made)


async def put_on_list(
    ctx: Context, resource: Resource, person_id: str, due_on: date | None, origin: AssignmentOrigin
) -> Assignment | None:
    """Puts a resource on a list and reminds of it; None where it is there. BadInput: the list is full."""
    repository = AssignmentRepository(ctx.transaction)
    if len(await repository.open_of(person_id)) >= MOST_OPEN:
        raise BadInput(f"{MOST_OPEN} are open on that list: finish or decline some first.", field="person")
    facts = {
        "resource_id": resource.id,
        "person_id": person_id,
        "by_id": ctx.actor_id,
        "due_on": due_on,
        "state": AssignmentState.assigned.value,
        "origin": origin.value,
        "given_at": ctx.now,
        "closed_at": None,
    }
    made = await repository.assign(facts)
    row = await repository.find(made) if made is not None else None
    if row is None:
        return None
    await notifications.remind(ctx, row.fact(), resource)
    return row.fact()


async def done(ctx: Context, assignment_id: int) -> ListedItem:
    """Says that an own one is done. BadInput: none on the actor's list."""
    return await _close(ctx, await _own(ctx, assignment_id), AssignmentState.done)


async def decline(ctx: Context, assignment_id: int) -> ListedItem:
    """Says that one will not do an own one. BadInput: none on the actor's list."""
    return await _close(ctx, await _own(ctx, assignment_id), AssignmentState.declined)


async def close_own(ctx: Context, resource_id: int, state: AssignmentState) -> ListedItem:
    """Closes the actor's assignment of this resource; done without one: it is noted as read now.

    BadInput: there is no such resource, it is not on the actor's list, or they are through with it.
    """
    row = await AssignmentRepository(ctx.transaction).open_with(ctx.actor_id, resource_id)
    if row is not None:
        return await _close(ctx, await _own(ctx, row.id), state)
    if state is not AssignmentState.done:
        raise BadInput(GONE)
    if await AssignmentRepository(ctx.transaction).has_done(ctx.actor_id, resource_id):
        raise BadInput(f"You are through with R{resource_id} already.")
    item = await give(ctx, resource_id, "", None)
    locked = await AssignmentRepository(ctx.transaction).lock(item.assignment.id)
    if locked is None:
        raise BadInput(GONE)
    return await _closed(ctx, locked, state)


async def take_back(ctx: Context, assignment_id: int) -> ListedItem:
    """Takes back what the actor gave and is still open. BadInput: there is none such."""
    await people.actor(ctx.transaction, ctx.actor_id)
    row = await AssignmentRepository(ctx.transaction).lock(assignment_id)
    if row is None or row.by_id != ctx.actor_id or row.state != AssignmentState.assigned.value:
        raise BadInput(GONE)
    return await _close(ctx, row, AssignmentState.dropped)


async def _own(ctx: Context, assignment_id: int) -> AssignmentRow:
    await people.actor(ctx.transaction, ctx.actor_id)
    row = await AssignmentRepository(ctx.transaction).lock(assignment_id)
    if row is None or row.person_id != ctx.actor_id or row.state != AssignmentState.assigned.value:
        raise BadInput(GONE)
    return row


async def _close(ctx: Context, row: AssignmentRow, state: AssignmentState) -> ListedItem:
    await ctx.claim()
    return await _closed(ctx, row, state)


async def _closed(ctx: Context, row: AssignmentRow, state: AssignmentState) -> ListedItem:
    row.state, row.closed_at = state.value, ctx.now
    await ctx.transaction.session.flush()
    await notifications.take_back(ctx, row.id)
    return await listed(ctx, row.fact())


async def vote(ctx: Context, resource_id: int, use: Usefulness) -> None:
    """Says how useful a resource was, once. NotAllowed: the actor is not through with it, or said so."""
    await people.actor(ctx.transaction, ctx.actor_id)
    await ctx.claim()
    if not await AssignmentRepository(ctx.transaction).has_done(ctx.actor_id, resource_id):
        raise NotAllowed("Whoever is through with it says that.")
    votes = ResourceRepository(ctx.transaction)
    await workspace.one_at_a_time(ctx.transaction)  # All votes of a resource are written anew.
    if not await votes.mark_voter(resource_id, ctx.actor_id):
        raise NotAllowed("You have said so already.")
    await votes.add_vote(resource_id, use)


async def find_item(ctx: Context, assignment_id: int) -> ListedItem:
    """An assignment that the actor may read. BadInput: there is none such; the sentence is the same."""
    await people.actor(ctx.transaction, ctx.actor_id)
    row = await AssignmentRepository(ctx.transaction).find(assignment_id)
    if row is None or not may_read(LibraryRecord.assignment, roles_to(ctx.actor_id, row.fact())):
        raise BadInput(GONE)
    return await listed(ctx, row.fact())


def roles_to(viewer_id: str, assignment: Assignment) -> frozenset[LibraryRole]:
    """What a viewer is to an assignment; to lead its person later gives nothing."""
    named = {LibraryRole.person: assignment.person_id, LibraryRole.giver: assignment.by_id}
    return frozenset(role for role, who in named.items() if who == viewer_id)


async def listed(ctx: Context, assignment: Assignment) -> ListedItem:
    """An assignment as the actor sees it."""
    return (await listed_all(ctx.transaction, ctx.actor_id, [assignment]))[0]


async def listed_all(
    transaction: Transaction, viewer_id: str, assignments: list[Assignment]
) -> list[ListedItem]:
    """Assignments with their resources, for somebody who may read them; in the same order."""
    if not assignments:
        return []
    resources = ResourceRepository(transaction)
    rows = await resources.of_ids({each.resource_id for each in assignments})
    ids = {who for each in assignments for who in (each.person_id, each.by_id) if who}
    called = first_names(await people.names(transaction, ids))
    voted = await resources.voted_by(viewer_id, rows.keys())
    return [
        ListedItem(
            each,
            rows[each.resource_id].fact(),
            called.get(each.person_id, "somebody"),
            "" if each.by_id in ("", each.person_id) else called.get(each.by_id, "somebody"),
            each.person_id == viewer_id,
            each.by_id == viewer_id != each.person_id and each.state is AssignmentState.assigned,
            each.resource_id in voted,
        )
        for each in assignments
    ]
