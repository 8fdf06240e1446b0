"""Rows of reviews; words are raw, as typed."""

from datetime import date, datetime

from sqlalchemy import Date, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.common.facts import fact_of
from bot.db.base import Base, Instant, Json, RowId, SlackId
from bot.features.reviews.rules.facts import Review, ReviewAction, ReviewCycle, ReviewPart


class ReviewCycleRow(Base):
    """A review cycle of a team, about the days from `first` to `last` inclusive. Its name is escaped."""

    __tablename__ = "review_cycles"
    __table_args__ = (Index("ix_review_cycles_state", "workspace_id", "state"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    name: Mapped[str] = mapped_column(String(400))
    team_id: Mapped[int] = mapped_column(RowId)
    first: Mapped[date] = mapped_column(Date)
    last: Mapped[date] = mapped_column(Date)
    parts: Mapped[list[str]] = mapped_column(Json)
    kickoff_on: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(12))
    creator_id: Mapped[str] = mapped_column(SlackId)
    created_at: Mapped[datetime] = mapped_column(Instant)

    def fact(self) -> ReviewCycle:
        """The frozen fact that views and later features get."""
        return fact_of(self, ReviewCycle)


class ReviewRow(Base):
    """One person's review in a cycle. Whoever led them at its kick-off stays its `manager_id`.

    `talk_told` is the dedupe key of the message about `talk_at`.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        Index("uq_reviews_person", "workspace_id", "cycle_id", "person_id", unique=True),
        Index("ix_reviews_person_id", "workspace_id", "person_id"),
        Index("ix_reviews_manager_id", "workspace_id", "manager_id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    cycle_id: Mapped[int] = mapped_column(RowId)
    person_id: Mapped[str] = mapped_column(SlackId)
    manager_id: Mapped[str] = mapped_column(SlackId)
    state: Mapped[str] = mapped_column(String(16))
    due_on: Mapped[date] = mapped_column(Date)
    late_told_at: Mapped[datetime | None] = mapped_column(Instant)
    talk_at: Mapped[datetime | None] = mapped_column(Instant)
    talk_told: Mapped[str | None] = mapped_column(String(255))
    shared_at: Mapped[datetime | None] = mapped_column(Instant)
    acknowledged_at: Mapped[datetime | None] = mapped_column(Instant)
    comment: Mapped[str] = mapped_column(Text)
    person_signed_at: Mapped[datetime | None] = mapped_column(Instant)
    manager_signed_at: Mapped[datetime | None] = mapped_column(Instant)

    def fact(self) -> Review:
        """The frozen fact that views and later features get."""
        return fact_of(self, Review)


class ReviewPartRow(Base):
    """What one author writes in a review; `answers` by section, None before it is submitted.

    `told`: key of the message that asked for it; `reminded`: key of the reminder that names it. `seen_as`:
    the state that the person sees of a peer they named; "" for peers that only the manager knows of.
    """

    __tablename__ = "review_parts"
    __table_args__ = (
        Index("uq_review_parts_author", "workspace_id", "review_id", "kind", "author_id", unique=True),
        Index("ix_review_parts_author_id", "workspace_id", "author_id", "state"),
        Index("ix_review_parts_told", "workspace_id", "told"),
        Index("ix_review_parts_reminded", "workspace_id", "reminded"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    review_id: Mapped[int] = mapped_column(RowId)
    kind: Mapped[str] = mapped_column(String(8))
    author_id: Mapped[str] = mapped_column(SlackId)
    state: Mapped[str] = mapped_column(String(12))
    told: Mapped[str] = mapped_column(String(80))
    reminded: Mapped[str] = mapped_column(String(80), server_default="")
    seen_as: Mapped[str] = mapped_column(String(12), server_default="")
    answers: Mapped[dict[str, str] | None] = mapped_column(Json)
    submitted_at: Mapped[datetime | None] = mapped_column(Instant)

    @property
    def marks(self) -> tuple[str, str]:
        """Keys of the messages about it: the request and the reminder; "" where there is none."""
        return self.told, self.reminded

    def fact(self) -> ReviewPart:
        """The frozen fact that views and later features get."""
        return fact_of(self, ReviewPart)


class ReviewActionRow(Base):
    """An action that the two agreed on.

    `goal_id`: the goal made of it; `coaching_action_id`: the action of their 1:1s that it is.
    """

    __tablename__ = "review_actions"
    __table_args__ = (Index("ix_review_actions_review", "workspace_id", "review_id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    review_id: Mapped[int] = mapped_column(RowId)
    text: Mapped[str] = mapped_column(String(200))
    is_done: Mapped[bool]
    goal_id: Mapped[int | None] = mapped_column(RowId)
    coaching_action_id: Mapped[int | None] = mapped_column(RowId)
    position: Mapped[int] = mapped_column(Integer)

    def fact(self) -> ReviewAction:
        """The frozen fact that views and later features get."""
        return fact_of(self, ReviewAction)


class ReviewReading(Base):
    """Who read a part, and when they first did."""

    __tablename__ = "review_readings"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    part_id: Mapped[int] = mapped_column(RowId, primary_key=True)
    reader_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    read_at: Mapped[datetime] = mapped_column(Instant)


TABLES: tuple[type[Base], ...] = (ReviewCycleRow, ReviewRow, ReviewPartRow, ReviewActionRow, ReviewReading)
