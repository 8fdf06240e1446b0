"""The row of kudos health: which hints a manager has looked at."""

from datetime import date, datetime

from sqlalchemy import Date, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Instant, SlackId


class LookedAt(Base):
    """A manager has looked at a hint of a month, when `points` were behind it.

    `month` is the first day of the days shown; `flag` is `Flag.key`.
    """

    __tablename__ = "recognition_looked_at"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    manager_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    flag: Mapped[str] = mapped_column(String(255), primary_key=True)
    points: Mapped[int] = mapped_column(Integer)
    looked_at: Mapped[datetime] = mapped_column(Instant)


TABLES = (LookedAt,)
