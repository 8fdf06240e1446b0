"""Resources: added by anybody, said to be still right, retired."""

from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Transaction
from bot.features.library.repository.assignments import AssignmentRepository
from bot.features.library.repository.resources import ResourceRepository
from bot.features.library.rules.facts import MOST_RESOURCES, Resource, Votes
from bot.features.library.rules.words import ResourceWords
from bot.features.skills.service.colleagues import Colleague, colleague
from bot.framework.context import Context

GONE = "There is no such resource any more."
THE_LIBRARY = "the library"


async def reader(ctx: Context) -> Colleague:
    """Who acts, if the library is for them. NotAllowed: it is not."""
    return await colleague(ctx, THE_LIBRARY)


async def find_resource(ctx: Context, resource_id: int) -> Resource:
    """The offered resource of this number. BadInput: none; NotAllowed: the library is not for the actor."""
    await reader(ctx)
    return await offered(ctx.transaction, resource_id)


async def offered(transaction: Transaction, resource_id: int) -> Resource:
    """The resource of this number, if it is offered. BadInput: it is not."""
    row = await ResourceRepository(transaction).find(resource_id)
    if row is None or row.retired_at is not None:
        raise BadInput(GONE)
    return row.fact()


async def add_resource(ctx: Context, words: ResourceWords) -> Resource:
    """Puts something on the shelf.

    BadInput (field `url`): its address is there already, or the shelf is full.
    """
    await reader(ctx)
    await ctx.claim()
    repository = ResourceRepository(ctx.transaction)
    if await repository.count_offered() >= MOST_RESOURCES:
        raise BadInput(f"There are {MOST_RESOURCES:,} resources: retire some first.", field="url")
    facts = {
        "title": words.title,
        "url": words.url,
        "skill": words.skill,
        "minutes": words.minutes,
        "author_id": ctx.actor_id,
        "added_at": ctx.now,
        "confirmed_at": ctx.now,
        "retired_at": None,
    }
    made = await repository.add_resource(facts)
    if made is None:
        raise BadInput(f"R{await repository.with_address(words.url)} is that already.", field="url")
    return await offered(ctx.transaction, made)


async def confirm(ctx: Context, resource_id: int) -> Resource:
    """Says that a resource is still right. NotAllowed: the actor neither added nor did it."""
    await reader(ctx)
    await ctx.claim()
    row = await ResourceRepository(ctx.transaction).lock(resource_id)
    if row is None or row.retired_at is not None:
        raise BadInput(GONE)
    has_done = await AssignmentRepository(ctx.transaction).has_done(ctx.actor_id, resource_id)
    if ctx.actor_id != row.author_id and not has_done:
        raise NotAllowed("Whoever added it, or is through with it, says that.")
    row.confirmed_at = ctx.now
    await ctx.transaction.session.flush()
    return row.fact()


async def retire(ctx: Context, resource_id: int) -> Resource:
    """Takes a resource off the shelf; lists that have it keep it. NotAllowed: not the actor's to do."""
    who = await reader(ctx)
    await ctx.claim()
    row = await ResourceRepository(ctx.transaction).lock(resource_id)
    if row is None or row.retired_at is not None:
        raise BadInput(GONE)
    if ctx.actor_id != row.author_id and not who.may_set_up:
        raise NotAllowed("Whoever added it, a manager or an admin takes it off the shelf.")
    row.retired_at = ctx.now
    await ctx.transaction.session.flush()
    return row.fact()


async def load_votes(transaction: Transaction) -> dict[int, Votes]:
    """How useful resources were found, by id; those of which nobody said anything are missing."""
    found = await ResourceRepository(transaction).votes()
    return {of: Votes(counted["useful"], counted["all"]) for of, counted in found.items()}
