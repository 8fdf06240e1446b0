"""Rows of schedules, next runs, and missed runs."""

from datetime import date, datetime, time

from sqlalchemy import Boolean, Date, Index, Integer, String, Time
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Instant, RowId, SlackId


class Schedule(Base):
    """One kind of scheduled message. `version` grows with each change.

    `zone`: "person" (the recipient's own), "workspace", or the name of a time zone. `weekdays` are digits, 0
    is Monday.
    """

    __tablename__ = "schedules"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    kind: Mapped[str] = mapped_column(String(64), primary_key=True)
    is_on: Mapped[bool] = mapped_column(Boolean)
    every: Mapped[str] = mapped_column(String(16))
    at: Mapped[time] = mapped_column(Time)
    weekdays: Mapped[str] = mapped_column(String(7))
    weeks: Mapped[int] = mapped_column(Integer)
    day: Mapped[int] = mapped_column(Integer)
    anchor: Mapped[date] = mapped_column(Date)
    zone: Mapped[str] = mapped_column(String(64))
    channel_id: Mapped[str | None] = mapped_column(SlackId)
    version: Mapped[int] = mapped_column(Integer)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    changed_by: Mapped[str | None] = mapped_column(SlackId)


class ScheduledRun(Base):
    """The next run for one person or channel, due at `next_at`.

    `done`: the nominal day up to which all runs are dealt with. `next_at` was computed from `zone`,
    `version`, `calendar` (a checksum of the days off) and `cadence` (a checksum of that): when one changes,
    it is computed anew.
    """

    __tablename__ = "schedule_turns"
    __table_args__ = (Index(None, "next_at"),)

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    kind: Mapped[str] = mapped_column(String(64), primary_key=True)
    subject_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    next_at: Mapped[datetime] = mapped_column(Instant)
    done: Mapped[date] = mapped_column(Date)
    zone: Mapped[str] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(Integer)
    calendar: Mapped[str] = mapped_column(String(8))
    cadence: Mapped[str] = mapped_column(String(8), server_default="")


class MissedRun(Base):
    """A run that was too late to be sent. `is_told`: the admins were notified."""

    __tablename__ = "missed_runs"
    __table_args__ = (Index(None, "workspace_id", "is_told"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    kind: Mapped[str] = mapped_column(String(64))
    subject_id: Mapped[str] = mapped_column(SlackId)
    nominal: Mapped[date] = mapped_column(Date)
    due_at: Mapped[datetime] = mapped_column(Instant)
    noticed_at: Mapped[datetime] = mapped_column(Instant)
    is_told: Mapped[bool] = mapped_column(Boolean)


TABLES = (Schedule, ScheduledRun, MissedRun)
