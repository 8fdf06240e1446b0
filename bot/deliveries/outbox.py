"""The outbox: messages are enqueued in the transaction that makes them true, or not at all."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, or_

from bot.db.repository import ScopedRepository
from bot.deliveries.models import Attachment, Delivery
from bot.deliveries.notices import CANCELLED, EDIT, RETRACTION, SENDING, SENT, WAITING
from bot.deliveries.recipients import Recipient
from bot.slack.text import message_link

# Subscribers get the dedupe keys of enqueued deliveries.
TOPIC = "deliveries"
# Kinds that change a posted message; idempotent.
EDITS = frozenset({RETRACTION, EDIT})
DEFAULT_LIFE = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class OutgoingMessage:
    """A message to enqueue. The same `dedupe_key` is enqueued once in a workspace.

    `due`: earliest time (None: at once). `lives`: how long after that it is worth sending; while its receiver
    may not be written to, that time does not run. `not_after`: from then on it is dropped silently.
    `attachment`: the id that `attach` gave.
    """

    kind: str
    target: Recipient
    dedupe_key: str
    facts: dict[str, Any] = field(default_factory=dict)
    due: datetime | None = None
    lives: timedelta = DEFAULT_LIFE
    not_after: datetime | None = None
    attachment: int | None = None


class Outbox(ScopedRepository):
    """The outbox of one workspace, within one transaction."""

    async def enqueue(self, messages: list[OutgoingMessage], now: datetime) -> None:
        """Enqueues these messages; one whose key is there already changes nothing."""
        if messages:
            rows = [_row(message, now) for message in messages]
            await self.add(self.insert(Delivery).on_conflict_do_nothing(), rows)
            self._transaction.tell(TOPIC, *(message.dedupe_key for message in messages))

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

    async def state_of(self, dedupe_key: str) -> str | None:
        """The state of the delivery with this key; None when there is none."""
        query = self.select(Delivery, Delivery.state).where(Delivery.dedupe_key == dedupe_key)
        state: str | None = await self.session.scalar(query)
        return state

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
        sent = await self.session.scalar(
            self.select(Delivery, Delivery.target).where(
                Delivery.dedupe_key == dedupe_key, Delivery.state != CANCELLED
            )
        )
        if sent is not None:
            facts = {"of": dedupe_key}
            key = f"retract:{dedupe_key}"
            await self.enqueue(
                [OutgoingMessage(kind=RETRACTION, target=Recipient.parse(sent), dedupe_key=key, facts=facts)],
                now,
            )

    async def edit(self, dedupe_key: str, changes: dict[str, Any], key: str, now: datetime) -> None:
        """Changes the facts of a message: before it is sent, or by an edit in Slack afterwards.

        `changes` override its facts. `key` is shared by a repeat of the same edit.
        """
        query = self.select(Delivery).where(Delivery.dedupe_key == dedupe_key, Delivery.state != CANCELLED)
        found = await self.session.scalar(query.with_for_update())
        if found is None:
            return
        found.facts = {**found.facts, **changes}
        await self.session.flush()
        if found.state in (SENDING, SENT) or found.in_doubt:
            target = Recipient.parse(found.target)
            outgoing = OutgoingMessage(
                kind=EDIT, target=target, dedupe_key=f"amend:{key}", facts={"of": dedupe_key}
            )
            await self.enqueue([outgoing], now)


def _row(message: OutgoingMessage, now: datetime) -> dict[str, Any]:
    due = message.due or now
    return {
        "kind": message.kind,
        "target": str(message.target),
        "dedupe_key": message.dedupe_key,
        "facts": message.facts,
        "due_at": due,
        "expires_at": due + message.lives,
        "state": WAITING,
        "attempts": 0,
        "next_at": due,
        "in_doubt": False,
        "attachment_id": message.attachment,
        "not_after": message.not_after,
        "has_slot": False,
    }
