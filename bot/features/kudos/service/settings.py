"""Changing the settings of kudos, together with the zone and the managers."""

from bot.features.kudos.rules.settings import KudosSettings
from bot.features.people.service import members as people
from bot.features.people.service.settings import save_settings
from bot.features.workspace import service as workspace
from bot.framework.context import Context


async def change_settings(
    ctx: Context, settings: KudosSettings, *, zone: str, managers: tuple[str, ...]
) -> None:
    """Stores settings, zone and managers, all or nothing. NotAllowed: not an admin.

    BadInput names the field that is wrong. AlreadyRecorded: the request came before.
    """
    await save_settings(ctx, settings)
    await workspace.choose_zone(ctx.transaction, zone)
    await people.set_managers(ctx.transaction, managers)
