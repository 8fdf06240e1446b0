"""Rows of a workspace: itself, its settings, its days off."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, String
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


class SettingsRow(Base):
    """What an admin decided for one feature; missing until then. `value`: the JSON of a `SettingsGroup`."""

    __tablename__ = "settings"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[dict[str, Any]] = mapped_column(Json)
    changed_by: Mapped[str] = mapped_column(SlackId)
    changed_at: Mapped[datetime] = mapped_column(Instant)


class DayOff(Base):
    """A day on which the whole workspace is off; its name is in Slack's escaped form."""

    __tablename__ = "workspace_days_off"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    name: Mapped[str] = mapped_column(String(512))


TABLES: tuple[type[Base], ...] = (Workspace, SettingsRow, DayOff)
