"""What people decided about messages to them, and how many they had."""

from datetime import date, datetime, time

from sqlalchemy import Date, Integer, String, Time
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Instant, SlackId


class AttentionChoices(Base):
    """One person's choices; what is NULL is as the workspace has it."""

    __tablename__ = "attention_choices"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    user_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    opens: Mapped[time | None] = mapped_column(Time)
    closes: Mapped[time | None] = mapped_column(Time)
    workdays: Mapped[str | None] = mapped_column(String(7))
    country: Mapped[str | None] = mapped_column(String(8))
    daily_limit: Mapped[int | None] = mapped_column(Integer)
    snoozed_until: Mapped[datetime | None] = mapped_column(Instant)


class TimeOff(Base):
    """One day on which somebody does not work."""

    __tablename__ = "time_off"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    user_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    name: Mapped[str] = mapped_column(String(512))


class MutedKind(Base):
    """A kind of message that somebody does not want."""

    __tablename__ = "muted_kinds"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    user_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    kind: Mapped[str] = mapped_column(String(64), primary_key=True)


class AttentionSpent(Base):
    """How many unasked messages somebody had on a day of their own."""

    __tablename__ = "attention_spent"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    user_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    messages: Mapped[int] = mapped_column(Integer)


TABLES = (AttentionChoices, TimeOff, MutedKind, AttentionSpent)
