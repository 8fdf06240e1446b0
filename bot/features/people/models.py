"""Rows of members, and of how far they have been read from Slack."""

from datetime import datetime

from sqlalchemy import String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Instant, SlackId


class Member(Base):
    """A member of a workspace. Everything but `is_manager` comes from Slack.

    `is_foreign`: of another workspace, met in a shared channel; such rows are deactivated too.
    `status_until` is when the status ends, or when Slack is to be asked again at the latest; `quiet_from` and
    `quiet_until` bound the present or next do-not-disturb. `title` is what their profile says that they do.
    """

    __tablename__ = "members"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    user_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    zone: Mapped[str] = mapped_column(String(64))
    email: Mapped[str | None] = mapped_column(String(254))
    is_bot: Mapped[bool]
    is_deactivated: Mapped[bool]
    is_admin: Mapped[bool]
    is_manager: Mapped[bool] = mapped_column(default=False)
    is_guest: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_foreign: Mapped[bool] = mapped_column(default=False, server_default=false())
    status_emoji: Mapped[str | None] = mapped_column(String(128))
    status_until: Mapped[datetime | None] = mapped_column(Instant)
    quiet_from: Mapped[datetime | None] = mapped_column(Instant)
    quiet_until: Mapped[datetime | None] = mapped_column(Instant)
    title: Mapped[str] = mapped_column(String(480), default="", server_default="")


class SyncPosition(Base):
    """How far the paged reading by one of Slack's methods has come, kept between tries.

    `cursor`: the next page, "" for the first. `resume_at`: Slack is not to be asked before, None for now.
    `is_done`: the last page is stored, until the next reading begins.
    """

    __tablename__ = "sync_positions"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    method: Mapped[str] = mapped_column(String(40), primary_key=True)
    cursor: Mapped[str] = mapped_column(Text)
    resume_at: Mapped[datetime | None] = mapped_column(Instant)
    is_done: Mapped[bool]


TABLES: tuple[type[Base], ...] = (Member, SyncPosition)
