"""Rows of mentors: offers and places, vetoes, asks with their candidates, mentorships with their talks."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import WHOSE, Base, Instant, Json, RowId, SlackId
from bot.features.mentors.rules.facts import AskState, MentorAsk

_OPEN = text("state IN ('open', 'listed', 'asked')")


class MentorPlaceRow(Base):
    """How many mentees somebody takes at once, and until when none."""

    __tablename__ = "mentor_places"
    __table_args__ = ({"info": {WHOSE: ("mentor_id",)}},)

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    mentor_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    capacity: Mapped[int] = mapped_column(Integer)
    paused_until: Mapped[date | None] = mapped_column(Date)

    def is_paused(self, today: date) -> bool:
        """Whether they take nobody new on this day."""
        return self.paused_until is not None and today < self.paused_until


class MentorOfferRow(Base):
    """That somebody offers help with a skill."""

    __tablename__ = "mentor_offers"
    __table_args__ = ({"info": {WHOSE: ("mentor_id",)}},)

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    mentor_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    skill: Mapped[str] = mapped_column(String(40), primary_key=True)


class MentorVetoRow(Base):
    """That its author is never matched with somebody; read by its author alone."""

    __tablename__ = "mentor_vetoes"
    __table_args__ = ({"info": {WHOSE: ("author_id",)}},)

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    author_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    other_id: Mapped[str] = mapped_column(SlackId, primary_key=True)


class MentorAskRow(Base):
    """A wish for help, see `MentorAsk`; one open one a person. `mentor_id`: whom the mentee asks now."""

    __tablename__ = "mentor_asks"
    __table_args__ = (
        Index(
            "uq_mentor_asks_open",
            "workspace_id",
            "mentee_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_mentor_asks_mentor", "workspace_id", "mentor_id", "state"),
        {"info": {WHOSE: ("mentee_id",)}},
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    mentee_id: Mapped[str] = mapped_column(SlackId)
    skill: Mapped[str] = mapped_column(String(40))
    words: Mapped[str] = mapped_column(Text)
    wish_id: Mapped[str] = mapped_column(SlackId)
    state: Mapped[str] = mapped_column(String(10))
    made_at: Mapped[datetime] = mapped_column(Instant)
    expires_on: Mapped[date] = mapped_column(Date)
    solved_at: Mapped[datetime | None] = mapped_column(Instant)
    mentor_id: Mapped[str] = mapped_column(SlackId)
    asked_at: Mapped[datetime | None] = mapped_column(Instant)

    def fact(self) -> MentorAsk:
        """The frozen fact that other rooms see."""
        return MentorAsk(
            self.id,
            self.mentee_id,
            self.skill,
            self.words,
            self.wish_id,
            AskState(self.state),
            self.made_at,
            self.expires_on,
            self.mentor_id,
            self.solved_at is None,
        )


class MentorCandidateRow(Base):
    """A mentor on the shortlist of an ask: its place on it, and what became of it."""

    __tablename__ = "mentor_candidates"
    __table_args__ = ({"info": {WHOSE: ("ask_id",)}},)

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    ask_id: Mapped[int] = mapped_column(RowId, primary_key=True)
    mentor_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    mentee_id: Mapped[str] = mapped_column(SlackId)
    place: Mapped[int] = mapped_column(Integer)
    score: Mapped[int] = mapped_column(Integer)
    hours: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(8))
    at: Mapped[datetime] = mapped_column(Instant)


class MentorshipRow(Base):
    """Two who talk about a skill until a day; who ended it is not written down."""

    __tablename__ = "mentorships"
    __table_args__ = (
        Index("ix_mentorships_mentor", "workspace_id", "mentor_id", "ended_at"),
        Index("ix_mentorships_mentee", "workspace_id", "mentee_id", "ended_at"),
        {"info": {WHOSE: ("mentee_id", "mentor_id")}},
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    ask_id: Mapped[int] = mapped_column(RowId)
    mentee_id: Mapped[str] = mapped_column(SlackId)
    mentor_id: Mapped[str] = mapped_column(SlackId)
    skill: Mapped[str] = mapped_column(String(40))
    aims: Mapped[list[Any]] = mapped_column(Json)
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class MentorTalkRow(Base):
    """The talk of this number, 1 to 3: who of the two says that it was."""

    __tablename__ = "mentor_talks"
    __table_args__ = ({"info": {WHOSE: ("mentorship_id",)}},)

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    mentorship_id: Mapped[int] = mapped_column(RowId, primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    mentee_says: Mapped[bool]
    mentor_says: Mapped[bool]


TABLES: tuple[type[Base], ...] = (
    MentorPlaceRow,
    MentorOfferRow,
    MentorVetoRow,
    MentorAskRow,
    MentorCandidateRow,
    MentorshipRow,
    MentorTalkRow,
)
