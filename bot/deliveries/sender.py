"""The loop that sends what is due: one row at a time per channel, each claimed before it is sent."""

import asyncio
import contextlib
import random
import time
from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby
from typing import Any

import structlog
from sqlalchemy import func, select, update

from bot.common.clock import Clock
from bot.db.transaction import Database
from bot.deliveries.courier import Courier, Posted
from bot.deliveries.models import EXPIRED, FAILED, SENDING, SENT, WAITING, Delivery
from bot.deliveries.outbox import RETRACTION, TOPIC
from bot.deliveries.pace import BURST, Pace
from bot.deliveries.targets import Target
from bot.slack.client import SlackFailure

log = structlog.stdlib.get_logger(__name__)

BATCH = 200
CHANNELS_AT_ONCE = 8
FIRST_BACKOFF = timedelta(seconds=2)
LONGEST_BACKOFF = timedelta(minutes=5)
LOOK_AGAIN_SECONDS = 1.0
# Many times longer than a call to Slack may take.
LEASE = timedelta(minutes=2)


class Sender:
    """Sends due deliveries of all workspaces in this process."""

    def __init__(self, db: Database, courier: Courier, clock: Clock) -> None:
        self._db = db
        self._courier = courier
        self._clock = clock
        self._pace = Pace(time.monotonic)
        self._wake = asyncio.Event()
        self._draining = asyncio.Lock()
        self._stopping = False
        self._at_once = asyncio.Semaphore(CHANNELS_AT_ONCE)
        db.subscribe(TOPIC, self._wake.set)

    async def run(self) -> None:
        """Send until stopped: at once when a row is written here, and once a second for what falls due."""
        while not self._stopping:
            self._wake.clear()
            try:
                await self.give_up_interrupted()
                await self.drain()
            except Exception:
                log.exception("the outbox could not be read; looking again")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), LOOK_AGAIN_SECONDS)

    def stop(self) -> None:
        """End `run` after the messages under way: none is left half-sent."""
        self._stopping = True
        self._wake.set()

    async def give_up_interrupted(self) -> None:
        """Rows left half-sent by a stopped process may be in Slack: written down, never sent twice.

        A process that lives settles its rows long before their lease ends.
        """
        async with self._db.system() as session:
            await session.execute(
                update(Delivery)
                .where(Delivery.state == SENDING, Delivery.next_at <= self._clock.now())
                .values(state=FAILED, error="interrupted while sending: it may have been posted")
            )

    async def drain(self) -> int:
        """Send everything that is due and allowed now; the number of messages sent."""
        async with self._draining:
            sent = 0
            while due := await self._due():
                lanes = [list(lane) for _, lane in groupby(sorted(due, key=_lane), key=_lane)]
                results = await asyncio.gather(*(self._send_lane(lane) for lane in lanes))
                if not sum(results):
                    break
                sent += sum(results)
            return sent

    async def _due(self) -> list[Delivery]:
        # Only as many of each target as may go at once: a long line for one must not hide the others.
        order = (Delivery.next_at, Delivery.id)
        lane = (Delivery.workspace_id, Delivery.target)
        place = func.row_number().over(partition_by=lane, order_by=order).label("place")
        is_due = (Delivery.state == WAITING, Delivery.next_at <= self._clock.now())
        line = select(Delivery.id, place).where(*is_due).subquery()
        first = select(line.c.id).where(line.c.place <= BURST)
        query = select(Delivery).where(Delivery.id.in_(first)).order_by(*order).limit(BATCH)
        async with self._db.reading("") as transaction:
            return list(await transaction.session.scalars(query))

    async def _send_lane(self, lane: Iterable[Delivery]) -> int:
        sent = 0
        async with self._at_once:
            for delivery in lane:
                if self._stopping or self._pace.take("/".join(_lane(delivery))):
                    break  # the rest of this channel waits for its turn
                if await self._claim(delivery):
                    sent += await self._send(delivery)
        return sent

    async def _claim(self, delivery: Delivery) -> bool:
        now = self._clock.now()
        async with self._db.system() as session:
            claimed = await session.execute(
                update(Delivery)
                .where(
                    Delivery.id == delivery.id,
                    Delivery.state == WAITING,
                    Delivery.next_at <= now,
                )
                .values(state=SENDING, attempts=Delivery.attempts + 1, next_at=now + LEASE)
                .returning(Delivery.id)
            )
            return claimed.scalar() is not None

    async def _send(self, delivery: Delivery) -> bool:
        if delivery.expires_at <= self._clock.now():
            await self._settle(delivery, state=EXPIRED)
            return False
        try:
            posted = await self._carry(delivery)
        except SlackFailure as failure:
            await self._settle(delivery, **self._after(failure, delivery))
            if failure.retry_after:
                await self._hold_channel(delivery, timedelta(seconds=failure.retry_after))
            return False
        except Exception:
            # A row that cannot be drawn must not stop the rows behind it.
            log.exception("a delivery is broken", kind=delivery.kind, delivery=delivery.id)
            await self._settle(delivery, state=FAILED, error="broken: see the log")
            return False
        await self._settle(delivery, state=SENT, slack_channel=posted.channel_id, slack_ts=posted.ts)
        return True

    async def _carry(self, delivery: Delivery) -> Posted:
        if delivery.kind != RETRACTION:
            return await self._courier.carry(delivery)
        async with self._db.reading(delivery.workspace_id) as transaction:
            original = await transaction.session.scalar(
                select(Delivery).where(
                    Delivery.workspace_id == delivery.workspace_id,
                    Delivery.dedupe_key == delivery.facts["of"],
                )
            )
        if original is not None and original.state == SENDING:
            raise SlackFailure("original_still_sending", permanent=False)
        if original is not None and original.slack_ts:
            await self._courier.take_back(original)
        return Posted(None, None)

    def _after(self, failure: SlackFailure, delivery: Delivery) -> dict[str, Any]:
        log.warning("not delivered", kind=delivery.kind, error=failure.code, permanent=failure.permanent)
        if failure.permanent:
            return {"state": FAILED, "error": failure.code}
        wait = timedelta(seconds=failure.retry_after) if failure.retry_after else backoff(delivery.attempts)
        return {"state": WAITING, "error": failure.code, "next_at": self._clock.now() + wait}

    async def _hold_channel(self, delivery: Delivery, wait: timedelta) -> None:
        until = self._clock.now() + wait
        async with self._db.system() as session:
            await session.execute(
                update(Delivery)
                .where(
                    Delivery.workspace_id == delivery.workspace_id,
                    Delivery.target.startswith(Target.parse(delivery.target).channel_id),
                    Delivery.state == WAITING,
                    Delivery.next_at < until,
                )
                .values(next_at=until)
            )

    async def _settle(self, delivery: Delivery, **values: Any) -> None:
        async with self._db.system() as session:
            await session.execute(update(Delivery).where(Delivery.id == delivery.id).values(**values))


def backoff(attempts: int) -> timedelta:
    """How long to wait after so many attempts: doubling, capped, with jitter against marching in step."""
    longest: timedelta = min(FIRST_BACKOFF * 2 ** min(attempts, 10), LONGEST_BACKOFF)
    return longest * random.uniform(0.5, 1.0)  # noqa: S311 - jitter, not a secret


def _lane(delivery: Delivery) -> tuple[str, str]:
    return (delivery.workspace_id, Target.parse(delivery.target).channel_id)
