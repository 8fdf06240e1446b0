"""Who looks at the App Home."""

from bot.features.doors import service as doors
from bot.features.doors.rules import Menu
from bot.features.home.rules.facts import Reader
from bot.features.home.rules.tabs import tabs_of
from bot.features.people.service import members as people
from bot.framework.context import Context
from bot.framework.doors import open_doors


async def load_reader(ctx: Context) -> Reader:
    """The actor, with all that they may begin. A Refusal: they may not act here."""
    person = await people.actor(ctx.transaction, ctx.actor_id, guests=True)
    roles = await doors.load_roles(ctx)
    menu = Menu(person.name.partition(" ")[0], open_doors(ctx.catalog.doors, roles))
    return Reader(menu, roles, tabs_of(roles))
