"""The SQL of the workspace, its calendar and its days off."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.db.repository import ScopedRepository
from bot.features.workspace.models import DayOff, Workspace, WorkspaceCalendarRow


class WorkspaceRepository(ScopedRepository):
    """The workspace's own row, its calendar and its days off."""

    async def find(self) -> Workspace | None:
        """The workspace; None before the first sync."""
        return await self.find_row(Workspace)

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

    async def calendar(self) -> WorkspaceCalendarRow | None:
        """The stored calendar; None until an admin changes it."""
        return await self.find_row(WorkspaceCalendarRow)

    async def keep_calendar(self, facts: dict[str, Any]) -> None:
        """Inserts or replaces the calendar; `facts` are columns of `WorkspaceCalendarRow`."""
        statement = self.insert(WorkspaceCalendarRow).on_conflict_do_update(
            index_elements=[WorkspaceCalendarRow.workspace_id], set_=facts
        )
        await self.add(statement, [facts])

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
