"""The queue of any number of processes: PgQueuer jobs, written in the transaction that writes the row.

A job carries no more than the delivery's id: the row is the truth, and a job too many does nothing.
"""

import asyncio
import contextlib
from datetime import datetime, timedelta
from typing import Any

import asyncpg
import structlog
from pgqueuer.adapters.drivers.asyncpg import AsyncpgPoolDriver
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.core.qm import QueueManager
from pgqueuer.domain.errors import FailingListenerError
from pgqueuer.domain.models import Job
from sqlalchemy import select, text

from bot.common.clock import Clock
from bot.common.errors import Unavailable
from bot.db.transaction import Database, Transaction
from bot.deliveries.models import Delivery
from bot.deliveries.notices import WAITING
from bot.deliveries.outbox import TOPIC
from bot.deliveries.queues.fair import FairQueue
from bot.deliveries.sender import Sender

log = structlog.stdlib.get_logger(__name__)

ENTRYPOINT = "deliveries"
BATCH = 10
AT_ONCE = 20
# A worker that has not been heard of for so long is gone: its jobs go to another.
SILENCE = timedelta(seconds=10)
LOOK_AGAIN = timedelta(seconds=5)
CONNECTIONS = 4

_WITHOUT_JOB = text(
    """
    SELECT workspace_id, dedupe_key FROM deliveries
    WHERE state = 'waiting' AND NOT EXISTS (
        SELECT FROM pgqueuer
        WHERE entrypoint = 'deliveries' AND payload = convert_to(deliveries.id::text, 'UTF8')
    )
    """
)


class PostgresQueue:
    """Shares the deliveries among all processes that `run`.

    Every process that enqueues deliveries must build one, as it writes the jobs before the commit.
    """

    def __init__(self, db: Database, sender: Sender, clock: Clock) -> None:
        self._db = db
        self._sender = sender
        self._clock = clock
        self._turns = FairQueue()
        self._stopping = asyncio.Event()
        db.before_commit(TOPIC, self._write_jobs)

    async def _write_jobs(self, transaction: Transaction, dedupe_keys: list[Any]) -> None:
        query = select(Delivery.id, Delivery.next_at).where(
            Delivery.workspace_id == transaction.workspace_id,
            Delivery.dedupe_key.in_(dedupe_keys),
            Delivery.state == WAITING,
        )
        await transaction.session.flush()
        waiting = [(row.id, row.next_at) for row in await transaction.session.execute(query)]
        if waiting:
            await self._enqueue(transaction, waiting)

    async def _enqueue(self, transaction: Transaction, waiting: list[tuple[int, datetime]]) -> None:
        now = self._clock.now()
        connection = await transaction.session.connection()
        driver: Any = (await connection.get_raw_connection()).driver_connection
        await Queries.from_asyncpg_connection(driver).enqueue(
            [ENTRYPOINT] * len(waiting),
            [str(delivery_id).encode() for delivery_id, _ in waiting],
            [self._turns.next(transaction.workspace_id, now) for _ in waiting],
            [max(timedelta(), next_at - now) for _, next_at in waiting],
        )

    async def run(self) -> None:
        """Send until stopped, beside all the others."""
        watching = asyncio.create_task(self._watch())
        while not self._stopping.is_set():
            try:
                await self._work()
            except FailingListenerError:
                log.warning("queue.notifications_lost")
            except Exception:
                # Whatever ends the connection must not end this worker: it connects again after a pause.
                log.exception("queue.connection_lost")
                await self._pause(LOOK_AGAIN)
        await watching

    def stop(self) -> None:
        """End `run` after the messages under way: none is left half-sent."""
        self._stopping.set()

    async def _work(self) -> None:
        _, arguments = self._db.engine.dialect.create_connect_args(self._db.engine.url)
        async with asyncpg.create_pool(**arguments, min_size=2, max_size=CONNECTIONS) as pool:
            manager = QueueManager(Queries(AsyncpgPoolDriver(pool)))
            manager.entrypoint(ENTRYPOINT)(self._handle)
            stopping = asyncio.create_task(self._stopping.wait())
            stopping.add_done_callback(lambda _: manager.shutdown.set())
            try:
                await manager.run(
                    dequeue_timeout=LOOK_AGAIN,
                    batch_size=BATCH,
                    max_concurrent_tasks=AT_ONCE,
                    heartbeat_timeout=SILENCE,
                    shutdown_on_listener_failure=True,
                )
            finally:
                stopping.cancel()

    async def _handle(self, job: Job) -> None:
        delivery = await self._sender.leases.find(int(job.payload or b"0"))
        if delivery is None or delivery.state != WAITING:
            return
        if delivery.next_at > self._clock.now():
            # Put off since, or another machine's clock is ahead of ours.
            async with self._db.transaction(delivery.workspace_id, urgent=False) as transaction:
                await self._enqueue(transaction, [(delivery.id, delivery.next_at)])
            return
        await self._sender.send(delivery)

    async def _watch(self) -> None:
        """Take back what stopped processes left, and give a job to rows that came without one."""
        while not self._stopping.is_set():
            try:
                await self._sender.recover()
                await self._sender.prober.probe()
                await self.adopt()
            except Unavailable as gone:
                log.debug("outbox.not_written", reason=gone.reason)  # Said aloud by who watches the database.
            except Exception:
                # A door: whatever a driver raises, the watch must go on, or nobody takes anything back.
                log.exception("outbox.read_failed")
            await self._pause(LOOK_AGAIN)

    async def adopt(self) -> None:
        """Write jobs for rows that have none: copied from another database, or of a broken job."""
        async with self._db.reading("") as transaction:
            rows = (await transaction.session.execute(_WITHOUT_JOB)).all()
        for workspace_id in {row.workspace_id for row in rows}:
            keys = [row.dedupe_key for row in rows if row.workspace_id == workspace_id]
            async with self._db.transaction(workspace_id, urgent=False) as owing:
                owing.tell(TOPIC, *keys)

    async def _pause(self, length: timedelta) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), length.total_seconds())
