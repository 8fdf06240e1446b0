"""Rows of pulses; no row, and no pair of rows, tells whose an answer is."""

from datetime import date

from sqlalchemy import Date, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.common.facts import fact_of
from bot.db.base import Base, RowId, SlackId
from bot.features.pulse.rules.pulses import Pulse


class PulseRow(Base):
    """A question to everybody with a ticket, until `closes_on`. `state`: open or closed."""

    __tablename__ = "pulses"
    __table_args__ = (Index("ix_pulses_state", "workspace_id", "state"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    asker_id: Mapped[str] = mapped_column(SlackId)
    about: Mapped[str] = mapped_column(String(12))
    question: Mapped[str] = mapped_column(Text)
    minimum: Mapped[int] = mapped_column(Integer)
    closes_on: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(8))

    def fact(self) -> Pulse:
        """The frozen fact that views and later features get."""
        return fact_of(self, Pulse)


class PulseTicket(Base):
    """A person who is asked and may answer once. The time of the answer is not stored."""

    __tablename__ = "pulse_tickets"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    pulse_id: Mapped[int] = mapped_column(RowId, primary_key=True)
    member_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    is_used: Mapped[bool]


class PulseAnswer(Base):
    """One answer: no author, no time, a random name.

    All answers of a pulse are written anew, in a random order, with each one that comes: neither the order of
    the rows nor the transaction that wrote them tells which is the newest.
    """

    __tablename__ = "pulse_answers"
    __table_args__ = (
        Index("ix_pulse_answers_pulse", "workspace_id", "pulse_id"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    pulse_id: Mapped[int] = mapped_column(RowId)
    score: Mapped[int] = mapped_column(Integer)
    words: Mapped[str] = mapped_column(Text)


TABLES: tuple[type[Base], ...] = (PulseRow, PulseTicket, PulseAnswer)
