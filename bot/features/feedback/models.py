"""Rows of feedback, of requests for it, and of who read it."""

from datetime import date, datetime

from sqlalchemy import Date, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.common.facts import fact_of
from bot.db.base import Base, Instant, RowId, SlackId
from bot.features.feedback.rules.facts import Feedback, FeedbackRequest


class FeedbackRow(Base):
    """What one person wrote about another, or noted for themselves. Words are raw, as typed.

    `record` is the name of its `Record`. `named_id`: the manager whom the form named; `asker_id`: who asked
    for it; "" for nobody. `link`: the message it is about, "" for none. `may_share`: the author agrees that
    it becomes a public kudos, which `kudos_id` then is.
    """

    __tablename__ = "feedback"
    __table_args__ = (
        Index("ix_feedback_about", "workspace_id", "about_id", "written_at"),
        Index("ix_feedback_author", "workspace_id", "author_id", "written_at"),
        Index("ix_feedback_named", "workspace_id", "named_id", "written_at"),
        Index("ix_feedback_asker", "workspace_id", "asker_id", "written_at"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    record: Mapped[str] = mapped_column(String(64))
    tone: Mapped[str] = mapped_column(String(16))
    author_id: Mapped[str] = mapped_column(SlackId)
    about_id: Mapped[str] = mapped_column(SlackId)
    named_id: Mapped[str] = mapped_column(SlackId)
    asker_id: Mapped[str] = mapped_column(SlackId)
    what: Mapped[str] = mapped_column(Text)
    effect: Mapped[str] = mapped_column(Text)
    suggestion: Mapped[str] = mapped_column(Text)
    skill: Mapped[str] = mapped_column(String(80), server_default="")
    link: Mapped[str] = mapped_column(String(160), server_default="")
    may_share: Mapped[bool] = mapped_column(server_default=false())
    kudos_id: Mapped[int | None] = mapped_column(RowId)
    written_at: Mapped[datetime] = mapped_column(Instant)
    thanked_at: Mapped[datetime | None] = mapped_column(Instant)

    def fact(self) -> Feedback:
        """The frozen fact that other rooms and later features see."""
        return fact_of(self, Feedback)


class FeedbackRequestRow(Base):
    """A question of `asker_id` to `asked_id` about `about_id`, who may be the asker.

    `state` is a `RequestState`; `feedback_id`: the answer, None without one. The question is raw.
    """

    __tablename__ = "feedback_requests"
    __table_args__ = (
        Index("ix_feedback_requests_asked", "workspace_id", "asked_id", "state"),
        Index("ix_feedback_requests_asker", "workspace_id", "asker_id", "state"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    asker_id: Mapped[str] = mapped_column(SlackId)
    about_id: Mapped[str] = mapped_column(SlackId)
    asked_id: Mapped[str] = mapped_column(SlackId)
    question: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(12))
    asked_at: Mapped[datetime] = mapped_column(Instant)
    feedback_id: Mapped[int | None] = mapped_column(RowId)

    def fact(self) -> FeedbackRequest:
        """The frozen fact that other rooms and later features see."""
        return fact_of(self, FeedbackRequest)


class FeedbackReading(Base):
    """A person has read a feedback; `read_at` is the first time."""

    __tablename__ = "feedback_readings"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    feedback_id: Mapped[int] = mapped_column(RowId, primary_key=True)
    reader_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    read_at: Mapped[datetime] = mapped_column(Instant)


TABLES: tuple[type[Base], ...] = (FeedbackRow, FeedbackRequestRow, FeedbackReading)
