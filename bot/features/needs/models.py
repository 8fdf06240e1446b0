"""Rows of needs: what somebody has put away."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Instant, SlackId


class NeedPutAway(Base):
    """A gap that one person does not want to see until `until`; the key is that of the need."""

    __tablename__ = "needs_put_away"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    user_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    key: Mapped[str] = mapped_column(String(128), primary_key=True)
    until: Mapped[datetime] = mapped_column(Instant)


TABLES = (NeedPutAway,)
