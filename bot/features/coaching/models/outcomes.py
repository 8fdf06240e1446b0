"""Rows of what came of actions that watch a figure."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import WHOSE, Base, Instant, Json, RowId, SlackId


class CoachingOutcomeRow(Base):
    """What came of an action in one figure, frozen as `facts` (an `OutcomeCard`).

    `manager_id`: who led the owner then. `begun_on`: the day from which it was watched. `is_in_prep`: it
    stands on the cards before the next talk, and in no message of its own. `answer`: an `OutcomeAnswer`.
    """

    __tablename__ = "coaching_outcomes"
    __table_args__ = (
        UniqueConstraint("workspace_id", "item_id", "metric", "begun_on"),
        Index("ix_coaching_outcomes_manager", "workspace_id", "manager_id"),
        Index("ix_coaching_outcomes_owner", "workspace_id", "owner_id"),
        Index("ix_coaching_outcomes_series", "workspace_id", "series_id"),
        {"info": {WHOSE: ("owner_id", "manager_id")}},
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    item_id: Mapped[int] = mapped_column(RowId)
    series_id: Mapped[int] = mapped_column(RowId)
    owner_id: Mapped[str] = mapped_column(SlackId)
    manager_id: Mapped[str] = mapped_column(SlackId)
    metric: Mapped[str] = mapped_column(String(40))
    skill: Mapped[str] = mapped_column(String(40))
    begun_on: Mapped[date] = mapped_column(Date)
    facts: Mapped[dict[str, Any]] = mapped_column(Json)
    is_in_prep: Mapped[bool]
    answer: Mapped[str] = mapped_column(String(8))
    made_at: Mapped[datetime] = mapped_column(Instant)


TABLES: tuple[type[Base], ...] = (CoachingOutcomeRow,)
