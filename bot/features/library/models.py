"""Rows of the library: resources, assignments, what was found useful, learning paths."""

from datetime import date, datetime

from sqlalchemy import Date, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.common.facts import fact_of
from bot.db.base import WHOSE, Base, Instant, RowId, SlackId
from bot.features.library.rules.facts import Assignment, AssignmentOrigin, AssignmentState, Resource

_OFFERED, _OPEN, _ON_PATH = text("retired_at IS NULL"), text("state = 'assigned'"), text("dropped_at IS NULL")


class ResourceRow(Base):
    """Something to read, watch or try, see `Resource`; an address is offered once."""

    __tablename__ = "resources"
    __table_args__ = (
        Index("ix_resources_skill", "workspace_id", "skill"),
        Index(
            "uq_resources_url",
            "workspace_id",
            "url",
            unique=True,
            sqlite_where=_OFFERED,
            postgresql_where=_OFFERED,
        ),
        {"info": {WHOSE: ("author_id",)}},
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    title: Mapped[str] = mapped_column(String(120))
    url: Mapped[str] = mapped_column(String(500))
    skill: Mapped[str] = mapped_column(String(40))
    minutes: Mapped[int] = mapped_column(Integer)
    author_id: Mapped[str] = mapped_column(SlackId)
    added_at: Mapped[datetime] = mapped_column(Instant)
    confirmed_at: Mapped[datetime] = mapped_column(Instant)
    retired_at: Mapped[datetime | None] = mapped_column(Instant)

    def fact(self) -> Resource:
        """The frozen fact that other rooms and later features see."""
        return fact_of(self, Resource)


class AssignmentRow(Base):
    """A resource on somebody's list, see `Assignment`; of one resource one open a person."""

    __tablename__ = "assignments"
    __table_args__ = (
        Index("ix_assignments_person", "workspace_id", "person_id", "state"),
        Index("ix_assignments_by", "workspace_id", "by_id", "state"),
        Index(
            "uq_assignments_open",
            "workspace_id",
            "person_id",
            "resource_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        {"info": {WHOSE: ("person_id", "by_id")}},
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    resource_id: Mapped[int] = mapped_column(RowId)
    person_id: Mapped[str] = mapped_column(SlackId)
    by_id: Mapped[str] = mapped_column(SlackId)
    due_on: Mapped[date | None] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(8))
    origin: Mapped[str] = mapped_column(String(8))
    given_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)

    def fact(self) -> Assignment:
        """The frozen fact that other rooms and later features see."""
        return fact_of(
            self, Assignment, state=AssignmentState(self.state), origin=AssignmentOrigin(self.origin)
        )


class ResourceVoter(Base):
    """That a person has said whether a resource was useful; not what they said, and not when."""

    __tablename__ = "resource_voters"
    __table_args__ = ({"info": {WHOSE: ("person_id",)}},)

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    resource_id: Mapped[int] = mapped_column(RowId, primary_key=True)
    person_id: Mapped[str] = mapped_column(SlackId, primary_key=True)


class ResourceVote(Base):
    """One answer of a resource: no name, no day, a random id.

    All of a resource are written anew, in a random order, with each one that comes.
    """

    __tablename__ = "resource_votes"
    __table_args__ = (
        Index("ix_resource_votes_resource", "workspace_id", "resource_id"),
        {"sqlite_with_rowid": False, "info": {WHOSE: ()}},
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    resource_id: Mapped[int] = mapped_column(RowId)
    vote: Mapped[str] = mapped_column(String(8))


class LearningPathRow(Base):
    """A resource of the path of a role, at its `position` among those that are not dropped."""

    __tablename__ = "learning_paths"
    __table_args__ = (
        Index(
            "uq_learning_paths_resource",
            "workspace_id",
            "role",
            "resource_id",
            unique=True,
            sqlite_where=_ON_PATH,
            postgresql_where=_ON_PATH,
        ),
        {"info": {WHOSE: ("added_by", "dropped_by")}},
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    role: Mapped[str] = mapped_column(String(10))
    position: Mapped[int] = mapped_column(Integer)
    resource_id: Mapped[int] = mapped_column(RowId)
    added_by: Mapped[str] = mapped_column(SlackId)
    added_at: Mapped[datetime] = mapped_column(Instant)
    dropped_by: Mapped[str | None] = mapped_column(SlackId)
    dropped_at: Mapped[datetime | None] = mapped_column(Instant)


class LearningWalkRow(Base):
    """That somebody is on the path of their role: since when, by their own wish or as a new starter."""

    __tablename__ = "learning_walks"
    __table_args__ = ({"info": {WHOSE: ("person_id",)}},)

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    person_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    began_at: Mapped[datetime] = mapped_column(Instant)
    is_by_hand: Mapped[bool]


TABLES: tuple[type[Base], ...] = (
    ResourceRow,
    AssignmentRow,
    ResourceVoter,
    ResourceVote,
    LearningPathRow,
    LearningWalkRow,
)
