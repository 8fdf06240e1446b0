"""The rows of locked periods."""

from datetime import date, datetime

from sqlalchemy import Date, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Instant, RowId, SlackId


class BookLockRow(Base):
    """All days before `before` stay as they were known at `locked_at`."""

    __tablename__ = "book_locks"
    __table_args__ = (UniqueConstraint("workspace_id", "before"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    before: Mapped[date] = mapped_column(Date)
    locked_at: Mapped[datetime] = mapped_column(Instant)
    locked_by: Mapped[str] = mapped_column(SlackId)
