"""The row of the retention setting."""

from datetime import datetime

from sqlalchemy import Integer
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Instant, SlackId


class RecordSettings(Base):
    """How many years a workspace keeps what people write about each other; 0 keeps it for good."""

    __tablename__ = "record_settings"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    kept_years: Mapped[int] = mapped_column(Integer)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    changed_by: Mapped[str] = mapped_column(SlackId)


TABLES: tuple[type[Base], ...] = (RecordSettings,)
