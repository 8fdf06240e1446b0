"""Rows of leaderboards: opt-outs, weekly boards of teams, the combined score, posted boards."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Exact, Instant, Json, RowId, SlackId


class BoardOptOut(Base):
    """A member who chose not to be named on boards."""

    __tablename__ = "board_opt_outs"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    member_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    since: Mapped[datetime] = mapped_column(Instant)


class TeamBoard(Base):
    """The board posted weekly in a team's channel. Without a row the default of `WeeklyBoard` applies."""

    __tablename__ = "team_boards"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    team_id: Mapped[int] = mapped_column(RowId, primary_key=True)
    is_on: Mapped[bool]
    what: Mapped[str] = mapped_column(String(120))
    engine: Mapped[str] = mapped_column(String(16))
    period: Mapped[str] = mapped_column(String(16))
    set_by: Mapped[str] = mapped_column(SlackId)
    set_at: Mapped[datetime] = mapped_column(Instant)


class BoardWeight(Base):
    """A part of the combined score, ordered by `place`.

    `weight` is in percent, `target` the figure that is 100%; None: quotas and goals themselves.
    """

    __tablename__ = "board_weights"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    place: Mapped[int] = mapped_column(Integer, primary_key=True)
    what: Mapped[str] = mapped_column(String(120))
    weight: Mapped[Decimal] = mapped_column(Exact)
    target: Mapped[Decimal | None] = mapped_column(Exact)


class PostedBoard(Base):
    """A board as it was posted; its rows stay, and `restated` holds what the ledger says since.

    `spec` is its JSON (`Spec.written`), `until` the day before which facts counted, `rows` what was shown:
    rank, name and score in words. `checked_at`: when it was last compared with the ledger.
    """

    __tablename__ = "posted_boards"
    __table_args__ = (Index("ix_posted_boards_checked", "workspace_id", "posted_at", "checked_at"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    dedupe_key: Mapped[str] = mapped_column(String(255))
    spec: Mapped[str] = mapped_column(String(300))
    until: Mapped[date] = mapped_column(Date)
    rows: Mapped[list[Any]] = mapped_column(Json)
    restated: Mapped[list[Any]] = mapped_column(Json)
    posted_at: Mapped[datetime] = mapped_column(Instant)
    checked_at: Mapped[datetime] = mapped_column(Instant)


TABLES: tuple[type[Base], ...] = (BoardOptOut, TeamBoard, BoardWeight, PostedBoard)
