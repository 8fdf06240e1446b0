"""Requests already handled: a repeat is recognized by its key, in the transaction of the request."""

from datetime import datetime, timedelta

from sqlalchemy import Index, String, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.common.errors import AlreadyRecorded
from bot.db.base import Base, Instant, SlackId
from bot.db.transaction import Transaction

# Slack may repeat an event for 24 hours (delayed events); twice that is our margin.
REMEMBERED_FOR = timedelta(hours=48)
ALREADY_RECORDED = "That one is already recorded."


class HandledRequest(Base):
    """A request that changed something; kept for 48 hours. `key` is the same for a repeat."""

    __tablename__ = "handled_requests"
    __table_args__ = (Index(None, "handled_at"),)

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    handled_at: Mapped[datetime] = mapped_column(Instant)


async def claim_request(transaction: Transaction, key: str, now: datetime) -> None:
    """Claims this request for this transaction. AlreadyRecorded: it was handled before."""
    claim = (
        transaction.insert(HandledRequest)
        .values(workspace_id=transaction.workspace_id, key=key, handled_at=now)
        .on_conflict_do_nothing()
        .returning(HandledRequest.key)
    )
    if (await transaction.session.execute(claim)).scalar() is None:
        raise AlreadyRecorded(ALREADY_RECORDED)


async def note_late(transaction: Transaction, key: str, now: datetime) -> None:
    """Notes in its own transaction that a late request has changed something."""
    noted = transaction.insert(HandledRequest).values(
        workspace_id=transaction.workspace_id, key=_late(key), handled_at=now
    )
    await transaction.session.execute(noted.on_conflict_do_nothing())


async def is_handled(transaction: Transaction, key: str) -> bool:
    """Whether the request with this key has changed something."""
    found = select(HandledRequest.key).where(
        HandledRequest.workspace_id == transaction.workspace_id, HandledRequest.key.in_((key, _late(key)))
    )
    return await transaction.session.scalar(found.limit(1)) is not None


def _late(key: str) -> str:
    return f"late:{key}"


async def forget_handled(session: AsyncSession, now: datetime) -> None:
    """Deletes the keys that no retry can bring back."""
    await session.execute(delete(HandledRequest).where(HandledRequest.handled_at < now - REMEMBERED_FOR))
