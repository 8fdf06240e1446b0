"""The outbox: messages are enqueued in the transaction that makes them true, or not at all."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

import structlog
from sqlalchemy import and_, case, or_

from bot.common.date_ranges import ONE_DAY
from bot.db.repository import ScopedRepository
from bot.deliveries.models import Attachment, Delivery
from bot.deliveries.notice_store import UnreadableNotice, read, stored
from bot.deliveries.notices import (
    CANCELLED,
    DIGEST,
    EDIT,
    RETRACTION,
    SENDING,
    SENT,
    WAITING,
    EditOrder,
    Notice,
    RetractionOrder,
)
from bot.deliveries.recipients import Recipient
from bot.deliveries.response_urls import ResponseUrls
from bot.slack.text import message_link

# Subscribers get the dedupe keys of enqueued deliveries.
TOPIC = "deliveries"
# Kinds that change a posted message; idempotent.
EDITS: dict[str, type[EditOrder | RetractionOrder]] = {EDIT: EditOrder, RETRACTION: RetractionOrder}
N = TypeVar("N", bound=Notice)
log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True)
class OutgoingNotice:
    """A notice to enqueue. The same `dedupe_key` is enqueued once in a workspace.

    `due`: earliest time (None: at once). `expires_after`: how long after that it is worth sending; while its
    receiver may not be written to, that time does not run. `not_after`: from then on it is dropped silently.
    `attachment`: the id that `attach` gave. `asked_by`: who called for a post in a channel; `sealed_url`:
    where that can be answered meanwhile, if Pacer is no member there.
    """

    notice: Notice
    _: KW_ONLY
    to: Recipient
    dedupe_key: str
    due: datetime | None = None
    expires_after: timedelta = ONE_DAY
    not_after: datetime | None = None
    attachment: int | None = None
    asked_by: str | None = None
    sealed_url: str | None = field(default=None, repr=False)


class Outbox(ScopedRepository):
    """The outbox of one workspace, within one transaction."""

    async def enqueue(
        self,
        notice: Notice,
        now: datetime,
        *,
        to: Recipient,
        dedupe_key: str,
        due: datetime | None = None,
        expires_after: timedelta = ONE_DAY,
        not_after: datetime | None = None,
        attachment: int | None = None,
    ) -> None:
        """Enqueues one notice, as `OutgoingNotice` tells; one whose key is there already changes nothing."""
        outgoing = OutgoingNotice(
            notice,
            to=to,
            dedupe_key=dedupe_key,
            due=due,
            expires_after=expires_after,
            not_after=not_after,
            attachment=attachment,
        )
        await self.enqueue_all([outgoing], now)

    async def enqueue_all(self, notices: Sequence[OutgoingNotice], now: datetime) -> None:
        """Enqueues notices in one statement; one whose key is there already changes nothing."""
        if notices:
            rows = [_columns(each, now) for each in notices]
            await self.add(self.insert(Delivery).on_conflict_do_nothing(), rows)
            urls = {each.dedupe_key: each.sealed_url for each in notices if each.sealed_url}
            if urls:
                await ResponseUrls(self._transaction).keep(urls, now)
            self._transaction.tell(TOPIC, *(each.dedupe_key for each in notices))

    async def attach(self, name: str, content: bytes, now: datetime) -> int:
        """Stores a file for a delivery and gives its id."""
        rows = [{"name": name, "content": content, "made_at": now}]
        return int((await self.add(self.insert(Attachment).returning(Attachment.id), rows)).scalar_one())

    async def places(self, dedupe_keys: Collection[str]) -> dict[str, str]:
        """Permalinks by dedupe key, of those of these messages that were posted."""
        columns = (Delivery.dedupe_key, Delivery.slack_channel, Delivery.slack_ts)
        query = self.select(Delivery, *columns).where(Delivery.dedupe_key.in_(dedupe_keys))
        return {
            key: message_link(channel, ts)
            for key, channel, ts in await self.session.execute(query)
            if channel and ts
        }

    async def key_at(self, channel_id: str, message_ts: str) -> str | None:
        """Dedupe key of what was posted as this message; None when nothing was."""
        there = (Delivery.slack_ts == message_ts, Delivery.slack_channel == channel_id)
        found = await self.session.scalars(self.select(Delivery, Delivery.dedupe_key).where(*there).limit(1))
        return found.one_or_none()

    async def stays(self, dedupe_key: str) -> bool:
        """Whether this message is in Slack and cannot be taken back from here."""
        sent = (Delivery.state == SENT, Delivery.slack_ts.is_(None))
        query = self.select(Delivery, Delivery.id).where(Delivery.dedupe_key == dedupe_key, *sent)
        return await self.session.scalar(query) is not None

    async def known_among(self, dedupe_keys: Collection[str]) -> frozenset[str]:
        """Those of these keys with which something was enqueued, whatever became of it."""
        if not dedupe_keys:
            return frozenset()
        query = self.select(Delivery, Delivery.dedupe_key).where(Delivery.dedupe_key.in_(dedupe_keys))
        return frozenset(await self.session.scalars(query))

    async def is_retracted(self, dedupe_key: str) -> bool:
        """Whether the message with this key is taken back in Slack, or about to be."""
        return bool(await self.known_among([_retraction_key(dedupe_key)]))

    async def state_of(self, dedupe_key: str) -> str | None:
        """The state of the delivery with this key; None when there is none."""
        query = self.select(Delivery, Delivery.state).where(Delivery.dedupe_key == dedupe_key)
        state: str | None = await self.session.scalar(query)
        return state

    async def waiting_kinds(
        self, person_id: str, kinds: Collection[str], now: datetime, until: datetime
    ) -> Sequence[str]:
        """The kind of each message to a person that is due before `until` and was not counted yet."""
        is_over = or_(
            Delivery.expires_at <= now, and_(Delivery.not_after.is_not(None), Delivery.not_after <= now)
        )
        query = self.select(Delivery, Delivery.kind).where(
            Delivery.state == WAITING, Delivery.target == person_id, Delivery.kind.in_(kinds), ~is_over
        )
        uncounted = query.where(Delivery.due_at < until, Delivery.admitted_at.is_(None))
        return (await self.session.scalars(uncounted)).all()

    async def count_since(self, person_id: str, kinds: Collection[str], since: datetime) -> int:
        """How many messages of these kinds to a person were due since then, and went out or will."""
        query = self.select(Delivery, Delivery.id).where(
            Delivery.target == person_id, Delivery.kind.in_(kinds), Delivery.due_at >= since
        )
        return await self.count(query.where(Delivery.state.in_((WAITING, SENDING, SENT))))

    async def sent_facts(
        self, kind: str, person_ids: Collection[str], since: datetime
    ) -> Sequence[tuple[Mapping[str, Any], datetime]]:
        """Facts of messages of a kind that went to these people since then, not in a digest, and when."""
        query = self.select(Delivery, Delivery.facts, Delivery.sent_at).where(
            Delivery.state == SENT,
            Delivery.kind == kind,
            Delivery.target.in_(person_ids),
            Delivery.sent_at >= since,
            Delivery.merged_into.is_(None),
        )
        return [(facts, at) for facts, at in await self.session.execute(query.order_by(Delivery.id))]

    async def hold(self, dedupe_key: str) -> None:
        """Locks the delivery with this key until the transaction ends."""
        query = self.select(Delivery, Delivery.id).where(Delivery.dedupe_key == dedupe_key)
        await self.session.execute(query.with_for_update())

    async def cancel(self, dedupe_key: str) -> None:
        """Cancels a delivery that was not sent; one that was stays in Slack.

        One being sent, or in doubt, may be in Slack already: if it is not, it is not tried again.
        """
        may_be_there = or_(Delivery.state == SENDING, and_(Delivery.state == WAITING, Delivery.in_doubt))
        # One statement: between two, the message could go out, or come back to wait for another attempt.
        await self.session.execute(
            self.update(Delivery)
            .where(Delivery.dedupe_key == dedupe_key, Delivery.state.not_in((SENT, CANCELLED)))
            .values(
                state=case((may_be_there, Delivery.state), else_=CANCELLED),
                # In the past by any machine's clock, and telling nothing of when it was cancelled.
                not_after=Delivery.due_at,
            )
        )

    async def retract(self, dedupe_key: str, now: datetime) -> None:
        """Takes a message back: cancelled when it was not sent, deleted in Slack when it was.

        One that failed or expired is cancelled too, so that nobody sends it again.
        """
        await self.cancel(dedupe_key)
        query = self.select(Delivery).where(Delivery.dedupe_key == dedupe_key, Delivery.state != CANCELLED)
        sent = await self.session.scalar(query)
        if sent is not None and _is_a_row(sent):
            sent.not_after = sent.due_at  # It is drawn as done.
            await self._draw_anew(sent, dedupe_key, now)
        elif sent is not None:
            to, key = Recipient.parse(sent.target), _retraction_key(dedupe_key)
            await self.enqueue(RetractionOrder(dedupe_key), now, to=to, dedupe_key=key)

    async def _draw_anew(self, row: Delivery, key: str, now: datetime) -> None:
        """Draws the message anew in which this is a row."""
        found = self.select(Delivery).where(Delivery.id == row.merged_into)
        holder = await self.session.scalar(found)
        if holder is not None and holder.kind != DIGEST:  # Its lines are news, and stay.
            order, to = EditOrder(holder.dedupe_key), Recipient.parse(holder.target)
            await self.enqueue(order, now, to=to, dedupe_key=f"amend:{holder.dedupe_key}:{key}")

    async def edit(
        self, dedupe_key: str, notice: type[N], change: Callable[[N], N], key: str, now: datetime
    ) -> None:
        """Changes a message: before it is sent, or by an edit in Slack afterwards.

        `change` gives the new notice from the one that is stored, which is a `notice` or a kind of it. `key`
        is shared by a repeat of the same edit. A stored notice that cannot be read stays as it is: what sends
        it says so.
        """
        query = self.select(Delivery).where(Delivery.dedupe_key == dedupe_key, Delivery.state != CANCELLED)
        found = await self.session.scalar(query.with_for_update())
        if found is None:
            return
        found.facts = _changed(found, notice, change)
        await self.session.flush()
        if _is_a_row(found):
            await self._draw_anew(found, key, now)
        elif found.state in (SENDING, SENT) or found.in_doubt:
            to = Recipient.parse(found.target)
            await self.enqueue(EditOrder(dedupe_key), now, to=to, dedupe_key=f"amend:{key}")


def _retraction_key(dedupe_key: str) -> str:
    return f"retract:{dedupe_key}"


def _is_a_row(delivery: Delivery) -> bool:
    """Whether it is in Slack as a part of another message; never told of what is confidential."""
    is_part = delivery.merged_into is not None and delivery.slack_ts is None
    return delivery.state == SENT and is_part and not delivery.is_confidential


def _changed(found: Delivery, notice: type[N], change: Callable[[N], N]) -> dict[str, Any]:
    kinds = {each.kind: each for each in _family(notice) if hasattr(each, "kind")}
    if found.kind not in kinds:
        raise TypeError(f"{found.kind} is no {notice.__name__}")
    try:
        return stored(change(read(kinds[found.kind], found.facts)))
    except UnreadableNotice as error:
        log.warning("delivery.unreadable", notice=found.kind, delivery_id=found.id, reason=str(error))
        return found.facts


def _family(notice: type[N]) -> list[type[N]]:
    """A class of notices, and those made of it."""
    return [notice, *(each for part in notice.__subclasses__() for each in _family(part))]


def _columns(outgoing: OutgoingNotice, now: datetime) -> dict[str, Any]:
    due = outgoing.due or now
    return {
        "kind": outgoing.notice.kind,
        "is_confidential": outgoing.notice.is_confidential,
        "target": str(outgoing.to),
        "dedupe_key": outgoing.dedupe_key,
        "facts": stored(outgoing.notice),
        "due_at": due,
        "expires_at": due + outgoing.expires_after,
        "state": WAITING,
        "attempts": 0,
        "next_at": due,
        "in_doubt": False,
        "attachment_id": outgoing.attachment,
        "asked_by": outgoing.asked_by,
        "not_after": outgoing.not_after,
        "has_slot": False,
    }
