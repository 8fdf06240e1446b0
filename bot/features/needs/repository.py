"""The SQL of what is put away."""

from datetime import datetime

from bot.db.repository import ScopedRepository
from bot.features.needs.models import NeedPutAway


class PutAwayRepository(ScopedRepository):
    """Gaps that people do not want to see for a while."""

    async def of_person(self, user_id: str) -> dict[str, datetime]:
        """Until when each is put away, by the key of the need."""
        query = self.select(NeedPutAway).where(NeedPutAway.user_id == user_id)
        return {row.key: row.until for row in await self.session.scalars(query)}

    async def put_away(self, user_id: str, key: str, until: datetime, now: datetime) -> None:
        """Puts a gap away, in place of what was said of it before; forgets what is over."""
        over = self.delete(NeedPutAway).where(NeedPutAway.user_id == user_id, NeedPutAway.until <= now)
        await self.session.execute(over)
        keys = [NeedPutAway.workspace_id, NeedPutAway.user_id, NeedPutAway.key]
        insert = self.insert(NeedPutAway).on_conflict_do_update(index_elements=keys, set_={"until": until})
        await self.add(insert, [{"user_id": user_id, "key": key, "until": until}])
