"""What the menu offers to somebody."""

from datetime import timedelta

from bot.common.periods import local_day
from bot.db.asking import Question, answer
from bot.features.doors.rules import Menu, roles_of
from bot.features.ledger.service.selling import sellers as selling
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.framework.context import Context
from bot.framework.doors import WorkspaceRole, open_doors


async def load_menu(ctx: Context) -> Menu:
    """The doors that are open to the actor. A Refusal: they may not act here."""
    person = await people.actor(ctx.transaction, ctx.actor_id, guests=True)
    return Menu(person.name.partition(" ")[0], open_doors(ctx.catalog.doors, await load_roles(ctx)))


async def load_roles(ctx: Context) -> frozenset[WorkspaceRole]:
    """The actor's roles today."""
    person = await people.person(ctx.transaction, ctx.actor_id)
    sells = not person.is_guest and await answer(ctx.transaction, await role_question(ctx))
    return roles_of(person, await teams.load_org_chart(ctx.transaction), sells=sells)


async def role_question(ctx: Context) -> Question[bool]:
    """Whether the actor sells, by which their roles are told."""
    today = local_day(ctx.now, await workspace.zone_of(ctx.transaction))
    fiscal = (await workspace.books_of(ctx.transaction)).fiscal
    last_quarter = fiscal.quarter_of(fiscal.quarter_of(today).start - timedelta(days=1))
    return selling.sells_question(ctx.transaction, ctx.actor_id, last_quarter.start)
