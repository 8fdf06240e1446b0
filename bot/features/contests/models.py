"""The rows of contests."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Instant, Json, RowId, SlackId
from bot.features.contests.rules.facts import Contest


class ContestRow(Base):
    """A contest. Its `rules` are frozen with `fingerprint` when it is launched.

    `said`: which of its posts were made. Facts that were known at `cutoff_at` count. `result` is what the
    final post told.
    """

    __tablename__ = "contests"
    __table_args__ = (
        Index("uq_contests_number", "workspace_id", "number", unique=True),
        Index("ix_contests_state", "workspace_id", "state"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    number: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(12))
    rules: Mapped[dict[str, Any]] = mapped_column(Json)
    fingerprint: Mapped[str | None] = mapped_column(String(64))
    channel_id: Mapped[str] = mapped_column(SlackId)
    creator_id: Mapped[str] = mapped_column(SlackId)
    created_at: Mapped[datetime] = mapped_column(Instant)
    cutoff_at: Mapped[datetime | None] = mapped_column(Instant)
    said: Mapped[list[Any]] = mapped_column(Json)
    result: Mapped[dict[str, Any] | None] = mapped_column(Json)

    def fact(self) -> Contest:
        """The frozen fact that other rooms and later features see."""
        return Contest(
            id=self.id,
            number=self.number,
            state=self.state,
            rules=self.rules,
            fingerprint=self.fingerprint,
            channel_id=self.channel_id,
            creator_id=self.creator_id,
            result=self.result,
        )


class ContestDecliner(Base):
    """Somebody who does not want to take part."""

    __tablename__ = "contest_decliners"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    contest_id: Mapped[int] = mapped_column(RowId, primary_key=True)
    member_id: Mapped[str] = mapped_column(SlackId, primary_key=True)


TABLES: tuple[type[Base], ...] = (ContestRow, ContestDecliner)
