"""Rows of a workspace: itself, its calendar, its days off."""

from datetime import date, datetime, time

from sqlalchemy import Date, Integer, String, Time
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Instant, Json, SlackId


class Workspace(Base):
    """A Slack workspace. `zone` is derived from its members until an admin chooses it (`zone_is_chosen`)."""

    __tablename__ = "workspaces"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    zone: Mapped[str] = mapped_column(String(64), default="UTC")
    zone_is_chosen: Mapped[bool] = mapped_column(default=False)
    synced_at: Mapped[datetime | None] = mapped_column(Instant)


class WorkspaceCalendarRow(Base):
    """The working calendar; missing until an admin changes it. `workdays`: 0 is Monday."""

    __tablename__ = "workspace_calendars"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    opens: Mapped[time] = mapped_column(Time)
    closes: Mapped[time] = mapped_column(Time)
    workdays: Mapped[list[int]] = mapped_column(Json)
    country: Mapped[str | None] = mapped_column(String(8))
    subdivision: Mapped[str | None] = mapped_column(String(64))
    daily_limit: Mapped[int] = mapped_column(Integer)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    changed_by: Mapped[str] = mapped_column(SlackId)


class DayOff(Base):
    """A day on which the whole workspace is off; its name is in Slack's escaped form."""

    __tablename__ = "workspace_days_off"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    name: Mapped[str] = mapped_column(String(512))


TABLES: tuple[type[Base], ...] = (Workspace, WorkspaceCalendarRow, DayOff)
