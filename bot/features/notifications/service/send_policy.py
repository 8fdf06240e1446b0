"""Decides whether an unsolicited message may be sent now: hours, quiet times, muted kinds, daily limit."""

from datetime import datetime
from typing import Any

from bot.common.periods import midnight
from bot.db.transaction import Transaction
from bot.deliveries.models import Delivery
from bot.deliveries.notices import DIGEST, Unsolicited
from bot.deliveries.policy import (
    Coming,
    Drop,
    Go,
    Merge,
    ReminderDay,
    SendDecision,
    Wait,
    nothing_comes,
)
from bot.deliveries.recipients import Recipient
from bot.features.notifications.repository import SWITCHED_OFF, NotificationRepository
from bot.features.notifications.rules import ContactWindow
from bot.features.notifications.service.availability import reach_of
from bot.features.people.service import members as people

# Places of a day that news never take: somebody may yet be asked something.
KEPT_FREE = 1
# Whoever wants fewer messages a day gets all of them, whatever they are.
FEW = 3
HAS_LEFT = "the receiver has left"


async def admit(
    transaction: Transaction,
    delivery: Delivery,
    unasked: Unsolicited[Any],
    now: datetime,
    coming: Coming = nothing_comes,
) -> SendDecision:
    """Whether the delivery may go out now, later, merged into a digest, or not at all.

    Sending now counts it. `coming` tells for what news leave room.
    """
    reach = await _receiver(transaction, delivery, now)
    if reach is None:
        return Go()  # Slack has not told of them yet: sending will show what is the matter.
    if not reach.person.is_active_person:
        return Drop(HAS_LEFT)
    repository = NotificationRepository(transaction)
    muted = await repository.muted(reach.person.id)
    if delivery.kind in muted:
        return Drop(SWITCHED_OFF)
    opening = reach.from_when(now)
    if opening > now:
        return _later(delivery, unasked, reach, opening)
    if delivery.admitted_at is not None and reach.today(delivery.admitted_at) == reach.today(now):
        return Go()  # Counted when it was tried before.
    limit = reach.daily_limit
    if unasked.is_news or (delivery.kind == DIGEST and limit == 1):
        expected = await coming(reach.person.id, reach.tomorrow(now))
        kept = len([kind for kind in expected if kind not in muted])
        limit -= max(kept, KEPT_FREE if unasked.is_news and limit >= FEW else 0)
    return await _within_budget(repository, delivery, unasked, reach, now, limit)


async def _within_budget(
    repository: NotificationRepository,
    delivery: Delivery,
    unasked: Unsolicited[Any],
    reach: ContactWindow,
    now: datetime,
    limit: int,
) -> SendDecision:
    tomorrow = reach.tomorrow(now)
    if delivery.kind != DIGEST:
        digest_at = await repository.digest_due(reach.person.id, tomorrow)
        if digest_at is not None and digest_at <= now and unasked.line:
            return _later(delivery, unasked, reach, now)
        # One place a day is reserved for the digest; with a limit of one it is first come, first served.
        limit -= digest_at is not None and reach.daily_limit > 1
    if await repository.spend(reach.person.id, reach.today(now), limit):
        return Go()
    return _later(delivery, unasked, reach, reach.from_when(tomorrow))


def _later(delivery: Delivery, unasked: Unsolicited[Any], reach: ContactWindow, at: datetime) -> SendDecision:
    if delivery.kind == DIGEST or not unasked.line:
        return Wait(at)
    return Merge(f"{DIGEST}:{reach.person.id}:{reach.today(at)}", at)


async def reminder_day(transaction: Transaction, person_id: str, now: datetime) -> ReminderDay:
    """The day of a person's reminders, in their own zone and hours."""
    person = (await people.people(transaction, [person_id])).get(person_id) or people.stranger(person_id)
    reach = await reach_of(transaction, person, now)
    today = reach.today(now)
    muted = frozenset(await NotificationRepository(transaction).muted(person_id))
    begins, next_at = midnight(today, reach.calendar.zone), reach.from_when(reach.tomorrow(now))
    return ReminderDay(today, begins, next_at, muted)


async def give_back(transaction: Transaction, delivery: Delivery, now: datetime) -> None:
    """Undoes the count of a delivery that did not reach its receiver."""
    reach = await _receiver(transaction, delivery, now)
    if reach is not None and delivery.admitted_at is not None:
        day = reach.today(delivery.admitted_at)
        await NotificationRepository(transaction).give_back(reach.person.id, day, delivery.id)


async def _receiver(transaction: Transaction, delivery: Delivery, now: datetime) -> ContactWindow | None:
    person_id = Recipient.parse(delivery.target).person_id or ""
    person = (await people.people(transaction, [person_id])).get(person_id)
    return await reach_of(transaction, person, now) if person else None
