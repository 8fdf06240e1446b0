"""Learning paths: written by managers and admins, read by everybody in a team, walked one item at a time."""

from collections.abc import Sequence
from datetime import datetime

from bot.common import naming
from bot.common.errors import BadInput, NotAllowed
from bot.common.naming import first_names
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.library.models import LearningPathRow
from bot.features.library.repository.assignments import AssignmentRepository
from bot.features.library.repository.paths import PathRepository
from bot.features.library.repository.resources import ResourceRepository
from bot.features.library.rules.facts import Assignment, LearningPath, PathItem, Resource
from bot.features.library.rules.paths import passed
from bot.features.library.rules.settings import LibrarySettings
from bot.features.library.rules.shelf import is_stale
from bot.features.library.service.resources import offered, reader
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.skills.rules.rubric import RUBRICS
from bot.features.skills.service.colleagues import Colleague
from bot.features.skills.service.profiles import profiles
from bot.framework.context import Context

_WRITERS = "Managers and admins write learning paths."
MOST_ITEMS = 30


async def load_path(ctx: Context, role: str = "") -> LearningPath:
    """The path of a role ("": of the actor's, else the first) as the actor may see it."""
    who = await reader(ctx)
    role = await _role(ctx, role)
    rows = await PathRepository(ctx.transaction).items(role)
    items = await load_items(ctx.transaction, rows, ctx.now)
    last = await PathRepository(ctx.transaction).last_change(role)
    walks = await PathRepository(ctx.transaction).walks()
    known = await profiles(ctx.transaction)
    in_role = {person_id for person_id, profile in known.items() if profile.role == role}
    walking = sorted((who.leads | {ctx.actor_id}) & walks.keys() & in_role)
    own = await _own(ctx.transaction, walking)
    names = await people.names(ctx.transaction, {*walking, *([last[0]] if last else [])})
    called = first_names({each: names[each] for each in walking if each in names})
    is_on = ctx.actor_id in walking
    return LearningPath(
        role,
        items,
        local_day(ctx.now, who.person.zone),
        (naming.called(last[0], names, ctx.actor_id), local_day(last[1], who.person.zone)) if last else None,
        who.may_set_up,
        passed(items, own[ctx.actor_id]) if is_on else None,
        ctx.actor_id in in_role and not is_on and bool(items),
        [
            (called.get(each, "somebody"), passed(items, own[each]))
            for each in walking
            if each != ctx.actor_id
        ],
    )


async def _role(ctx: Context, role: str) -> str:
    if role:
        return role
    own = (await profiles(ctx.transaction)).get(ctx.actor_id)
    return own.role if own is not None else next(iter(RUBRICS))


async def _own(transaction: Transaction, ids: Sequence[str]) -> dict[str, list[Assignment]]:
    """What these people have, or had, of a path."""
    found: dict[str, list[Assignment]] = {who: [] for who in ids}
    for row in await AssignmentRepository(transaction).of_path(ids):
        found[row.person_id].append(row.fact())
    return found


async def load_items(
    transaction: Transaction, rows: Sequence[LearningPathRow], now: datetime
) -> list[PathItem]:
    """The items of a path in their order, with what is left out because it is stale or retired."""
    known = await ResourceRepository(transaction).of_ids({row.resource_id for row in rows})
    stale_after = (await settings_of(transaction, LibrarySettings)).stale_after
    found = [(row, known[row.resource_id].fact()) for row in rows if row.resource_id in known]
    return [
        PathItem(row.id, each, each.retired_at is not None or is_stale(each, stale_after, now))
        for row, each in found
    ]


async def add_item(ctx: Context, role: str, resource_id: int, after: int = 0) -> Resource:
    """Puts a resource on the path of a role, after another one (0: at the end).

    NotAllowed: the actor neither leads nor is an admin. BadInput: there is no such resource, it is there
    already, or the other is not on the path.
    """
    await _writer(ctx)
    await ctx.claim()
    resource = await offered(ctx.transaction, resource_id)
    repository = PathRepository(ctx.transaction)
    rows = await repository.items(role)
    if role not in RUBRICS or len(rows) >= MOST_ITEMS:
        raise BadInput(f"A path has at most {MOST_ITEMS} items.", field="resource")
    place = next((row.position + 1 for row in rows if row.resource_id == after), None)
    if after and place is None:
        raise BadInput(f"R{after} is not on this path.", field="after")
    made = await repository.put(
        {
            "role": role,
            "position": place if place is not None else (rows[-1].position + 1 if rows else 1),
            "resource_id": resource.id,
            "added_by": ctx.actor_id,
            "added_at": ctx.now,
            "dropped_by": None,
            "dropped_at": None,
        }
    )
    if made is None:
        raise BadInput(f"R{resource.id} is on this path already.", field="resource")
    return resource


async def drop_item(ctx: Context, role: str, resource_id: int) -> None:
    """Takes a resource off a path; what somebody has of it they keep. BadInput: it is not on it."""
    await _writer(ctx)
    await ctx.claim()
    for row in await PathRepository(ctx.transaction).items(role):
        if row.resource_id == resource_id:
            row.dropped_by, row.dropped_at = ctx.actor_id, ctx.now
            await ctx.transaction.session.flush()
            return
    raise BadInput(f"R{resource_id} is not on this path.")


async def choices(ctx: Context, role: str) -> tuple[list[Resource], list[PathItem]]:
    """What may be put on a path, the newest first, and what is on it. NotAllowed: not the actor's to do."""
    await _writer(ctx)
    rows = await PathRepository(ctx.transaction).items(role)
    items, taken = await load_items(ctx.transaction, rows, ctx.now), {row.resource_id for row in rows}
    found = [row.fact() for row in await ResourceRepository(ctx.transaction).offered()]
    return [each for each in reversed(found) if each.id not in taken], items


async def begin(ctx: Context) -> None:
    """Puts the actor on the path of their role; the first item comes with the clock. BadInput: no path."""
    await reader(ctx)
    await ctx.claim()
    own = (await profiles(ctx.transaction)).get(ctx.actor_id)
    repository = PathRepository(ctx.transaction)
    if own is None or not await repository.items(own.role):
        raise BadInput("There is no learning path for what you sell yet.")
    await repository.begin({"person_id": ctx.actor_id, "began_at": ctx.now, "is_by_hand": True})


async def _writer(ctx: Context) -> Colleague:
    who = await reader(ctx)
    if not who.may_set_up:
        raise NotAllowed(_WRITERS)
    return who
