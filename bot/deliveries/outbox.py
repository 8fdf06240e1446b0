"""Owing messages: written in the transaction that makes the thing true, or not at all."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.db.repository import ScopedRepository
from bot.db.transaction import Transaction
from bot.deliveries.models import CANCELLED, WAITING, Delivery
from bot.deliveries.targets import Target

TOPIC = "deliveries"
RETRACTION = "deliveries.retraction"
DEFAULT_LIFE = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Owed:
    """One message to send. One `dedupe_key` is owed once in a workspace, however often it is asked for."""

    kind: str
    target: Target
    dedupe_key: str
    facts: dict[str, Any] = field(default_factory=dict)
    lives: timedelta = DEFAULT_LIFE


class Outbox(ScopedRepository):
    """The outbox of one workspace, within one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction)
        transaction.topics.add(TOPIC)

    async def owe(self, messages: list[Owed], now: datetime) -> None:
        """Owe these messages from `now` on."""
        if messages:
            rows = [_row(message, now) for message in messages]
            await self.add(self.insert(Delivery).on_conflict_do_nothing(), rows)

    async def retract(self, dedupe_key: str, now: datetime) -> None:
        """Take a message back: cancelled when it has not been sent, deleted in Slack when it has."""
        await self.session.execute(
            self.update(Delivery)
            .where(Delivery.dedupe_key == dedupe_key, Delivery.state == WAITING)
            .values(state=CANCELLED)
        )
        sent = await self.session.scalar(
            self.select(Delivery, Delivery.target).where(
                Delivery.dedupe_key == dedupe_key, Delivery.state != CANCELLED
            )
        )
        if sent is not None:
            facts = {"of": dedupe_key}
            key = f"retract:{dedupe_key}"
            await self.owe(
                [Owed(kind=RETRACTION, target=Target.parse(sent), dedupe_key=key, facts=facts)], now
            )


def _row(message: Owed, now: datetime) -> dict[str, Any]:
    return {
        "kind": message.kind,
        "target": str(message.target),
        "dedupe_key": message.dedupe_key,
        "facts": message.facts,
        "due_at": now,
        "expires_at": now + message.lives,
        "state": WAITING,
        "attempts": 0,
        "next_at": now,
    }
