"""The SQL of kudos health."""

from datetime import date
from typing import Any

from bot.db.repository import ScopedRepository
from bot.features.kudos_health.models import LookedAt


class KudosHealthRepository(ScopedRepository):
    """Hints that the managers of one workspace have looked at."""

    async def looked_at(self, manager_id: str, month: date) -> dict[str, int]:
        """Keys of the hints that a manager has looked at, with the points that were behind each then."""
        query = self.select(LookedAt, LookedAt.flag, LookedAt.points).where(
            LookedAt.manager_id == manager_id, LookedAt.month == month
        )
        return dict(map(tuple, await self.session.execute(query)))

    async def look_at(self, facts: dict[str, Any]) -> None:
        """Inserts or replaces the mark of a hint (columns of `LookedAt`)."""
        insert = self.insert(LookedAt)
        keys = [LookedAt.workspace_id, LookedAt.manager_id, LookedAt.month, LookedAt.flag]
        same = {name: facts[name] for name in ("points", "looked_at")}
        await self.add(insert.on_conflict_do_update(index_elements=keys, set_=same), [facts])
