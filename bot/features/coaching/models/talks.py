"""Rows of series and talks, and of whether talks were useful."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Date, Index, Integer, String, Time, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.common.facts import fact_of
from bot.db.base import WHOSE, Base, Instant, RowId, SlackId
from bot.features.coaching.rules.facts import CoachingSeries, CoachingTalk, Say
from bot.features.coaching.rules.state_machine import SeriesState, TalkState

_IS_LIVE = text("state <> 'ended'")


class CoachingSeriesRow(Base):
    """The one-to-ones of a pair, see `CoachingSeries`; at most one that has not ended."""

    __tablename__ = "coaching_series"
    __table_args__ = (
        Index(
            "uq_coaching_series_pair",
            "workspace_id",
            "manager_id",
            "person_id",
            unique=True,
            sqlite_where=_IS_LIVE,
            postgresql_where=_IS_LIVE,
        ),
        Index("ix_coaching_series_person", "workspace_id", "person_id"),
        Index("ix_coaching_series_state", "workspace_id", "state"),
        {"info": {WHOSE: ("manager_id", "person_id")}},
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    manager_id: Mapped[str] = mapped_column(SlackId)
    person_id: Mapped[str] = mapped_column(SlackId)
    state: Mapped[str] = mapped_column(String(12))
    weekday: Mapped[int | None] = mapped_column(Integer)
    weeks: Mapped[int] = mapped_column(Integer)
    at: Mapped[time | None] = mapped_column(Time)
    anchor: Mapped[date | None] = mapped_column(Date)
    minutes: Mapped[int] = mapped_column(Integer)
    zone: Mapped[str] = mapped_column(String(64))
    next_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(Integer)
    paused_until: Mapped[date | None] = mapped_column(Date)
    begun_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)

    def fact(self) -> CoachingSeries:
        """The frozen fact that other rooms and later features see."""
        return series_fact(self)


def series_fact(row: Any) -> CoachingSeries:
    """The fact of a series; `row` has the columns of `CoachingSeriesRow`."""
    return fact_of(row, CoachingSeries, state=SeriesState(row.state))


class CoachingTalkRow(Base):
    """One talk of a series, see `CoachingTalk`."""

    __tablename__ = "coaching_talks"
    __table_args__ = (
        Index("ix_coaching_talks_series", "workspace_id", "series_id", "at"),
        Index("ix_coaching_talks_state", "workspace_id", "state", "at"),
        {"info": {WHOSE: ("series_id",)}},
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    series_id: Mapped[int] = mapped_column(RowId)
    nominal: Mapped[date] = mapped_column(Date)
    at: Mapped[datetime] = mapped_column(Instant)
    is_moved: Mapped[bool]
    version: Mapped[int] = mapped_column(Integer)
    person_says: Mapped[str] = mapped_column(String(4))
    manager_says: Mapped[str] = mapped_column(String(4))
    state: Mapped[str] = mapped_column(String(12))
    held_on: Mapped[date | None] = mapped_column(Date)

    def fact(self) -> CoachingTalk:
        """The frozen fact that other rooms and later features see."""
        return talk_fact(self)


def talk_fact(row: Any) -> CoachingTalk:
    """The fact of a talk; `row` has the columns of `CoachingTalkRow`."""
    says = {"person_says": Say(row.person_says), "manager_says": Say(row.manager_says)}
    return fact_of(row, CoachingTalk, state=TalkState(row.state), **says)


class TalkVoter(Base):
    """That a person has said whether a talk was useful; not what they said, and not when."""

    __tablename__ = "talk_voters"
    __table_args__ = ({"info": {WHOSE: ("person_id",)}},)

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    talk_id: Mapped[int] = mapped_column(RowId, primary_key=True)
    person_id: Mapped[str] = mapped_column(SlackId, primary_key=True)


class TalkVote(Base):
    """One answer: no talk, no day, no name, a random id; of a manager and the fiscal quarter that `begins`.

    All of a quarter are written anew, in a random order, with each one that comes.
    """

    __tablename__ = "talk_votes"
    __table_args__ = (
        Index("ix_talk_votes_quarter", "workspace_id", "manager_id", "begins"),
        {"sqlite_with_rowid": False, "info": {WHOSE: ()}},
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    manager_id: Mapped[str] = mapped_column(SlackId)
    begins: Mapped[date] = mapped_column(Date)
    vote: Mapped[str] = mapped_column(String(8))


TABLES: tuple[type[Base], ...] = (CoachingSeriesRow, CoachingTalkRow, TalkVoter, TalkVote)
