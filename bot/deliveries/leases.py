"""Leases on deliveries: claimed by one sender at a time, recovered from senders that stopped."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.transaction import Database
from bot.deliveries.circuits import Circuits
from bot.deliveries.failures import BROKEN
from bot.deliveries.models import CircuitRow, Delivery
from bot.deliveries.notices import SENDING, WAITING, NoticeKinds
from bot.deliveries.outbox import TOPIC
from bot.deliveries.policy import DeliveryHooks
from bot.deliveries.rate_limits import RateLimits
from bot.deliveries.send_policy import SendPolicy

# Longer than any call to Slack: after it the holder has stopped.
LEASE = timedelta(seconds=20)
# A file takes four calls, one of which carries it.
FILE_LEASE = timedelta(minutes=3)


class Leases:
    """The outbox of all workspaces, as senders see it."""

    def __init__(self, db: Database, kinds: NoticeKinds, policy: DeliveryHooks) -> None:
        self._db = db
        self._send_policy = SendPolicy(kinds, policy)

    async def due(self, now: datetime, at_most: int) -> Sequence[Delivery]:
        """Waiting deliveries that are due: the first of each workspace, then the second of each, ...

        At most `at_most`.
        """
        order = (Delivery.next_at, Delivery.id)
        place = func.row_number().over(partition_by=Delivery.workspace_id, order_by=order).label("place")
        is_due = (Delivery.state == WAITING, Delivery.next_at <= now)
        line = select(Delivery.id, place).where(*is_due).subquery()
        query = select(Delivery).join(line, line.c.id == Delivery.id).order_by(line.c.place, *order)
        async with self._db.reading("") as transaction:
            return (await transaction.session.scalars(query.limit(at_most))).all()

    async def find(self, delivery_id: int) -> Delivery | None:
        """The delivery with this id; None when it is gone."""
        async with self._db.reading("") as transaction:
            return await transaction.session.get(Delivery, delivery_id)

    async def next_moment(self) -> datetime | None:
        """When the next delivery is due, a lease ends or Slack is asked again; None without any."""
        query = select(func.min(Delivery.next_at)).where(Delivery.state.in_((WAITING, SENDING)))
        asked_at = select(func.min(CircuitRow.probe_at)).where(CircuitRow.back_at.is_(None))
        async with self._db.reading("") as transaction:
            moments = [await transaction.session.scalar(each) for each in (query, asked_at)]
        return min((moment for moment in moments if moment is not None), default=None)

    async def claim(self, seen: Delivery, now: datetime) -> Delivery | None:
        """Leases the delivery for `LEASE` (`FILE_LEASE` with a file); None when it may not go out now.

        `seen` is the caller's copy: a delivery that another sender has or has attempted since gives None too.
        """
        async with self._db.transaction(seen.workspace_id, urgent=False) as transaction:
            delivery = await _lock(transaction.session, seen, now)
            if delivery is None:
                return None
            # Whoever claims one in doubt has looked for it: it is not in Slack.
            delivery.in_doubt = False
            if not await self._send_policy.may_go(transaction, delivery, now):
                return None
            delivery.state = SENDING
            delivery.attempts += 1
            delivery.has_slot = False
            delivery.next_at = now + (FILE_LEASE if delivery.attachment_id else LEASE)
            return delivery

    async def is_on_hold(self, seen: Delivery, now: datetime) -> bool:
        """Whether nothing may be looked for there now; then the delivery is postponed until it may."""
        async with self._db.transaction(seen.workspace_id, urgent=False) as transaction:
            held = await self._send_policy.held(transaction, seen, now)
            if held is not None:
                await transaction.session.execute(
                    update(Delivery)
                    .where(Delivery.id == seen.id, Delivery.attempts == seen.attempts)
                    .where(Delivery.state == WAITING, Delivery.next_at <= now)
                    .values(next_at=held, has_slot=False)
                )
                transaction.tell(TOPIC, seen.dedupe_key)
            return held is not None

    async def put_off(self, seen: Delivery, until: datetime) -> None:
        """Postpones a delivery that cannot be decided now, because its row or policy is broken."""
        async with self._db.transaction(seen.workspace_id, urgent=False) as transaction:
            await transaction.session.execute(
                update(Delivery)
                .where(Delivery.id == seen.id, Delivery.attempts == seen.attempts)
                .where(Delivery.state == WAITING)
                .values(next_at=until, error=BROKEN)
            )
            transaction.tell(TOPIC, seen.dedupe_key)

    async def recover(self, now: datetime) -> int:
        """Returns deliveries whose lease has ended to the queue, in doubt; gives their number."""
        query = select(Delivery.workspace_id).where(Delivery.state == SENDING, Delivery.next_at <= now)
        async with self._db.reading("") as reading:
            workspace_ids = (await reading.session.scalars(query.distinct())).all()
        return sum([await self._recover(workspace_id, now) for workspace_id in workspace_ids])

    async def _recover(self, workspace_id: str, now: datetime) -> int:
        async with self._db.transaction(workspace_id, urgent=False) as transaction:
            keys = await transaction.session.scalars(
                update(Delivery)
                .where(Delivery.workspace_id == workspace_id)
                .where(Delivery.state == SENDING, Delivery.next_at <= now)
                .values(state=WAITING, in_doubt=True, next_at=now)
                .returning(Delivery.dedupe_key)
            )
            back = keys.all()
            transaction.tell(TOPIC, *back)
            return len(back)

    async def resume(self, workspace_id: str, now: datetime) -> None:
        """Makes due deliveries of the workspace go out at once, now that its token works again.

        Not while Slack takes no messages: whoever finds that it does sends them.
        """
        async with self._db.transaction(workspace_id, urgent=False) as transaction:
            if await Circuits(transaction).down_since() is not None:
                return
            await RateLimits(transaction).release()
            keys = await transaction.session.scalars(
                update(Delivery)
                .where(Delivery.workspace_id == workspace_id, Delivery.state == WAITING)
                .where(Delivery.due_at <= now, Delivery.next_at > now, Delivery.has_slot.is_(False))
                .values(next_at=now)
                .returning(Delivery.dedupe_key)
            )
            transaction.tell(TOPIC, *keys.all())


async def _lock(session: AsyncSession, seen: Delivery, now: datetime) -> Delivery | None:
    return await session.scalar(
        select(Delivery)
        .where(Delivery.id == seen.id, Delivery.attempts == seen.attempts)
        .where(Delivery.state == WAITING, Delivery.next_at <= now)
        .with_for_update(skip_locked=True)
    )
