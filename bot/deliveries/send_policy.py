"""Decides whether a due delivery may be sent now: not expired, not on hold, admitted, within the rate."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import update

from bot.db.transaction import Transaction
from bot.deliveries.circuits import SLACK_DOWN
from bot.deliveries.failures import NEWER
from bot.deliveries.models import Delivery
from bot.deliveries.notices import (
    CANCELLED,
    DIGEST,
    EXPIRED,
    MERGED,
    REMINDERS,
    WAITING,
    Digest,
    NoticeKinds,
    Unsolicited,
)
from bot.deliveries.outbox import TOPIC, Outbox
from bot.deliveries.policy import DeliveryHooks, Drop, Merge, Wait, unsolicited_of
from bot.deliveries.rate_limits import RateLimits
from bot.deliveries.recipients import Recipient
from bot.deliveries.reminders import ReminderBundles

DIGEST_LIVES = timedelta(days=3)  # long enough for a weekend without power
_A_MOMENT = timedelta(minutes=1)


class SendPolicy:
    """Decides about one locked delivery; a "no" is written to its row."""

    def __init__(self, kinds: NoticeKinds, policy: DeliveryHooks) -> None:
        self._kinds = kinds
        self._policy = policy
        self._bundles = ReminderBundles(kinds, policy)

    async def may_go(self, transaction: Transaction, delivery: Delivery, now: datetime) -> bool:
        """Whether to send it now; otherwise it is expired, dropped, merged or postponed."""
        if delivery.not_after is not None and delivery.not_after <= now:
            await _end(transaction, delivery, CANCELLED)
            return False
        if delivery.expires_at <= now:
            await _end(transaction, delivery, EXPIRED)
            delivery.given_up_at = now
            if delivery.error == NEWER:
                await self._policy.on_failure(transaction, delivery, now)
            return False
        if self._is_made_of_others(delivery):
            await _leave_out_what_is_over(transaction, delivery, now)
        if self._bundles.is_reminder(delivery) and await self._is_merged(transaction, delivery, now):
            return False
        held = await self.held(transaction, delivery, now)
        if held is not None:
            delivery.has_slot = False
            _put_off(transaction, delivery, held)
            return False
        later = await self._until_taken(transaction, delivery, now)
        if later is not None:
            _put_off(transaction, delivery, later)
            return False
        unasked = unsolicited_of(delivery, self._kinds)
        if unasked and not await self._is_welcome(transaction, delivery, unasked, now):
            return False
        if self._bundles.takes(delivery) and not await self._bundles.gather(transaction, delivery, now):
            await _end(transaction, delivery, CANCELLED)
            await self._policy.give_back(transaction, delivery, now)
            return False
        return await _has_its_turn(transaction, delivery, now)

    def _is_made_of_others(self, delivery: Delivery) -> bool:
        return delivery.kind == DIGEST or self._bundles.takes(delivery)

    async def _is_merged(self, transaction: Transaction, reminder: Delivery, now: datetime) -> bool:
        """Whether a reminder is a row of another message now, or waits for one."""
        later = await self._bundles.join(transaction, reminder, now)
        if later is not None:
            _begin_later(transaction, reminder, later, now)
        return later is not None or reminder.state == MERGED

    async def _until_taken(
        self, transaction: Transaction, delivery: Delivery, now: datetime
    ) -> datetime | None:
        if delivery.kind != REMINDERS:
            return None
        return await self._bundles.waits_until(transaction, delivery, now)

    async def held(self, transaction: Transaction, delivery: Delivery, now: datetime) -> datetime | None:
        """Until when its channel or workspace is on hold; None when it is not, or not for this delivery."""
        kind = self._kinds.get(delivery.kind)
        despite = SLACK_DOWN if kind and kind.despite_outage else None
        channel_id = Recipient.parse(delivery.target).rate_limit_key
        return await RateLimits(transaction).held(channel_id, now, despite=despite)

    async def _is_welcome(
        self, transaction: Transaction, delivery: Delivery, unasked: Unsolicited[Any], now: datetime
    ) -> bool:
        coming = partial(self._coming, transaction, now)
        verdict = await self._policy.admit(transaction, delivery, unasked, now, coming)
        if isinstance(verdict, Drop):
            await _end(transaction, delivery, CANCELLED)
            delivery.error = verdict.why
        elif isinstance(verdict, Merge):
            await _merge(transaction, delivery, verdict, now)
        elif isinstance(verdict, Wait):
            _begin_later(transaction, delivery, verdict.until, now)
        else:
            delivery.admitted_at = now
            return True
        return False

    async def _coming(
        self, transaction: Transaction, now: datetime, person_id: str, until: datetime
    ) -> list[str]:
        """Kinds of what is owed or planned for a person until then, and is no news."""
        first = {name for name, kind in self._kinds.items() if kind.unasked and not kind.unasked.is_news}
        waiting = await Outbox(transaction).waiting_kinds(person_id, first - {DIGEST}, now, until)
        planned = await self._policy.planned(transaction, person_id, until)
        reminders = [kind for kind in waiting if self._bundles.reminds(kind)]
        others = [kind for kind in waiting if kind not in reminders]
        # However many there are, they are one message.
        return [*others, *reminders[:1], *(kind for kind in planned if kind in first)]


async def _end(transaction: Transaction, delivery: Delivery, state: str) -> None:
    delivery.state = state
    if Recipient.parse(delivery.target).person_id:
        merged = update(Delivery).where(Delivery.merged_into == delivery.id, Delivery.state == MERGED)
        await transaction.session.execute(merged.values(state=state))


async def _leave_out_what_is_over(transaction: Transaction, digest: Delivery, now: datetime) -> None:
    over = update(Delivery).where(Delivery.merged_into == digest.id, Delivery.state == MERGED)
    await transaction.session.execute(over.where(Delivery.not_after <= now).values(state=CANCELLED))


async def _has_its_turn(transaction: Transaction, delivery: Delivery, now: datetime) -> bool:
    limits, channel_id = RateLimits(transaction), Recipient.parse(delivery.target).rate_limit_key
    at = now if delivery.has_slot else await limits.slot(channel_id, now)
    if at <= now:
        at = await limits.enter(channel_id, now)
    if at <= now:
        return True
    delivery.has_slot = True
    _put_off(transaction, delivery, at)
    return False


async def _merge(transaction: Transaction, delivery: Delivery, verdict: Merge, now: datetime) -> None:
    outbox = Outbox(transaction)
    next_digest = (
        outbox.select(Delivery, Delivery.id)
        .where(Delivery.state == WAITING, Delivery.kind == DIGEST, Delivery.target == delivery.target)
        .where(Delivery.due_at <= verdict.at, Delivery.in_doubt.is_(False))
        .order_by(Delivery.due_at)
        .limit(1)
        # Locked, so that the digest is not sent meanwhile.
        .with_for_update()
    )
    digest_id = await transaction.session.scalar(next_digest)
    if digest_id is None:
        # More than one digest a day is possible: somebody wakes up from a snooze at noon.
        key = f"{verdict.key}:{verdict.at:%H%M%S}"
        to = Recipient.parse(delivery.target)
        await outbox.enqueue(Digest(), now, to=to, dedupe_key=key, due=verdict.at, expires_after=DIGEST_LIVES)
        digest_id = await transaction.session.scalar(next_digest)
    if digest_id is None:
        _begin_later(transaction, delivery, verdict.at, now)
        return
    delivery.state = MERGED
    delivery.merged_into = digest_id


def _put_off(transaction: Transaction, delivery: Delivery, until: datetime) -> None:
    delivery.next_at = until
    transaction.tell(TOPIC, delivery.dedupe_key)


def _begin_later(transaction: Transaction, delivery: Delivery, until: datetime, now: datetime) -> None:
    at = max(until, now + _A_MOMENT)
    delivery.held_at = now
    # Its lifetime counts from then.
    delivery.expires_at += at - delivery.due_at
    delivery.due_at = at
    delivery.has_slot = False
    _put_off(transaction, delivery, at)
