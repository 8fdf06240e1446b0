"""Rows of what the two write: topics, notes and actions."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.common.facts import fact_of
from bot.db.base import WHOSE, Base, Instant, Json, RowId, SlackId
from bot.features.coaching.rules.facts import (
    ActionItem,
    CoachingNote,
    CoachingTopic,
    ItemOrigin,
    TopicOrigin,
    TopicState,
)
from bot.features.coaching.rules.state_machine import ItemState


class CoachingTopicRow(Base):
    """Something to talk about, see `CoachingTopic`; in the order in which they were added."""

    __tablename__ = "coaching_topics"
    __table_args__ = (
        Index("ix_coaching_topics_series", "workspace_id", "series_id", "state"),
        Index("ix_coaching_topics_talk", "workspace_id", "talk_id"),
        {"info": {WHOSE: ("author_id", "series_id")}},
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    series_id: Mapped[int] = mapped_column(RowId)
    author_id: Mapped[str] = mapped_column(SlackId)
    text: Mapped[str] = mapped_column(Text)
    is_private: Mapped[bool]
    origin: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12))
    talk_id: Mapped[int | None] = mapped_column(RowId)
    added_at: Mapped[datetime] = mapped_column(Instant)

    def fact(self) -> CoachingTopic:
        """The frozen fact that other rooms and later features see."""
        of = {"origin": TopicOrigin(self.origin), "state": TopicState(self.state)}
        return fact_of(self, CoachingTopic, **of)


class CoachingNoteRow(Base):
    """What one of the two wrote of a talk: one shared and one private note each."""

    __tablename__ = "coaching_notes"
    __table_args__ = (
        Index("uq_coaching_notes_talk", "workspace_id", "talk_id", "author_id", "is_private", unique=True),
        {"info": {WHOSE: ("author_id", "talk_id")}},
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    talk_id: Mapped[int] = mapped_column(RowId)
    author_id: Mapped[str] = mapped_column(SlackId)
    is_private: Mapped[bool]
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(Instant)
    changed_at: Mapped[datetime] = mapped_column(Instant)

    def fact(self) -> CoachingNote:
        """The frozen fact that other rooms and later features see."""
        return fact_of(self, CoachingNote)


class ActionItemRow(Base):
    """What one of the two does until a day, see `ActionItem`."""

    __tablename__ = "coaching_actions"
    __table_args__ = (
        Index("ix_coaching_actions_series", "workspace_id", "series_id", "state"),
        Index("ix_coaching_actions_owner", "workspace_id", "owner_id", "state"),
        Index("ix_coaching_actions_looks", "workspace_id", "looks_on"),
        {"info": {WHOSE: ("owner_id", "author_id", "series_id")}},
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    series_id: Mapped[int] = mapped_column(RowId)
    talk_id: Mapped[int | None] = mapped_column(RowId)
    owner_id: Mapped[str] = mapped_column(SlackId)
    author_id: Mapped[str] = mapped_column(SlackId)
    text: Mapped[str] = mapped_column(Text)
    skill: Mapped[str] = mapped_column(String(40))
    due_on: Mapped[date] = mapped_column(Date)
    slips: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(12))
    origin: Mapped[str] = mapped_column(String(12))
    made_at: Mapped[datetime] = mapped_column(Instant)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    watch: Mapped[dict[str, Any] | None] = mapped_column(Json)
    watched_from: Mapped[date | None] = mapped_column(Date)
    looks_on: Mapped[date | None] = mapped_column(Date)

    def fact(self) -> ActionItem:
        """The frozen fact that other rooms and later features see."""
        return item_fact(self)


def item_fact(row: Any) -> ActionItem:
    """The fact of an action; `row` has the columns of `ActionItemRow`."""
    of = {"state": ItemState(row.state), "origin": ItemOrigin(row.origin), "watch": row.watch or {}}
    return fact_of(row, ActionItem, **of)


TABLES: tuple[type[Base], ...] = (CoachingTopicRow, CoachingNoteRow, ActionItemRow)
