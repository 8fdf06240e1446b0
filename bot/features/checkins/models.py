"""Rows of check-ins: how each team wants them, and each one that was asked for."""

from datetime import date, datetime, time

from sqlalchemy import Date, Index, Integer, Text, Time
from sqlalchemy.orm import Mapped, mapped_column

from bot.common.facts import fact_of
from bot.db.base import Base, Instant, Json, RowId, SlackId
from bot.features.checkins.rules import Checkin


class TeamCheckins(Base):
    """How a team checks in; no row until its manager decides. `weekday`: 0 is Monday.

    Every `weeks` weeks; `anchor` is a day in one week that is due. `at` is each member's local time.
    `posts_progress`: the team's channel gets a post as well.
    """

    __tablename__ = "team_checkins"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    team_id: Mapped[int] = mapped_column(RowId, primary_key=True)
    is_on: Mapped[bool]
    weekday: Mapped[int] = mapped_column(Integer)
    at: Mapped[time] = mapped_column(Time)
    weeks: Mapped[int] = mapped_column(Integer)
    anchor: Mapped[date] = mapped_column(Date)
    posts_progress: Mapped[bool]


class CheckinRow(Base):
    """A person was asked about these goals; unique by person and `nominal`, the local day of the question.

    An answer from `late_from` on is late. `answered_at`: the first answer, None without one. `answered_ids`:
    the goals that were reported on. Words are in Slack's escaped form, "" for none.
    """

    __tablename__ = "checkins"
    __table_args__ = (
        Index("uq_checkins_person_nominal", "workspace_id", "person_id", "nominal", unique=True),
        Index("ix_checkins_workspace_id_nominal", "workspace_id", "nominal"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    person_id: Mapped[str] = mapped_column(SlackId)
    nominal: Mapped[date] = mapped_column(Date)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    late_from: Mapped[datetime] = mapped_column(Instant)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    goal_ids: Mapped[list[int]] = mapped_column(Json)
    answered_ids: Mapped[list[int]] = mapped_column(Json)
    wins: Mapped[str] = mapped_column(Text)
    blockers: Mapped[str] = mapped_column(Text)
    next_week: Mapped[str] = mapped_column(Text)

    def fact(self) -> Checkin:
        """The frozen fact that other rooms and later features see."""
        return fact_of(self, Checkin)


TABLES: tuple[type[Base], ...] = (TeamCheckins, CheckinRow)
