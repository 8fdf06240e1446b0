"""What the admin decided about kudos."""

from typing import Any

from bot.db.repository import ScopedRepository
from bot.features.kudos.models import (
    KudosSettingsRow,
)


class KudosSettingsRepository(ScopedRepository):
    """The settings of kudos, at most one row a workspace."""

    async def settings(self) -> KudosSettingsRow | None:
        """What the admin decided, if anything yet."""
        return await self.find_row(KudosSettingsRow)

    async def keep_settings(self, facts: dict[str, Any]) -> None:
        """Write what the admin decided."""
        statement = self.insert(KudosSettingsRow).on_conflict_do_update(
            index_elements=[KudosSettingsRow.workspace_id], set_=facts
        )
        await self.add(statement, [facts])
