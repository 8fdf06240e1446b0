"""Deals that reps wrote down themselves, and what was decided about them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Instant, RowId, SlackId
from bot.features.ledger.models.columns import SOURCE
from bot.features.ledger.models.deals import Deal


class OwnEntryRow(Base):
    """A rep's own entry that needs a nod: `state` is an `OwnEntryState`.

    `batch`: the deal of the first entry that is asked about in the same message. `twin_id`: a source's deal
    that it may be. `decided_by` is None, and `source` named, where a source told of the deal. `reason` is in
    Slack's escaped form. `told`: the state that the message says; `reminded_at`: when it was asked again.
    """

    __tablename__ = "own_entries"
    __table_args__ = (
        Index("ix_own_entries_owner", "workspace_id", "owner_id", "logged_at"),
        Index("ix_own_entries_state", "workspace_id", "state"),
        Index("ix_own_entries_batch", "workspace_id", "batch"),
    )

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    deal_id: Mapped[int] = mapped_column(ForeignKey(Deal.id), primary_key=True)
    owner_id: Mapped[str] = mapped_column(SlackId)
    batch: Mapped[int] = mapped_column(RowId)
    state: Mapped[str] = mapped_column(String(12))
    logged_at: Mapped[datetime] = mapped_column(Instant)
    twin_id: Mapped[int | None] = mapped_column(RowId)
    decided_by: Mapped[str | None] = mapped_column(SlackId)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(SOURCE)
    told: Mapped[str] = mapped_column(String(12))
    reminded_at: Mapped[datetime | None] = mapped_column(Instant)
