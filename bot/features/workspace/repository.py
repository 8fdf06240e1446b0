"""The SQL of the workspace row."""

from datetime import datetime

from bot.db.repository import ScopedRepository
from bot.features.workspace.models import Workspace


class WorkspaceRepository(ScopedRepository):
    """Reads and writes the one row of the workspace."""

    async def find(self) -> Workspace | None:
        """The workspace, once it is known."""
        return (await self.session.scalars(self.select(Workspace))).one_or_none()

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
