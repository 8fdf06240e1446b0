"""The rows of celebrations: what there was to celebrate, up to where was looked, what people want."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Instant, Json, RowId, SlackId
from bot.db.money import Money


class Celebration(Base):
    """Something to celebrate, once for its `key`.

    `state`: waiting (until `due_at`, and for room in the channel), posted (as the message `post_key`),
    dropped (it was no more before it was said). `is_undone`: it is not so any more. `facts` hold what the
    text needs, and the ids of those it is about. `deal_id`: the deal that it stands on, if any.
    """

    __tablename__ = "celebrations"
    __table_args__ = (
        UniqueConstraint("workspace_id", "key"),
        Index("ix_celebrations_state", "workspace_id", "state", "due_at"),
        Index("ix_celebrations_channel", "workspace_id", "channel_id", "posted_at"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    key: Mapped[str] = mapped_column(String(160))
    kind: Mapped[str] = mapped_column(String(24))
    channel_id: Mapped[str] = mapped_column(SlackId)
    facts: Mapped[dict[str, Any]] = mapped_column(Json)
    deal_id: Mapped[int | None] = mapped_column(RowId)
    happened_on: Mapped[date] = mapped_column(Date)
    detected_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(10))
    is_undone: Mapped[bool]
    post_key: Mapped[str | None] = mapped_column(String(160))
    posted_at: Mapped[datetime | None] = mapped_column(Instant)


class CelebrationCursor(Base):
    """Up to where a workspace was looked through. What was known before `started_at` is not celebrated.

    `goals_at`: when shared goals were looked at last. `looked_on`: the last day whose dates were looked at.
    `medium`, `large`: from which amounts on a deal is that, worked out on that day; none with too few deals.
    """

    __tablename__ = "celebration_cursors"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    started_at: Mapped[datetime] = mapped_column(Instant)
    last_line: Mapped[int] = mapped_column(RowId)
    goals_at: Mapped[datetime] = mapped_column(Instant)
    looked_on: Mapped[date] = mapped_column(Date)
    medium: Mapped[Decimal | None] = mapped_column(Money)
    large: Mapped[Decimal | None] = mapped_column(Money)


class CelebrationRules(Base):
    """What the admin decided, as `rules.Rules` writes it."""

    __tablename__ = "celebration_rules"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    rules: Mapped[dict[str, Any]] = mapped_column(Json)
    set_by: Mapped[str] = mapped_column(SlackId)
    set_at: Mapped[datetime] = mapped_column(Instant)


class CelebrationWish(Base):
    """What somebody wants for themselves. A birthday has no year: it is nobody's business."""

    __tablename__ = "celebration_wishes"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    member_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    results: Mapped[bool]
    dates: Mapped[bool]
    birth_month: Mapped[int | None] = mapped_column(Integer)
    birth_day: Mapped[int | None] = mapped_column(Integer)


TABLES: tuple[type[Base], ...] = (Celebration, CelebrationCursor, CelebrationRules, CelebrationWish)
