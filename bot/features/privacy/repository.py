"""The SQL of the retention setting."""

from datetime import datetime

from bot.db.repository import ScopedRepository
from bot.features.privacy.models import RecordSettings


class RecordRepository(ScopedRepository):
    """Reads and writes the workspace's retention setting."""

    async def kept_years(self) -> int:
        """Years that words are kept; 0, for good, until an admin decides."""
        query = self.select(RecordSettings, RecordSettings.kept_years)
        return int(await self.session.scalar(query) or 0)

    async def decide(self, years: int, actor_id: str, now: datetime) -> None:
        """Inserts or replaces the retention."""
        row = {"kept_years": years, "changed_at": now, "changed_by": actor_id}
        statement = self.insert(RecordSettings)
        changes = {name: statement.excluded[name] for name in row}
        await self.add(
            statement.on_conflict_do_update(index_elements=[RecordSettings.workspace_id], set_=changes), [row]
        )
