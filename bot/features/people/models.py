"""The row of one member."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, SlackId


class Member(Base):
    """A member of a workspace. Everything but `is_manager` comes from Slack."""

    __tablename__ = "members"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    user_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    zone: Mapped[str] = mapped_column(String(64))
    is_bot: Mapped[bool]
    is_deactivated: Mapped[bool]
    is_admin: Mapped[bool]
    is_manager: Mapped[bool] = mapped_column(default=False)
