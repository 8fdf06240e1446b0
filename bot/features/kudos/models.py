"""Rows of kudos: givings, their points by receiver, totals, tags, spent allowance."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Instant, Json, RowId, SlackId


class Kudos(Base):
    """One giving. `reason` is Slack's escaped text, as typed, "" for a reaction.

    `cost` is points for all receivers; it was taken from the allowance of `spent_on`, the giver's local day.
    `reacted_to` names message and emoji of a reaction, None otherwise; `reacted_with` the names, with skin
    tones, under which it stands there (None for those of before that was kept); `seconded_id` the giving
    whose shout-out it is on. `request_key` is that of the request, by
    which a repeat is known; None for those of before it was kept. `undone_at`: it does not count any more.
    """

    __tablename__ = "kudos"
    __table_args__ = (
        Index("ix_kudos_workspace_giver_created", "workspace_id", "giver_id", "created_at"),
        Index("ix_kudos_workspace_reaction", "workspace_id", "reacted_to", "giver_id"),
        Index("ix_kudos_seconded", "seconded_id"),
        Index("uq_kudos_workspace_request", "workspace_id", "request_key", unique=True),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    giver_id: Mapped[str] = mapped_column(SlackId)
    points_each: Mapped[int] = mapped_column(Integer)
    cost: Mapped[int] = mapped_column(Integer)
    reason: Mapped[str] = mapped_column(Text)
    values: Mapped[list[str]] = mapped_column(Json)
    is_private: Mapped[bool]
    reacted_to: Mapped[str | None] = mapped_column(String(160))
    reacted_with: Mapped[list[str] | None] = mapped_column(Json)
    seconded_id: Mapped[int | None] = mapped_column(RowId)
    created_at: Mapped[datetime] = mapped_column(Instant)
    spent_on: Mapped[date] = mapped_column(Date)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
    undone_by: Mapped[str | None] = mapped_column(SlackId)
    request_key: Mapped[str | None] = mapped_column(String(255))


class KudosLine(Base):
    """The points of one giving to one receiver: the ledger that every total is summed from; 0 once undone."""

    __tablename__ = "kudos_lines"
    __table_args__ = (
        Index("ix_kudos_lines_board", "workspace_id", "created_at", "receiver_id", "points"),
        Index("ix_kudos_lines_givers", "workspace_id", "created_at", "giver_id", "points"),
        Index("ix_kudos_lines_receiver", "workspace_id", "receiver_id", "created_at", "points"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    kudos_id: Mapped[int] = mapped_column(ForeignKey(Kudos.id), index=True)
    giver_id: Mapped[str] = mapped_column(SlackId)
    receiver_id: Mapped[str] = mapped_column(SlackId)
    points: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(Instant)


class KudosTotal(Base):
    """All points of one member, updated with each giving, so that "all time" is a quick read."""

    __tablename__ = "kudos_totals"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    member_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    received: Mapped[int] = mapped_column(Integer)
    given: Mapped[int] = mapped_column(Integer)


class KudosTag(Base):
    """One company value that a giving carries; `points` are 0 once it is undone."""

    __tablename__ = "kudos_tags"
    __table_args__ = (Index("ix_kudos_tags_value", "workspace_id", "value", "created_at"),)

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    kudos_id: Mapped[int] = mapped_column(ForeignKey(Kudos.id), primary_key=True)
    value: Mapped[str] = mapped_column(String(64), primary_key=True)
    points: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(Instant)


class SpentPoints(Base):
    """Points that a giver has spent on one local day; never above the allowance of that day."""

    __tablename__ = "kudos_spent"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    giver_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    points: Mapped[int] = mapped_column(Integer)


TABLES: tuple[type[Base], ...] = (Kudos, KudosLine, KudosTotal, KudosTag, SpentPoints)
