"""The shelf as somebody sees it, and what of it is offered with a gap."""

from collections.abc import Collection
from datetime import timedelta

from bot.common.naming import first_names
from bot.common.periods import local_day
from bot.features.library.repository.assignments import AssignmentRepository
from bot.features.library.repository.resources import ResourceRepository
from bot.features.library.rules.facts import PAGE_SIZE, Resource, Shelf, ShelfRow, Votes
from bot.features.library.rules.settings import LibrarySettings
from bot.features.library.rules.shelf import in_order, is_stale, skills_of, stale_at
from bot.features.library.service.assignments import listed_all
from bot.features.library.service.resources import load_votes, reader
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.skills.service.colleagues import Colleague
from bot.framework.context import Context
from bot.framework.pager import paginate

_NO_VOTES = Votes()


async def load_shelf(ctx: Context, skill: str = "", role: str = "", page: int = 1) -> Shelf:
    """The actor's list, what they gave, and a page of what there is for a skill or role ("": all).

    NotAllowed: the actor is in no team.
    """
    who = await reader(ctx)
    repository, lists = ResourceRepository(ctx.transaction), AssignmentRepository(ctx.transaction)
    skills = {skill} if skill else skills_of(role) if role else None
    votes = await load_votes(ctx.transaction)
    stale_after = (await settings_of(ctx.transaction, LibrarySettings)).stale_after
    rows = [row.fact() for row in await repository.offered(skills)]
    found = paginate(in_order(rows, votes, stale_after, ctx.now), page, PAGE_SIZE)
    done = await lists.done_by(ctx.actor_id)
    authors = await people.names(ctx.transaction, {each.author_id for each in found.rows})
    called = first_names(authors)
    shown = [_row(each, votes, called, who, stale_after, done, ctx) for each in found.rows]
    open_now = [*await lists.open_of(ctx.actor_id), *await lists.open_given(ctx.actor_id)]
    items = await listed_all(ctx.transaction, ctx.actor_id, [row.fact() for row in open_now])
    return Shelf(
        who.person,
        local_day(ctx.now, who.person.zone),
        skill,
        role,
        found.filled(shown),
        [each for each in items if each.is_mine],
        [each for each in items if not each.is_mine],
        bool(who.leads),
    )


def _row(
    resource: Resource,
    votes: dict[int, Votes],
    called: dict[str, str],
    who: Colleague,
    stale_after: timedelta,
    done: Collection[int],
    ctx: Context,
) -> ShelfRow:
    since = stale_at(resource, stale_after)
    is_mine = resource.author_id == who.person.id
    return ShelfRow(
        resource,
        votes.get(resource.id, _NO_VOTES),
        called.get(resource.author_id, "somebody"),
        local_day(since, who.person.zone) if since <= ctx.now else None,
        may_confirm=is_mine or resource.id in done,
        may_retire=is_mine or who.may_set_up,
    )


async def best_for(ctx: Context, skills: Collection[str], most: int) -> list[Resource]:
    """The resources to offer for a gap in these skills: the most useful first, never a stale one."""
    stale_after = (await settings_of(ctx.transaction, LibrarySettings)).stale_after
    rows = await ResourceRepository(ctx.transaction).offered(skills, ctx.now - stale_after)
    if not rows:
        return []
    found = in_order((row.fact() for row in rows), await load_votes(ctx.transaction), stale_after, ctx.now)
    return [each for each in found if not is_stale(each, stale_after, ctx.now)][:most]
