"""The one message of a person's reminders: what joins it, when it goes, and what is left out of it."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_

from bot.db.repository import ScopedRepository
from bot.db.transaction import Transaction
from bot.deliveries.models import Delivery
from bot.deliveries.notice_store import UnreadableNotice, read
from bot.deliveries.notices import (
    CANCELLED,
    MERGED,
    REMINDERS,
    SENDING,
    SENT,
    WAITING,
    NoticeKind,
    NoticeKinds,
    Reminders,
)
from bot.deliveries.outbox import Outbox
from bot.deliveries.policy import DeliveryHooks, ReminderDay
from bot.deliveries.recipients import Recipient

# What is due so soon after the first of them goes with it.
TOGETHER = timedelta(minutes=60)
# So long at most reminders wait for the message of that morning which takes them.
_MORNING = timedelta(hours=2)
# Long enough for a weekend, and for who is ill some days.
_LIVES = timedelta(days=7)


class ReminderBundles:
    """Decides about reminders, and about the messages that have them as rows."""

    def __init__(self, kinds: NoticeKinds, hooks: DeliveryHooks) -> None:
        self._kinds = kinds
        self._hooks = hooks
        self._reminding = frozenset(name for name, kind in kinds.items() if kind.reminds)
        self._taking = frozenset(name for name, kind in kinds.items() if kind.takes_reminders)

    def reminds(self, kind: str) -> bool:
        """Whether notices of this kind only remind."""
        return kind in self._reminding | {REMINDERS}

    def is_reminder(self, delivery: Delivery) -> bool:
        """Whether it only reminds somebody, so that it is one row among others."""
        is_fresh = delivery.attempts == 0
        return is_fresh and delivery.kind in self._reminding and _receiver(delivery) is not None

    def takes(self, delivery: Delivery) -> bool:
        """Whether reminders become rows of it."""
        person_id = _receiver(delivery)
        return delivery.kind in self._taking | {REMINDERS} and person_id is not None

    async def join(self, transaction: Transaction, reminder: Delivery, now: datetime) -> datetime | None:
        """Merges a due reminder into the person's next message of reminders.

        An instant: their message of today is out, so that it waits for the next one. None where it is merged;
        or where it goes on its own, as it would be over by then, or is switched off: it still is `WAITING`.
        """
        person_id = _receiver(reminder) or ""
        day = await self._hooks.reminder_day(transaction, person_id, now)
        if reminder.kind in day.muted:
            return None
        bundles = _Bundles(transaction)
        bundle = await bundles.waiting(person_id)
        if bundle is None and await bundles.went_out(person_id, day.begins):
            return None if _ends(reminder) <= day.next_at else day.next_at
        if bundle is None:
            bundle = await bundles.begin(person_id, day, now)
        if bundle is not None:
            reminder.state, reminder.merged_into = MERGED, bundle.id
        return None

    async def waits_until(self, transaction: Transaction, bundle: Delivery, now: datetime) -> datetime | None:
        """Until when reminders wait for a message of this morning that takes them; None where none comes."""
        person_id, until = _receiver(bundle) or "", now + _MORNING
        if now - bundle.due_at >= _MORNING:
            return None
        waiting = await Outbox(transaction).waiting_kinds(person_id, self._taking, now, until)
        planned = await self._hooks.planned(transaction, person_id, until)
        return until if self._taking & {*waiting, *planned} else None

    async def gather(self, transaction: Transaction, taking: Delivery, now: datetime) -> bool:
        """Merges what is due within the hour, and what was gathered for later, into what goes out now.

        What is not needed any more is cancelled, but for what is confidential, which must not tell. False:
        nothing is left of a message of reminders.
        """
        person_id = _receiver(taking) or ""
        day = await self._hooks.reminder_day(transaction, person_id, now)
        bundles, kinds = _Bundles(transaction), self._reminding - day.muted
        gathered = [*await bundles.due(person_id, kinds, now), *await bundles.gathered(taking, kinds, now)]
        for each in gathered:
            each.state, each.merged_into = MERGED, taking.id
        within = await bundles.within(taking)
        keys = await self._hooks.needs(transaction, person_id, now) if within else ()
        left = [each for each in within if each.is_confidential or self._is_needed(each, keys)]
        for each in within:
            if each not in left:
                each.state = CANCELLED
        if taking.kind == REMINDERS:
            taking.is_confidential = bool(left) and all(each.is_confidential for each in left)
        return bool(left) or taking.kind != REMINDERS

    def _is_needed(self, reminder: Delivery, keys: Collection[str]) -> bool:
        kind: NoticeKind[Any] | None = self._kinds.get(reminder.kind)
        if kind is None or kind.reminds is None:
            return True
        try:
            wanted = kind.reminds.needs(read(kind.notice, reminder.facts))
        except UnreadableNotice:
            return True  # What draws it says what is the matter.
        return not wanted or any(key in keys for key in wanted)


class _Bundles(ScopedRepository):
    """The SQL of it, in one transaction."""

    async def waiting(self, person_id: str) -> Delivery | None:
        """The message of reminders that this person is to get, locked; None without one."""
        query = self.select(Delivery).where(*_of(person_id), Delivery.state == WAITING)
        quiet = query.where(Delivery.in_doubt.is_(False)).order_by(Delivery.due_at).limit(1)
        found: Delivery | None = await self.session.scalar(quiet.with_for_update())
        return found

    async def went_out(self, person_id: str, since: datetime) -> bool:
        """Whether such a message went out since then, or is going out."""
        query = self.select(Delivery, Delivery.id).where(
            *_of(person_id), Delivery.state.in_((SENT, SENDING)), Delivery.admitted_at >= since
        )
        return await self.session.scalar(query.limit(1)) is not None

    async def begin(self, person_id: str, day: ReminderDay, now: datetime) -> Delivery | None:
        """A new message of reminders, due at once."""
        outbox, key = Outbox(self._transaction), f"reminders:{person_id}:{day.on}"
        if await outbox.known_among([key]):
            key = f"{key}:{now:%H%M%S}"  # That of before came to nothing.
        await outbox.enqueue(Reminders(), now, to=Recipient(person_id), dedupe_key=key, expires_after=_LIVES)
        return await self.waiting(person_id)

    async def due(self, person_id: str, kinds: Collection[str], now: datetime) -> Sequence[Delivery]:
        """Reminders of these kinds that are due within the hour, locked."""
        query = self.select(Delivery).where(
            Delivery.target == person_id,
            Delivery.state == WAITING,
            Delivery.kind.in_(kinds),
            Delivery.attempts == 0,
            Delivery.due_at <= now + TOGETHER,
            *_is_worth_it(now),
        )
        return (await self.session.scalars(query.order_by(Delivery.due_at).with_for_update())).all()

    async def gathered(self, taking: Delivery, kinds: Collection[str], now: datetime) -> Sequence[Delivery]:
        """Reminders that wait in another message of reminders to the same person."""
        others = self.select(Delivery, Delivery.id).where(
            *_of(taking.target), Delivery.state == WAITING, Delivery.id != taking.id
        )
        query = self.select(Delivery).where(
            Delivery.merged_into.in_(others), Delivery.state == MERGED, Delivery.kind.in_(kinds)
        )
        return (await self.session.scalars(query.where(*_is_worth_it(now)).with_for_update())).all()

    async def within(self, taking: Delivery) -> Sequence[Delivery]:
        """What is merged into this message."""
        await self.session.flush()
        query = self.select(Delivery).where(Delivery.merged_into == taking.id, Delivery.state == MERGED)
        return (await self.session.scalars(query)).all()


def _of(person_id: str) -> tuple[ColumnElement[bool], ...]:
    return (Delivery.kind == REMINDERS, Delivery.target == person_id)


def _is_worth_it(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (Delivery.expires_at > now, or_(Delivery.not_after.is_(None), Delivery.not_after > now))


def _receiver(delivery: Delivery) -> str | None:
    target = Recipient.parse(delivery.target)
    return None if target.only_for else target.person_id


def _ends(reminder: Delivery) -> datetime:
    return min(filter(None, (reminder.expires_at, reminder.not_after)))
