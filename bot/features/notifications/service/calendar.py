"""How an admin changes the workspace's calendar; `workspace` knows no people, so it is asked here who may."""

from bot.features.people.service import members as people
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.calendar import WorkspaceCalendar
from bot.framework.context import Context


async def change(ctx: Context, calendar: WorkspaceCalendar) -> None:
    """Stores the calendar but its zone; admins only. NotAllowed: others. BadInput names the field.

    AlreadyRecorded: the request came before.
    """
    await people.require_admin(ctx.transaction, ctx.actor_id)
    await workspace.change_calendar(ctx, calendar)
