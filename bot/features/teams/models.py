"""Rows of teams and memberships."""

from datetime import date

from sqlalchemy import Date, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, RowId, SlackId

_IS_THERE = text("until IS NULL")


class TeamRow(Base):
    """A team; `ended_on` is None while it exists. Its name is in Slack's escaped form."""

    __tablename__ = "teams"
    __table_args__ = (Index("ix_teams_workspace_id", "workspace_id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    name: Mapped[str] = mapped_column(String(400))
    manager_id: Mapped[str] = mapped_column(SlackId)
    channel_id: Mapped[str | None] = mapped_column(SlackId)
    ended_on: Mapped[date | None] = mapped_column(Date)


class TeamMember(Base):
    """A membership from `since` up to but not including `until` (None: current); one team at a time."""

    __tablename__ = "team_members"
    __table_args__ = (
        Index(
            "uq_team_members_workspace_id_user_id",
            "workspace_id",
            "user_id",
            unique=True,
            sqlite_where=_IS_THERE,
            postgresql_where=_IS_THERE,
        ),
    )

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey(TeamRow.id), primary_key=True)
    user_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    since: Mapped[date] = mapped_column(Date, primary_key=True)
    until: Mapped[date | None] = mapped_column(Date)


TABLES: tuple[type[Base], ...] = (TeamRow, TeamMember)
