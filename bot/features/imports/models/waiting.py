"""Rows of what waits for an answer, and of what was answered."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Instant, Json, RowId, SlackId


class ParkedRow(Base):
    """The newest version of a record that waits for an answer before it counts.

    `kind` and `external_id` as of a `Parking`; `record`: `stored_records.to_json`. `why`: a `ParkedFor`;
    `ref`: what has to be answered, the same for all rows that one answer takes in. `keeper_id`: who is asked,
    None for admins. `source_at`: the record's version in its source; `seen_at`: when it was told last.
    `origin`: the file or message that told it.
    """

    __tablename__ = "parked_rows"
    __table_args__ = (Index("ix_parked_rows_ref", "workspace_id", "why", "ref"),)

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    external_id: Mapped[str] = mapped_column(String(120), primary_key=True)
    source_at: Mapped[datetime | None] = mapped_column(Instant)
    record: Mapped[dict[str, Any]] = mapped_column(Json)
    why: Mapped[str] = mapped_column(String(20))
    ref: Mapped[str] = mapped_column(String(200))
    origin: Mapped[str] = mapped_column(String(80), server_default="")
    keeper_id: Mapped[str | None] = mapped_column(SlackId)
    first_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)


class ReplacedParkedRow(Base):
    """A record that waited, and whose place a file took: it is back when all these files are taken back.

    Columns as of a `ParkedRow`; `replaced_by`: the origins of files that told the record since.
    """

    __tablename__ = "replaced_parked_rows"
    __table_args__ = (
        Index("ix_replaced_parked_rows_source", "workspace_id", "source", "kind", "external_id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    source: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    external_id: Mapped[str] = mapped_column(String(120))
    source_at: Mapped[datetime | None] = mapped_column(Instant)
    record: Mapped[dict[str, Any]] = mapped_column(Json)
    why: Mapped[str] = mapped_column(String(20))
    ref: Mapped[str] = mapped_column(String(200))
    origin: Mapped[str] = mapped_column(String(80))
    keeper_id: Mapped[str | None] = mapped_column(SlackId)
    first_at: Mapped[datetime] = mapped_column(Instant)
    replaced_by: Mapped[list[str]] = mapped_column(Json)


class LaterWin(Base):
    """What somebody said of a win that is dated far ahead: whether its day is right, or it is left out."""

    __tablename__ = "later_wins"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    external_id: Mapped[str] = mapped_column(String(120), primary_key=True)
    closed_on: Mapped[date] = mapped_column(Date, primary_key=True)
    is_right: Mapped[bool]
    said_at: Mapped[datetime] = mapped_column(Instant)


class TwinAnswer(Base):
    """What somebody said of every deal of a source that one of `other_source` seems to tell, too.

    `is_same`: the two are one deal, which counts once; else both count.
    """

    __tablename__ = "twin_answers"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    other_source: Mapped[str] = mapped_column(String(60), primary_key=True)
    is_same: Mapped[bool]
    said_by: Mapped[str] = mapped_column(SlackId)
    said_at: Mapped[datetime] = mapped_column(Instant)
