"""Moves what waits in the outbox when the wall clock is set: nothing waits longer by that, or is over.

What was due before is due after as well; what falls due at a time of day stays there. Processes on one
machine may all do this: what one has moved is, to the others, no further away than it should be.
"""

from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import Row, func, or_, select

from bot.common.clock import Clock, ClockStep, StepDetector
from bot.db.repository import ScopedRepository
from bot.db.transaction import Database
from bot.deliveries.circuits import Circuits
from bot.deliveries.leases import FILE_LEASE, LEASE
from bot.deliveries.models import Delivery, RateLimitRow
from bot.deliveries.notices import SENDING, WAITING
from bot.deliveries.outbox import TOPIC
from bot.deliveries.rate_limits import EPOCH, RateLimits

log = structlog.stdlib.get_logger(__name__)

# Further than the clocks of machines that share a database are from each other.
CLOCKS_APART = timedelta(minutes=1)


class ClockSteps:
    """Follows the steps of this process's clock, in the outbox of all workspaces."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._steps = StepDetector(clock)

    async def follow(self) -> None:
        """Moves what waits if the clock was set since the last call; no statement otherwise."""
        step = self._steps.find()
        if step is not None:
            await self._follow(step)

    async def catch_up(self) -> None:
        """Follows a step back that came while nothing ran: posts of the future tell of it."""
        now = self._clock.now()
        async with self._db.reading("") as reading:
            newest = await reading.session.scalar(select(func.max(RateLimitRow.posted_ms)))
        posted_at = EPOCH + timedelta(milliseconds=newest or 0)
        if posted_at > now + CLOCKS_APART:
            await self._follow(ClockStep(posted_at, now))

    async def _follow(self, step: ClockStep) -> None:
        log.warning("outbox.clock_was_set", seconds=round(step.length.total_seconds(), 1))
        async with self._db.reading("") as reading:
            owing = select(Delivery.workspace_id).where(Delivery.state.in_((WAITING, SENDING)))
            workspace_ids = await reading.session.scalars(owing.union(select(RateLimitRow.workspace_id)))
        for workspace_id in workspace_ids.all():
            async with self._db.transaction(workspace_id, urgent=False) as transaction:
                await RateLimits(transaction).follow(step)
                await Circuits(transaction).follow(step)
                transaction.tell(TOPIC, *await _WaitingDeliveries(transaction).follow(step))


class _WaitingDeliveries(ScopedRepository):
    """What is not sent yet in one workspace."""

    async def follow(self, step: ClockStep) -> list[str]:
        """Moves leases and waits, not what is due by the time of day; gives the dedupe keys of what moved."""
        columns = (
            Delivery.id,
            Delivery.dedupe_key,
            Delivery.state,
            Delivery.attachment_id,
            Delivery.due_at,
            Delivery.next_at,
            Delivery.expires_at,
        )
        began = or_(Delivery.state == SENDING, Delivery.due_at <= step.before)
        query = self.select(Delivery, *columns).where(Delivery.state.in_((WAITING, SENDING)), began)
        found = (await self.session.execute(query.with_for_update())).all()
        longer = max(step.length, timedelta())
        changes = [
            {
                "id": row.id,
                "due_at": min(row.due_at, step.after),
                "next_at": step.moved(row.next_at, _lease(row)),
                # A jump of a day would end what is to be sent within a day.
                "expires_at": row.expires_at + longer,
            }
            for row in found
        ]
        await self.change(Delivery, changes)
        return [row.dedupe_key for row in found]


def _lease(row: Row[Any]) -> timedelta:
    """How long somebody may still have this one in hand."""
    if row.state != SENDING:
        return timedelta()
    return FILE_LEASE if row.attachment_id else LEASE
