"""Settings of a workspace, for the features that declare them: reading, and changing by admins only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic

from bot.db.idempotency import claim_request
from bot.db.transaction import Transaction
from bot.features.people.service import members as people
from bot.features.workspace import service as workspace
from bot.framework.settings import Group, SettingsGroup, StoredSettings


async def settings_of(transaction: Transaction, kind: type[Group]) -> Group:
    """The settings of this group; the defaults until an admin decides."""
    return (await workspace.stored_settings(transaction)).of(kind)


@dataclass(frozen=True)
class SettingsEdit(Generic[Group]):
    """A group that an admin is changing: as it is `before`, kept from others until the transaction ends."""

    transaction: Transaction
    before: Group
    locked: StoredSettings

    async def save(self, settings: Group) -> None:
        """Stores the settings as they shall be."""
        await workspace.write_settings(self.transaction, self.locked, settings)


async def edit_settings(
    transaction: Transaction, kind: type[Group], actor_id: str, key: str, now: datetime
) -> SettingsEdit[Group]:
    """Begins a change, where the new settings depend on those before or are checked against them.

    NotAllowed: not an admin. AlreadyRecorded: the request `key` came before.
    """
    await people.require_admin(transaction, actor_id, kind.deed)
    await claim_request(transaction, key, now)
    locked = await workspace.lock_settings(transaction, kind, actor_id, now)
    return SettingsEdit(transaction, locked.of(kind), locked)


async def save_settings(
    transaction: Transaction, settings: SettingsGroup, actor_id: str, key: str, now: datetime
) -> None:
    """Stores all fields of a group. NotAllowed: not an admin. AlreadyRecorded: `key` came before."""
    edit = await edit_settings(transaction, type(settings), actor_id, key, now)
    await edit.save(settings)
