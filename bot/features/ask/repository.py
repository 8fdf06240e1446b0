"""The SQL of threads in which somebody asked."""

from datetime import datetime, timedelta
from typing import Any

from bot.db.repository import ScopedRepository
from bot.features.ask.models import AskThread

_KEPT_FOR = timedelta(days=1)


class AskThreadRepository(ScopedRepository):
    """What was asked last, by thread and asker."""

    async def find(self, channel_id: str, thread_ts: str, asker_id: str, since: datetime) -> AskThread | None:
        """What this person asked there, not before `since`."""
        return await self.find_row(
            AskThread,
            AskThread.channel_id == channel_id,
            AskThread.thread_ts == thread_ts,
            AskThread.asker_id == asker_id,
            AskThread.at >= since,
        )

    async def keep(
        self, channel_id: str, thread_ts: str, asker_id: str, intent: str, slots: dict[str, Any], at: datetime
    ) -> None:
        """Keeps what was asked, in place of what was before; forgets what is a day old."""
        await self.session.execute(self.delete(AskThread).where(AskThread.at < at - _KEPT_FOR))
        known_by = [AskThread.workspace_id, AskThread.channel_id, AskThread.thread_ts, AskThread.asker_id]
        told = {"intent": intent, "slots": slots, "at": at}
        insert = self.insert(AskThread).on_conflict_do_update(index_elements=known_by, set_=told)
        place = {"channel_id": channel_id, "thread_ts": thread_ts, "asker_id": asker_id}
        await self.add(insert, [{**place, **told}])
