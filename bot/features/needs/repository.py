"""The SQL of what is put away."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select

from bot.db.asking import rows_of
from bot.db.repository import ScopedRepository
from bot.features.needs.models import NeedPutAway


class PutAwayRepository(ScopedRepository):
    """Gaps that people do not want to see for a while."""

    @rows_of("needs put away")
    def of_person(self, user_id: str) -> Select[Any]:
        """What this person has put away: `key` of the need, and `until` when."""
        query = self.select(NeedPutAway, NeedPutAway.key, NeedPutAway.until)
        return query.where(NeedPutAway.user_id == user_id)

    async def put_away(self, user_id: str, keys: Sequence[str], until: datetime, now: datetime) -> None:
        """Puts gaps away, in place of what was said of it before; forgets what is over."""
        over = self.delete(NeedPutAway).where(NeedPutAway.user_id == user_id, NeedPutAway.until <= now)
        await self.session.execute(over)
        known_by = [NeedPutAway.workspace_id, NeedPutAway.user_id, NeedPutAway.key]
        insert = self.insert(NeedPutAway).on_conflict_do_update(
            index_elements=known_by, set_={"until": until}
        )
        await self.add(insert, [{"user_id": user_id, "key": key, "until": until} for key in keys])
