"""The queue of a single process: a loop over the outbox. For SQLite, where one process sends."""

import asyncio
import contextlib
from collections.abc import Iterable, Sequence
from itertools import groupby

import structlog

from bot.common.clock import Clock
from bot.common.errors import Unavailable
from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.deliveries.outbox import TOPIC
from bot.deliveries.recipients import Recipient
from bot.deliveries.sender import Sender

log = structlog.stdlib.get_logger(__name__)

BATCH = 200
CHANNELS_AT_ONCE = 8
LOOK_AGAIN_SECONDS = 1.0


class EmbeddedQueue:
    """Gives due deliveries to the sender: several channels at once, in order within each."""

    def __init__(self, db: Database, sender: Sender, clock: Clock) -> None:
        self._sender = sender
        self._clock = clock
        self._wake = asyncio.Event()
        self._draining = asyncio.Lock()
        self._stopping = False
        self._at_once = asyncio.Semaphore(CHANNELS_AT_ONCE)
        self._db = db

    async def run(self) -> None:
        """Sends until stopped: at once when a row is written here, and every second for what falls due."""
        self._db.subscribe(TOPIC, self._wake.set)
        # Beside it: whoever waits for an answer of one workspace's Slack must not hold up all others.
        probing = asyncio.create_task(self._probe())
        try:
            await self._send_until_stopped()
        finally:
            probing.cancel()
            await asyncio.wait([probing])

    async def _send_until_stopped(self) -> None:
        while not self._stopping:
            self._wake.clear()
            try:
                await self._sender.recover()
                await self._drain()
            except Unavailable as gone:
                log.debug("outbox.not_written", reason=gone.reason)  # Said aloud by who watches the database.
            except Exception:
                # A database that fails for a moment must not end all sending: it is looked at again.
                log.exception("outbox.read_failed")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), LOOK_AGAIN_SECONDS)

    async def _probe(self) -> None:
        while True:
            try:
                await self._sender.prober.probe()
            except Unavailable as gone:
                log.debug("outbox.not_written", reason=gone.reason)
            except Exception:
                # As above: whether Slack is back is asked again a moment later.
                log.exception("outbox.probe_failed")
            await asyncio.sleep(LOOK_AGAIN_SECONDS)

    def stop(self) -> None:
        """Ends `run` after the messages being sent, so that none is left half-sent."""
        self._stopping = True
        self._wake.set()

    async def drain(self) -> int:
        """Sends everything that is due and allowed now; gives the number of messages sent.

        Asks Slack first, where it took no messages and it is time to.
        """
        await self._sender.prober.probe()
        return await self._drain()

    async def _drain(self) -> int:
        async with self._draining:
            sent = 0
            while due := await self._sender.leases.due(self._clock.now(), BATCH):
                channels = _by_channel(due)
                results = await asyncio.gather(*(self._send_channel(channel) for channel in channels))
                sent += sum(results)
                if self._stopping:
                    break
            return sent

    async def _send_channel(self, channel: Iterable[Delivery]) -> int:
        sent = 0
        async with self._at_once:
            for delivery in channel:
                if self._stopping:
                    break
                sent += await self._sender.send(delivery)
        return sent


def _by_channel(due: Sequence[Delivery]) -> list[list[Delivery]]:
    return [list(channel) for _, channel in groupby(sorted(due, key=_channel_of), key=_channel_of)]


def _channel_of(delivery: Delivery) -> tuple[str, str]:
    return (delivery.workspace_id, Recipient.parse(delivery.target).rate_limit_key)
