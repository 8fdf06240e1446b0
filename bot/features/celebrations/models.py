"""Rows of celebrations: what was detected, how far detection got, and what people want."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Instant, Json, RowId, SlackId
from bot.db.money import Money


class Celebration(Base):
    """Something to celebrate, stored once for its `key`.

    `state`: waiting (until `due_at`, and until the channel takes another post), posted (in the message
    `post_key`; without one, in a post of another feature) or dropped (no longer true, or too old, before it
    was posted). `is_undone`: it does not hold any more. `facts` hold what the text needs, and under `ids` the
    members it is about. `deal_id`: the deal it follows from, None without one.
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
    """How far detection got in a workspace. What was known before `started_at` is never celebrated.

    `last_line`, `last_version`: the newest ledger row, and state of a deal, that was read. `goals_at`: when
    shared goals were last read. `looked_on`: the last local day whose anniversaries and birthdays were read.
    `medium`, `large`: from which amounts in the base currency a deal counts as such, computed on that day;
    None with too few deals.
    """

    __tablename__ = "celebration_cursors"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    started_at: Mapped[datetime] = mapped_column(Instant)
    last_line: Mapped[int] = mapped_column(RowId)
    last_version: Mapped[int] = mapped_column(RowId, server_default="0")
    goals_at: Mapped[datetime] = mapped_column(Instant)
    looked_on: Mapped[date] = mapped_column(Date)
    medium: Mapped[Decimal | None] = mapped_column(Money)
    large: Mapped[Decimal | None] = mapped_column(Money)


class CelebrationWish(Base):
    """What a member wants for themselves. A birthday is a month and a day; the year is private."""

    __tablename__ = "celebration_wishes"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    member_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    results: Mapped[bool]
    dates: Mapped[bool]
    birth_month: Mapped[int | None] = mapped_column(Integer)
    birth_day: Mapped[int | None] = mapped_column(Integer)


TABLES: tuple[type[Base], ...] = (Celebration, CelebrationCursor, CelebrationWish)
