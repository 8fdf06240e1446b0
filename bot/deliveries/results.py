"""Records the outcome of an attempt, unless another sender has taken the delivery since."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import delete, select, update

from bot.db.transaction import Database, Transaction
from bot.deliveries import metrics
from bot.deliveries.circuits import Circuits
from bot.deliveries.failures import Next
from bot.deliveries.models import EVERY_CHANNEL, Attachment, Delivery
from bot.deliveries.notices import (
    CANCELLED,
    FAILED,
    MADE_OF_OTHERS,
    MERGED,
    SENDING,
    SENT,
    WAITING,
)
from bot.deliveries.outbox import TOPIC
from bot.deliveries.policy import DeliveryHooks
from bot.deliveries.rate_limits import RateLimits
from bot.deliveries.recipients import Recipient
from bot.deliveries.response_urls import ResponseUrls
from bot.deliveries.slack_transport import Posted

log = structlog.stdlib.get_logger(__name__)

Outcome = Posted | Next


class Outcomes:
    """Records outcomes, each in one transaction.

    `forgotten`: kinds of which nothing is kept but that they were sent, or given up.
    """

    def __init__(self, db: Database, policy: DeliveryHooks, forgotten: Collection[str] = ()) -> None:
        self._db = db
        self._policy = policy
        self._forgotten = frozenset(forgotten)

    async def write(self, delivery: Delivery, outcome: Outcome, now: datetime) -> None:
        """Records the outcome of an attempt on a leased delivery."""
        async with self._db.transaction(delivery.workspace_id, urgent=False) as transaction:
            await self._write(transaction, delivery, outcome, now)
            await self._heed(transaction, outcome, now)

    async def write_doubt(self, seen: Delivery, outcome: Outcome, now: datetime) -> None:
        """Records the outcome of looking for a delivery in doubt; nothing if it was attempted since."""
        async with self._db.transaction(seen.workspace_id, urgent=False) as transaction:
            taken = await transaction.session.scalar(
                update(Delivery)
                .where(Delivery.id == seen.id, Delivery.attempts == seen.attempts)
                .where(Delivery.state == WAITING, Delivery.in_doubt.is_(True))
                .values(state=SENDING)
                .returning(Delivery.id)
            )
            if taken is not None:
                await self._write(transaction, seen, outcome, now)
                await self._heed(transaction, outcome, now)

    async def drop(self, delivery: Delivery, now: datetime) -> None:
        """Cancels a digest in which nothing is left, and undoes its count."""
        async with self._db.transaction(delivery.workspace_id, urgent=False) as transaction:
            if await _settle(transaction, delivery, state=CANCELLED):
                await self._policy.give_back(transaction, delivery, now)

    async def fail_merged(self, merged: Delivery, error: str, now: datetime) -> None:
        """Takes a delivery out of its digest, as failed for good."""
        failed = {"state": FAILED, "error": error, "given_up_at": now, "merged_into": None}
        async with self._db.transaction(merged.workspace_id, urgent=False) as transaction:
            still_merged = update(Delivery).where(Delivery.id == merged.id, Delivery.state == MERGED)
            query = still_merged.values(**failed).returning(Delivery.id)
            if await transaction.session.scalar(query) is None:
                return
            metrics.failed(error)
            merged.error = error
            await self._policy.on_failure(transaction, merged, now)

    async def _write(
        self, transaction: Transaction, delivery: Delivery, outcome: Outcome, now: datetime
    ) -> None:
        if isinstance(outcome, Posted):
            await _write_sent(transaction, delivery, outcome, now)
        elif outcome.wait is None and delivery.is_confidential:
            # A failure would tell that it still had to be sent.
            await _write_sent(transaction, delivery, Posted(None, None), now)
        elif outcome.wait is not None:
            await _write_retry(transaction, delivery, outcome, now, outcome.wait)
        else:
            await self._write_failure(transaction, delivery, outcome.error, now)
        is_over = isinstance(outcome, Posted) or outcome.wait is None
        if is_over and delivery.kind in self._forgotten:
            emptied = update(Delivery).where(Delivery.id == delivery.id, Delivery.state.in_((SENT, FAILED)))
            await transaction.session.execute(emptied.values(facts={}))

    async def _heed(self, transaction: Transaction, outcome: Outcome, now: datetime) -> None:
        """What the outcome tells about Slack itself."""
        is_outage = False if isinstance(outcome, Posted) else outcome.is_outage
        if is_outage is None:
            return
        circuits = Circuits(transaction)
        if not is_outage:
            await circuits.answered()
            return
        since = await circuits.failed(now)
        if since is not None:
            log.error(
                "workspace.slack_down",
                workspace_id=transaction.workspace_id,
                since=since.isoformat(),
                reason="Slack takes no messages: they wait, and Slack is asked every few seconds",
            )
            await self._policy.on_down(transaction, since)

    async def _write_failure(
        self, transaction: Transaction, delivery: Delivery, error: str, now: datetime
    ) -> None:
        failed = {"state": FAILED, "error": error, "in_doubt": False, "given_up_at": now}
        if not await _settle(transaction, delivery, **failed):
            return
        if _may_hold_others(delivery):
            await _settle_merged(transaction, delivery, state=FAILED, error=error)
        await _forget_address(transaction, delivery)
        metrics.failed(error)
        delivery.error = error
        await self._policy.give_back(transaction, delivery, now)
        await self._policy.on_failure(transaction, delivery, now)


async def _write_sent(transaction: Transaction, delivery: Delivery, posted: Posted, now: datetime) -> None:
    place = {"slack_channel": posted.channel_id, "slack_ts": posted.ts}
    if delivery.is_confidential:
        place = {}
    sent = {"state": SENT, "sent_at": now, "in_doubt": False, "error": None}
    if not await _settle(transaction, delivery, **sent, **place):
        return
    if _may_hold_others(delivery):
        ids = await _settle_merged(transaction, delivery, state=SENT, sent_at=now)
        # It went out as itself, and may be taken back as itself.
        if place and len(ids) == 1 and delivery.kind in MADE_OF_OTHERS:
            await transaction.session.execute(update(Delivery).where(Delivery.id == ids[0]).values(**place))
    await _forget_address(transaction, delivery)
    if delivery.attachment_id is not None:
        await transaction.session.execute(delete(Attachment).where(Attachment.id == delivery.attachment_id))
    metrics.sent(delivery.kind, now - delivery.due_at)


async def _forget_address(transaction: Transaction, delivery: Delivery) -> None:
    if delivery.asked_by is not None:
        await ResponseUrls(transaction).forget(delivery.dedupe_key)


async def _write_retry(
    transaction: Transaction, delivery: Delivery, following: Next, now: datetime, wait: timedelta
) -> None:
    again_at = now + wait
    values = {"error": following.error, "next_at": again_at, "in_doubt": following.in_doubt}
    if not await _settle(transaction, delivery, state=WAITING, **values):
        return
    transaction.tell(TOPIC, delivery.dedupe_key)
    metrics.retried(following.error)
    limits = RateLimits(transaction)
    if following.hold_channel:
        await limits.hold(Recipient.parse(delivery.target).rate_limit_key, again_at, following.error, now)
    if following.hold_workspace and await limits.hold(EVERY_CHANNEL, again_at, following.error, now):
        log.error(
            "workspace.token_lost",
            workspace_id=delivery.workspace_id,
            error=following.error,
            reason="nothing goes out in this workspace until the app is installed again",
        )


async def _settle(transaction: Transaction, delivery: Delivery, **values: Any) -> bool:
    return None is not await transaction.session.scalar(
        update(Delivery)
        .where(Delivery.id == delivery.id, Delivery.attempts == delivery.attempts)
        .where(Delivery.state == SENDING)
        .values(**values)
        .returning(Delivery.id)
    )


def _may_hold_others(delivery: Delivery) -> bool:
    """Whether others may be merged into it, as they are into direct messages to one person."""
    return Recipient.parse(delivery.target).person_id is not None


async def _settle_merged(transaction: Transaction, digest: Delivery, **values: Any) -> list[int]:
    merged = update(Delivery).where(Delivery.merged_into == digest.id, Delivery.state == MERGED)
    return list(await transaction.session.scalars(merged.values(**values).returning(Delivery.id)))


async def merged_into(db: Database, holder: Delivery, state: str = MERGED) -> list[Delivery]:
    """The deliveries of which this one is made, or that are rows of it, as they were due."""
    query = select(Delivery).where(Delivery.merged_into == holder.id, Delivery.state == state)
    async with db.reading(holder.workspace_id) as transaction:
        return list(await transaction.session.scalars(query.order_by(Delivery.due_at, Delivery.id)))
