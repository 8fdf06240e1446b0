"""Rows of goals, of every change to them, and of the newest number."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Exact, Instant, Json, RowId, SlackId
from bot.features.goals.rules.facts import GoalChange


class GoalRow(Base):
    """One goal as it is now. `number` is how people name it (G12); text is in Slack's escaped form.

    A goal of a team (`team_id`) is answered for by whoever leads the team; `owner_id` led it when it was set.
    `proposer_id`: who set it for the owner, None for themselves. `counter`: terms that the owner offers, as
    `terms_json`, None without. `version` grows with terms and state. `waits_since`: since when an answer is
    waited for, None for none. `reported_at`: the newest report of progress.
    """

    __tablename__ = "goals"
    __table_args__ = (
        Index("uq_goals_workspace_id_number", "workspace_id", "number", unique=True),
        Index("ix_goals_workspace_id_state_due", "workspace_id", "state", "due"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    number: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[str] = mapped_column(SlackId)
    proposer_id: Mapped[str | None] = mapped_column(SlackId)
    team_id: Mapped[int | None] = mapped_column(RowId)
    kind: Mapped[str] = mapped_column(String(16))
    unit: Mapped[str] = mapped_column(String(64))
    start: Mapped[Decimal] = mapped_column(Exact)
    target: Mapped[Decimal] = mapped_column(Exact)
    current: Mapped[Decimal] = mapped_column(Exact)
    begins: Mapped[date] = mapped_column(Date)
    due: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(16))
    counter: Mapped[dict[str, str] | None] = mapped_column(Json)
    coach_ids: Mapped[list[str]] = mapped_column(Json)
    is_private: Mapped[bool]
    parent_id: Mapped[int | None] = mapped_column(RowId, index=True)
    roll_up: Mapped[str] = mapped_column(String(8))
    weight: Mapped[Decimal] = mapped_column(Exact)
    health: Mapped[str | None] = mapped_column(String(16))
    version: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(Instant)
    waits_since: Mapped[datetime | None] = mapped_column(Instant)
    reported_at: Mapped[datetime | None] = mapped_column(Instant)
    reached_at: Mapped[datetime | None] = mapped_column(Instant)
    shared_at: Mapped[datetime | None] = mapped_column(Instant)


class GoalChangeRow(Base):
    """One change of a goal: who, when, and by name the values before and after.

    `actor_id` None: the clock. `is_private`: belongs to a concern, which only owner, proposer and coach may
    read.
    """

    __tablename__ = "goal_changes"
    __table_args__ = (Index("ix_goal_changes_workspace_id_goal_id_id", "workspace_id", "goal_id", "id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    goal_id: Mapped[int] = mapped_column(ForeignKey(GoalRow.id))
    at: Mapped[datetime] = mapped_column(Instant)
    actor_id: Mapped[str | None] = mapped_column(SlackId)
    deed: Mapped[str] = mapped_column(String(16))
    old: Mapped[dict[str, Any]] = mapped_column(Json)
    new: Mapped[dict[str, Any]] = mapped_column(Json)
    note: Mapped[str] = mapped_column(Text)
    is_private: Mapped[bool]

    def fact(self) -> GoalChange:
        """The frozen fact that other rooms and later features see."""
        return GoalChange(
            at=self.at, actor_id=self.actor_id, action=self.deed, old=self.old, new=self.new, note=self.note
        )


class GoalNumber(Base):
    """The newest goal number of a workspace; its row is also the lock on titles and the tree."""

    __tablename__ = "goal_numbers"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    newest: Mapped[int] = mapped_column(Integer)


TABLES: tuple[type[Base], ...] = (GoalRow, GoalChangeRow, GoalNumber)
