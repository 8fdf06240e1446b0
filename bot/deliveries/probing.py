"""Asks Slack whether it takes messages again, where it did not."""

import asyncio
from datetime import datetime

import structlog

from bot.common.clock import Clock
from bot.db.transaction import Database
from bot.deliveries import circuits
from bot.deliveries.backlog import Backlog
from bot.deliveries.circuits import Circuits
from bot.deliveries.notices import MessageGroup, NoticeKinds
from bot.deliveries.policy import DeliveryHooks, Outage
from bot.deliveries.slack_transport import SlackTransport

log = structlog.stdlib.get_logger(__name__)


class Prober:
    """Closes the circuits of workspaces for which Slack answers again."""

    def __init__(
        self, db: Database, transport: SlackTransport, clock: Clock, kinds: NoticeKinds, policy: DeliveryHooks
    ) -> None:
        self._db = db
        # Neither changes of messages, nor what admins are told of this very outage.
        self._counted = {
            name
            for name, kind in kinds.items()
            if not (kind.unasked and kind.unasked.group is MessageGroup.running)
        }
        self._transport = transport
        self._clock = clock
        self._hooks = policy

    async def probe(self) -> None:
        """Asks Slack for each workspace whose turn it is; of several processes one asks."""
        now = self._clock.now()
        async with self._db.reading("") as reading:
            workspace_ids = await circuits.to_ask(reading.session, now)
        await asyncio.gather(*(self._ask(workspace_id, now) for workspace_id in workspace_ids))

    async def _ask(self, workspace_id: str, now: datetime) -> None:
        async with self._db.transaction(workspace_id, urgent=False) as transaction:
            if not await Circuits(transaction).take_probe(now):
                return
        if await self._transport.is_open(workspace_id):
            await self._close(workspace_id)
            return
        async with self._db.transaction(workspace_id, urgent=False) as transaction:
            await Circuits(transaction).still_down(self._clock.now())

    async def _close(self, workspace_id: str) -> None:
        now = self._clock.now()
        async with self._db.transaction(workspace_id, urgent=False) as transaction:
            since = await Circuits(transaction).close(now)
            if since is None:
                return
            backlog = Backlog(transaction)
            expired = await backlog.expired(since, now)
            planned = await backlog.plan(now)
            waiting = sum(count for kind, count in planned.items() if kind in self._counted)
            await self._hooks.on_back(transaction, Outage(since, now, waiting, expired), now)
        log.warning("workspace.slack_back", workspace_id=workspace_id, since=since.isoformat())
