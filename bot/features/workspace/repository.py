"""The SQL of the workspace, its settings and its days off."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select

from bot.db.asking import rows_of, value_of
from bot.db.repository import ScopedRepository
from bot.features.workspace.models import DayOff, SettingsRow, Workspace


class WorkspaceRepository(ScopedRepository):
    """The workspace's own row, its settings and its days off."""

    async def lock(self) -> None:
        """Locks the workspace's row until the transaction ends; does nothing before the first sync."""
        await self.session.execute(self.select(Workspace, Workspace.workspace_id).with_for_update())

    async def remember(self, *, name: str, likely_zone: str, now: datetime) -> None:
        """Stores name and time of the sync; the zone only while no admin has chosen one."""
        facts = {"name": name, "synced_at": now}
        row = {**facts, "zone": likely_zone, "zone_is_chosen": False}
        insert = self.insert(Workspace)
        await self.add(
            insert.on_conflict_do_update(index_elements=[Workspace.workspace_id], set_=facts), [row]
        )
        await self.session.execute(
            self.update(Workspace).where(Workspace.zone_is_chosen.is_(False)).values(zone=likely_zone)
        )

    async def choose_zone(self, zone: str) -> None:
        """Stores the zone that an admin chose."""
        await self.session.execute(self.update(Workspace).values(zone=zone, zone_is_chosen=True))

    @value_of("zone")
    def zone(self) -> Select[Any]:
        """The zone of the workspace; None before the first sync."""
        return self.select(Workspace, Workspace.zone)

    @rows_of("settings")
    def settings(self) -> Select[Any]:
        """All settings ever changed: the `name` of the group, and its `value`."""
        return self.select(SettingsRow, SettingsRow.name, SettingsRow.value)

    async def lock_settings(self, name: str, actor_id: str, now: datetime) -> dict[str, Any]:
        """The JSON of one group as it is now, {} for a new one; others wait until the transaction ends."""
        statement = self.insert(SettingsRow).on_conflict_do_update(
            index_elements=[SettingsRow.workspace_id, SettingsRow.name],
            set_={"changed_by": actor_id, "changed_at": now},
        )
        row = {"name": name, "value": {}, "changed_by": actor_id, "changed_at": now}
        found: dict[str, Any] = (await self.add(statement.returning(SettingsRow.value), [row])).scalar_one()
        return found

    async def keep_settings(self, name: str, value: dict[str, Any]) -> None:
        """Replaces the JSON of a group that is locked."""
        statement = self.update(SettingsRow).where(SettingsRow.name == name)
        await self.session.execute(statement.values(value=value))

    async def days_off(self) -> dict[date, str]:
        """Names of the workspace's days off by day, in order."""
        query = self.select(DayOff, DayOff.day, DayOff.name).order_by(DayOff.day)
        return {row.day: row.name for row in await self.session.execute(query)}

    async def keep_days_off(self, days_off: Mapping[date, str]) -> None:
        """Replaces all days off of the workspace."""
        await self.session.execute(self.delete(DayOff))
        if days_off:
            rows = [{"day": day, "name": name} for day, name in days_off.items()]
            await self.add(self.insert(DayOff), rows)
