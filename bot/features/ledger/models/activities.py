"""The rows of completed activities: calls, meetings and whatever else a source counts."""

from datetime import date, datetime

from sqlalchemy import Date, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Instant, RowId, SlackId
from bot.features.ledger.models.columns import EXTERNAL_ID, SOURCE


class Activity(Base):
    """A completed activity, as it was known from `recorded_at` until `replaced_at`.

    `origin`, `source_at` and `gone_as` as of a deal's version; one that is gone counts nowhere.
    """

    __tablename__ = "activities"
    __table_args__ = (
        Index(
            "uq_activities_known",
            "workspace_id",
            "source",
            "external_id",
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
            postgresql_where=text("replaced_at IS NULL"),
        ),
        Index("ix_activities_member", "workspace_id", "member_id", "happened_on"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    source: Mapped[str] = mapped_column(SOURCE)
    external_id: Mapped[str] = mapped_column(EXTERNAL_ID)
    member_id: Mapped[str | None] = mapped_column(SlackId)
    kind: Mapped[str] = mapped_column(String(40))
    happened_on: Mapped[date] = mapped_column(Date)
    origin: Mapped[str] = mapped_column(String(80), server_default="")
    source_at: Mapped[datetime | None] = mapped_column(Instant)
    gone_as: Mapped[str] = mapped_column(String(10), server_default="")
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    replaced_at: Mapped[datetime | None] = mapped_column(Instant)
