"""The SQL of the workspace, its calendar and its days off."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.db.repository import ScopedRepository
from bot.features.workspace.models import DayOff, Workspace, WorkspaceCalendarRow


class WorkspaceRepository(ScopedRepository):
    """Reads and writes what is kept of the workspace itself."""

    async def find(self) -> Workspace | None:
        """The workspace, once it is known."""
        return await self.find_row(Workspace)

    async def lock(self) -> None:
        """Whoever else asks for this waits until this transaction ends; nothing while it is not known."""
        await self.session.execute(self.select(Workspace, Workspace.workspace_id).with_for_update())

    async def remember(self, *, name: str, likely_zone: str, now: datetime) -> None:
        """Write name and time of the sync; the zone only while nobody has chosen one."""
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
        """Keep the zone that an admin chose."""
        await self.session.execute(self.update(Workspace).values(zone=zone, zone_is_chosen=True))

    async def calendar(self) -> WorkspaceCalendarRow | None:
        """What an admin decided, if anything yet."""
        return await self.find_row(WorkspaceCalendarRow)

    async def keep_calendar(self, facts: dict[str, Any]) -> None:
        """Write what an admin decided."""
        statement = self.insert(WorkspaceCalendarRow).on_conflict_do_update(
            index_elements=[WorkspaceCalendarRow.workspace_id], set_=facts
        )
        await self.add(statement, [facts])

    async def days_off(self) -> dict[date, str]:
        """The workspace's own days off with their names, in order."""
        query = self.select(DayOff, DayOff.day, DayOff.name).order_by(DayOff.day)
        return {row.day: row.name for row in await self.session.execute(query)}

    async def keep_days_off(self, days_off: Mapping[date, str]) -> None:
        """Exactly these days are off."""
        await self.session.execute(self.delete(DayOff))
        if days_off:
            rows = [{"day": day, "name": name} for day, name in days_off.items()]
            await self.add(self.insert(DayOff), rows)
