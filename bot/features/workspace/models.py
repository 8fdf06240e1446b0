"""The row of one workspace."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Instant, SlackId


class Workspace(Base):
    """One Slack workspace. Its weeks and months follow `zone`, which is a guess until it is chosen."""

    __tablename__ = "workspaces"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    zone: Mapped[str] = mapped_column(String(64), default="UTC")
    zone_is_chosen: Mapped[bool] = mapped_column(default=False)
    synced_at: Mapped[datetime | None] = mapped_column(Instant)
