"""Changing the settings of kudos, together with the zone and the managers."""

from datetime import datetime

from bot.db.transaction import Transaction
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.people.service import members as people
from bot.features.people.service.settings import save_settings
from bot.features.workspace import service as workspace


async def change_settings(
    transaction: Transaction,
    settings: KudosSettings,
    *,
    zone: str,
    managers: tuple[str, ...],
    actor_id: str,
    key: str,
    now: datetime,
) -> None:
    """Stores settings, zone and managers, all or nothing. NotAllowed: not an admin.

    BadInput names the field that is wrong. AlreadyRecorded: the request `key` came before.
    """
    await save_settings(transaction, settings, actor_id, key, now)
    await workspace.choose_zone(transaction, zone)
    await people.set_managers(transaction, managers)
