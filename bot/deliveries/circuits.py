"""The circuit breaker of each workspace, kept in the database, so that all processes share it.

Closed: messages go out. After `THRESHOLD` calls in a row that Slack or the way to it failed it opens, and
nothing is sent. Half-open: now and then one process asks Slack by a call that posts nothing; once that is
answered it closes, and the next failure alone opens it again until a message has gone through.
https://learn.microsoft.com/azure/architecture/patterns/circuit-breaker
"""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.clock import ClockStep
from bot.db.asking import answer, value_of
from bot.db.repository import ScopedRepository
from bot.deliveries.models import EVERY_CHANNEL, CircuitRow
from bot.deliveries.rate_limits import RateLimits

THRESHOLD = 3
# Reason of the hold on a workspace whose circuit is open.
SLACK_DOWN = "slack_down"
FIRST_PAUSE = timedelta(seconds=2)
# Asking costs Slack little, and the first message is to go within seconds.
LONGEST_PAUSE = timedelta(seconds=10)
# Slack answers, and yet messages fail: each further attempt puts another one in doubt.
LONGEST_RELAPSE = timedelta(minutes=10)
# Longer than any call to Slack: whoever asks has stopped.
ASKING = timedelta(seconds=20)
# Nothing goes out for so long even if nobody asks any more; each time Slack is asked in vain prolongs it.
HELD_FOR = timedelta(minutes=10)
# What fails again within it is the same outage.
SAME_OUTAGE = timedelta(minutes=10)


class Circuits(ScopedRepository):
    """The circuit of one workspace, within one transaction."""

    async def failed(self, now: datetime) -> datetime | None:
        """Counts a call that Slack failed; when that opens the circuit, since when Slack is down."""
        insert = self.insert(CircuitRow)
        counted = insert.on_conflict_do_update(
            index_elements=[CircuitRow.workspace_id], set_={"failures": CircuitRow.failures + 1}
        ).returning(CircuitRow.failures, CircuitRow.relapses, CircuitRow.down_since, CircuitRow.back_at)
        row = (await self.add(counted, [{"failures": 1, "relapses": 0}])).one()
        is_open = row.down_since is not None and row.back_at is None
        if is_open or row.failures < THRESHOLD:
            return None
        is_relapse = row.back_at is not None and now < row.back_at + SAME_OUTAGE
        relapses = row.relapses + 1 if is_relapse else 0
        since: datetime = row.down_since if is_relapse else now
        pause = min(3**relapses * FIRST_PAUSE, LONGEST_RELAPSE)
        await self._change(down_since=since, back_at=None, relapses=relapses, probe_at=now + pause)
        await self._hold(now)
        return since

    async def answered(self) -> None:
        """Slack has taken or refused a message: failures of before count no more."""
        is_closed = or_(CircuitRow.down_since.is_(None), CircuitRow.back_at.is_not(None))
        fresh = self.update(CircuitRow).where(CircuitRow.failures > 0, is_closed)
        await self.session.execute(fresh.values(failures=0, relapses=0))

    async def down_since(self) -> datetime | None:
        """Since when Slack takes no messages; None while the circuit is closed."""
        found: datetime | None = await answer(self._transaction, self.down_question())
        return found

    @value_of("Slack down since")
    def down_question(self) -> Select[Any]:
        """The question that `down_since` asks."""
        return self.select(CircuitRow, CircuitRow.down_since).where(_is_open())

    async def take_probe(self, now: datetime) -> bool:
        """Whether the caller is the one who asks Slack now."""
        taken = self.update(CircuitRow).where(_is_open(), CircuitRow.probe_at <= now)
        query = taken.values(probe_at=now + ASKING).returning(CircuitRow.workspace_id)
        return await self.session.scalar(query) is not None

    async def still_down(self, now: datetime) -> None:
        """Slack was asked in vain: it is asked again, soon at first, every ten seconds later on."""
        since = await self.down_since()
        if since is not None:
            pause = min(max(FIRST_PAUSE, (now - since) / 2), LONGEST_PAUSE)
            await self._change(probe_at=now + pause * random.uniform(0.5, 1.0))  # noqa: S311 - jitter
            await self._hold(now)

    async def close(self, now: datetime) -> datetime | None:
        """Slack answers again: since when it was down; None when another process has closed it."""
        since = await self.down_since()
        closed = self.update(CircuitRow).where(_is_open())
        values = {"back_at": now, "failures": THRESHOLD - 1}
        query = closed.values(**values).returning(CircuitRow.workspace_id)
        if await self.session.scalar(query) is None:
            return None
        await RateLimits(self._transaction).release()
        return since

    async def follow(self, step: ClockStep) -> None:
        """Moves the instant at which Slack is asked with the clock."""
        probe_at = await self.session.scalar(self.select(CircuitRow, CircuitRow.probe_at))
        if probe_at is not None:
            await self._change(probe_at=step.moved(probe_at, ASKING))

    async def _change(self, **values: Any) -> None:
        await self.session.execute(self.update(CircuitRow).values(**values))

    async def _hold(self, now: datetime) -> None:
        await RateLimits(self._transaction).hold(EVERY_CHANNEL, now + HELD_FOR, SLACK_DOWN, now)


def _is_open() -> ColumnElement[bool]:
    return and_(CircuitRow.down_since.is_not(None), CircuitRow.back_at.is_(None))


async def to_ask(session: AsyncSession, now: datetime) -> Sequence[str]:
    """Ids of the workspaces for which Slack is to be asked now."""
    query = select(CircuitRow.workspace_id).where(_is_open(), CircuitRow.probe_at <= now)
    return (await session.scalars(query)).all()
