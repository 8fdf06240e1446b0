"""The settings of kudos, and who may change them."""

from datetime import datetime

from bot.db.idempotency import claim_request
from bot.db.transaction import Transaction
from bot.features.kudos.repository.settings import KudosSettingsRepository
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.people.service import members as people
from bot.features.workspace import service as workspace


async def settings_of(transaction: Transaction) -> KudosSettings:
    """Settings of this workspace; the defaults until an admin changes them."""
    row = await KudosSettingsRepository(transaction).settings()
    if row is None:
        return KudosSettings()
    return KudosSettings(
        channel_id=row.channel_id,
        emoji=row.emoji,
        allowances=row.allowances,
        min_reason=row.min_reason,
        private_allowed=row.private_allowed,
        open_to_guests=row.open_to_guests,
        values=tuple(row.values),
    )


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
    await people.require_admin(transaction, actor_id)
    await claim_request(transaction, key, now)
    await workspace.choose_zone(transaction, zone)
    await people.set_managers(transaction, managers)
    await KudosSettingsRepository(transaction).keep_settings(
        {
            "channel_id": settings.channel_id,
            "emoji": settings.emoji,
            "allowances": dict(settings.allowances),
            "min_reason": settings.min_reason,
            "private_allowed": settings.private_allowed,
            "open_to_guests": settings.open_to_guests,
            "values": list(settings.values),
            "changed_at": now,
            "changed_by": actor_id,
        }
    )
