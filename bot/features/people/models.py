"""The row of a member."""

from datetime import datetime

from sqlalchemy import String, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Instant, SlackId


class Member(Base):
    """A member of a workspace. Everything but `is_manager` comes from Slack.

    `is_foreign`: of another workspace, met in a shared channel; such rows are deactivated too.
    `status_until` is when the status ends, or when Slack is to be asked again at the latest; `quiet_from` and
    `quiet_until` bound the present or next do-not-disturb.
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
