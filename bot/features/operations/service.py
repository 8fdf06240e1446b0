"""Overview of deliveries for admins, sending again, and notices about failures."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.common.dates import write_moment, write_time
from bot.common.day_words import WEEKDAYS
from bot.common.errors import BadInput
from bot.common.text import plural
from bot.db.asking import Question, answer
from bot.db.transaction import Transaction
from bot.deliveries.circuits import Circuits
from bot.deliveries.delivery_log import DeliveryLog
from bot.deliveries.models import Delivery
from bot.deliveries.notices import EXPIRED, FAILED, SENT, WAITING, DeliveryLogEntry
from bot.deliveries.outbox import Outbox
from bot.deliveries.policy import Outage
from bot.deliveries.recipients import Recipient
from bot.features.notifications.service import availability
from bot.features.operations.notices import DeliveryTrouble, PostFailed, SlackBack, SlackDown
from bot.features.operations.rules import OPEN, DeliveriesOverview, held_words
from bot.features.people.service import members as people
from bot.features.workspace import service as workspace
from bot.framework.context import Context
from bot.framework.needs import Need, NeedRank
from bot.slack.error_codes import NOT_A_MEMBER

SHOWN_FOR = timedelta(days=1)
SHOWN = 10
_LOOK = "Look at deliveries"
# What lasts for less is over before anybody reads that it began.
WORTH_TELLING_AFTER = timedelta(minutes=1)


async def overview(transaction: Transaction, actor_id: str, now: datetime) -> DeliveriesOverview:
    """Deliveries of the last 24 hours; NotAllowed for others than admins."""
    counted = await count(transaction, actor_id, now)
    log = DeliveryLog(transaction)
    failed = await log.newest(FAILED, EXPIRED, at_most=SHOWN)
    waiting = await log.newest(WAITING, at_most=SHOWN)
    persons = {Recipient.parse(entry.target).person_id for entry in (*failed, *waiting)}
    names = await people.names(transaction, {who for who in persons if who})
    receivers = {Recipient.parse(entry.target).person_id for entry in waiting}
    held = await _held(transaction, {who for who in receivers if who}, now)
    zone = (await people.person(transaction, actor_id)).zone
    due = {entry.id: write_moment(_next_try(entry), zone, now) for entry in (*failed, *waiting)}
    down = write_moment(counted.down_since, zone, now) if counted.down_since else ""
    return replace(counted, failed=failed, waiting=waiting, names=names, held=held, due=due, down_told=down)


def _next_try(entry: DeliveryLogEntry) -> datetime:
    return max(entry.due_at, entry.next_at or entry.due_at) if entry.state == WAITING else entry.due_at


async def _held(transaction: Transaction, ids: Collection[str], now: datetime) -> dict[str, str]:
    """Until when these people are not written to, in their own time, and why; who may be is left out."""
    known = await people.people(transaction, ids)
    reaches = await availability.reaches(transaction, list(known.values()), (now - SHOWN_FOR).date())
    home, found = await workspace.zone_of(transaction), {}
    for who, reach in reaches.items():
        cause = reach.cause(now)
        if cause is not None:
            found[who] = held_words(reach.from_when(now), reach.calendar.zone, home, cause, now)
    return found


async def one(transaction: Transaction, actor_id: str, delivery_id: int) -> DeliveryLogEntry:
    """One delivery that failed. NotAllowed: not an admin. BadInput: it is not there any more."""
    await people.require_admin(transaction, actor_id, "look at deliveries")
    found = await DeliveryLog(transaction).failed(delivery_id)
    if found is None:
        raise BadInput("That one is not there any more, or was sent meanwhile.")
    return found


async def count(transaction: Transaction, actor_id: str, now: datetime) -> DeliveriesOverview:
    """How many deliveries of the last 24 hours there are, none of them listed. NotAllowed: not an admin."""
    await people.require_admin(transaction, actor_id, "look at deliveries")
    counts = await DeliveryLog(transaction).counts(now - SHOWN_FOR)
    return DeliveriesOverview(
        sent=counts.get(SENT, 0),
        waits=counts.get(WAITING, 0),
        fails=counts.get(FAILED, 0) + counts.get(EXPIRED, 0),
        down_since=await Circuits(transaction).down_since(),
    )


async def needs_of(transaction: Transaction, person_id: str, now: datetime) -> Sequence[Need]:
    """What waits for admins: that Slack takes no messages, and what was not delivered in 24 hours."""
    viewer = await people.person(transaction, person_id)
    if not viewer.is_admin:
        return []
    found: list[Need] = []
    down_since = await Circuits(transaction).down_since()
    if down_since is not None:
        at = down_since.astimezone(viewer.zone)
        text = f"Slack has taken no messages since {WEEKDAYS[at.weekday()][:3]} {write_time(at.time())}"
        found.append(Need("operations.down:slack", text, _LOOK, OPEN, NeedRank.due, since=down_since))
    fails = await answer(transaction, _failed(transaction, now))
    if fails:
        text = f"{plural(fails, 'message')} {'was' if fails == 1 else 'were'} not delivered"
        found.append(
            Need(
                "operations.failed:day",
                text,
                "Look at deliveries",
                OPEN,
                NeedRank.decide,
                since=now,
                sign=":warning:",
            )
        )
    return found


async def questions(transaction: Transaction, person_id: str, now: datetime) -> Sequence[Question[Any]]:
    """For admins: how many messages were not delivered, and since when Slack takes none."""
    is_admin = (await people.person(transaction, person_id)).is_admin
    return [_failed(transaction, now), Circuits(transaction).down_question()] if is_admin else []


def _failed(transaction: Transaction, now: datetime) -> Question[int]:
    return DeliveryLog(transaction).number_of(now - SHOWN_FOR, FAILED, EXPIRED)


async def send_again(ctx: Context, delivery_id: int) -> None:
    """Enqueues a failed delivery again; NotAllowed for others than admins, and for what has not failed."""
    await people.require_admin(ctx.transaction, ctx.actor_id, "send a message again")
    await ctx.claim()
    await DeliveryLog(ctx.transaction).send_again(delivery_id, ctx.now)


async def tell_failure(transaction: Transaction, failed: Delivery, now: datetime) -> None:
    """Tells who called for a post that failed for good, and the admins of all that they can mend."""
    if failed.asked_by is not None:
        await _tell_asker(transaction, failed, failed.asked_by, now)
    # Who called for it hears how to invite; admins may not even see that channel.
    if failed.asked_by is None or failed.error not in NOT_A_MEMBER:
        await _tell_admins(transaction, failed, now)


async def tell_down(transaction: Transaction, since: datetime) -> None:
    """Tells admins, as far as they can be reached meanwhile, that Slack takes no messages; once an outage."""
    about, due = since.isoformat(), since + WORTH_TELLING_AFTER
    await people.tell_admins(transaction, lambda admin: SlackDown(since, admin.zone.key), about, since, due)


async def tell_back(transaction: Transaction, outage: Outage, now: datetime) -> None:
    """Tells admins that Slack took no messages, and does again.

    Whom the news of the outage has not reached does not get it any more. Where the outage went on after all,
    the message is corrected.
    """
    outbox = Outbox(transaction)
    back = SlackBack(outage.since, outage.until, outage.waiting, dict(outage.expired))
    about = outage.since.isoformat()
    await people.tell_admins(transaction, lambda admin: replace(back, zone=admin.zone.key), about, now)
    for admin_id in await people.admins_told(transaction):
        await outbox.cancel(people.told_key(SlackDown.kind, admin_id, about))
        key = people.told_key(back.kind, admin_id, about)
        await outbox.edit(
            key, SlackBack, lambda old: replace(back, zone=old.zone), f"{key}:{now.isoformat()}", now
        )


async def _tell_asker(transaction: Transaction, failed: Delivery, asker_id: str, now: datetime) -> None:
    notice = PostFailed(failed.kind, Recipient.parse(failed.target).channel_id, failed.error)
    key = f"{notice.kind}:{failed.dedupe_key}"
    await Outbox(transaction).enqueue(notice, now, to=Recipient(asker_id), dedupe_key=key)


async def _tell_admins(transaction: Transaction, failed: Delivery, now: datetime) -> None:
    """Notifies admins, once for each place and error."""
    if failed.kind == DeliveryTrouble.kind:
        return
    person_id = Recipient.parse(failed.target).person_id
    name = (await people.person(transaction, person_id)).name if person_id else ""
    notice = DeliveryTrouble(failed.kind, failed.target, failed.error, failed.id, name)
    about = f"{Recipient.parse(failed.target).channel_id}:{failed.error}"
    await people.tell_admins(transaction, lambda _: notice, about, now)
