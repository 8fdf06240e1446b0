"""Rows of notifications: choices of people, time off, muted kinds, and the daily count."""

from datetime import date, datetime, time

from sqlalchemy import Date, Integer, String, Time
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Instant, SlackId


class AttentionChoices(Base):
    """One person's preferences; NULL follows the workspace's calendar."""

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
    """A day on which somebody does not work, with the name they gave it."""

    __tablename__ = "time_off"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    user_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    name: Mapped[str] = mapped_column(String(512))


class MutedKind(Base):
    """A kind of notice that somebody switched off."""

    __tablename__ = "muted_kinds"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    user_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    kind: Mapped[str] = mapped_column(String(64), primary_key=True)


class AttentionSpent(Base):
    """How many unsolicited messages somebody got on a day of their own zone."""

    __tablename__ = "attention_spent"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    user_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    messages: Mapped[int] = mapped_column(Integer)


TABLES = (AttentionChoices, TimeOff, MutedKind, AttentionSpent)
