"""Settings of a workspace, for the features that declare them: reading, and changing by admins only."""

from dataclasses import dataclass
from typing import Generic

from bot.db.transaction import Transaction
from bot.features.people.service import members as people
from bot.features.workspace import service as workspace
from bot.framework.context import Context
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


async def edit_settings(ctx: Context, kind: type[Group]) -> SettingsEdit[Group]:
    """Begins a change, where the new settings depend on those before or are checked against them.

    NotAllowed: not an admin. AlreadyRecorded: the request came before.
    """
    await people.require_admin(ctx.transaction, ctx.actor_id, kind.deed)
    await ctx.claim()
    locked = await workspace.lock_settings(ctx.transaction, kind, ctx.actor_id, ctx.now)
    return SettingsEdit(ctx.transaction, locked.of(kind), locked)


async def save_settings(ctx: Context, *groups: SettingsGroup) -> None:
    """Stores all fields of these groups. NotAllowed: not an admin. AlreadyRecorded: `key` came before."""
    for settings in groups:
        await people.require_admin(ctx.transaction, ctx.actor_id, settings.deed)
    await ctx.claim()
    for settings in groups:
        locked = await workspace.lock_settings(ctx.transaction, type(settings), ctx.actor_id, ctx.now)
        await workspace.write_settings(ctx.transaction, locked, settings)
