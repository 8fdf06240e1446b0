"""Rows of contests, and of those who do not take part."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.common.facts import fact_of
from bot.db.base import Base, Instant, Json, RowId, SlackId
from bot.features.contests.rules.facts import Contest


class ContestRow(Base):
    """A contest. `number` is what people write; `state` a `ContestState`.

    `rules` are `ContestRules.written()`, with `fingerprint` (None for a draft) once launched. `said`: kinds
    of its posts that were made. Facts known before `cutoff_at` count (None for a draft). `result`: the facts
    of the final post, None before.
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
        return fact_of(self, Contest)


class ContestDecliner(Base):
    """A member who does not want to take part in a contest."""

    __tablename__ = "contest_decliners"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    contest_id: Mapped[int] = mapped_column(RowId, primary_key=True)
    member_id: Mapped[str] = mapped_column(SlackId, primary_key=True)


TABLES: tuple[type[Base], ...] = (ContestRow, ContestDecliner)
