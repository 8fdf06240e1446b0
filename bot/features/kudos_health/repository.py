"""The SQL of recognition."""

from datetime import date
from typing import Any

from bot.db.repository import ScopedRepository
from bot.features.kudos_health.models import LookedAt


class RecognitionRepository(ScopedRepository):
    """What managers have looked at."""

    async def looked_at(self, manager_id: str, month: date) -> dict[str, int]:
        """The hints that somebody has looked at, with the points that they stood on."""
        query = self.select(LookedAt, LookedAt.flag, LookedAt.points).where(
            LookedAt.manager_id == manager_id, LookedAt.month == month
        )
        return dict(map(tuple, await self.session.execute(query)))

    async def look_at(self, facts: dict[str, Any]) -> None:
        """Somebody has looked at a hint."""
        insert = self.insert(LookedAt)
        keys = [LookedAt.workspace_id, LookedAt.manager_id, LookedAt.month, LookedAt.flag]
        same = {name: facts[name] for name in ("points", "looked_at")}
        await self.add(insert.on_conflict_do_update(index_elements=keys, set_=same), [facts])
