"""Exchange rates, what sources have told, and what is being read in."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Instant, RowId, SlackId
from bot.features.ledger.models.columns import CURRENCY, RATE, SOURCE


class ExchangeRate(Base):
    """The value of one unit of `currency` in the base currency, from the day `since` on."""

    __tablename__ = "exchange_rates"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    currency: Mapped[str] = mapped_column(CURRENCY, primary_key=True)
    since: Mapped[date] = mapped_column(Date, primary_key=True)
    rate: Mapped[Decimal] = mapped_column(RATE)
    recorded_at: Mapped[datetime] = mapped_column(Instant)


class ToldRate(Base):
    """Each rate that was told for the days from `since` on, in order; the last that is not taken back holds.

    `origin`: the file or message that told it, "" for people and for what was there before.
    """

    __tablename__ = "told_rates"
    __table_args__ = (
        Index("ix_told_rates_currency", "workspace_id", "currency", "since"),
        Index("ix_told_rates_origin", "workspace_id", "origin"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    currency: Mapped[str] = mapped_column(CURRENCY)
    since: Mapped[date] = mapped_column(Date)
    rate: Mapped[Decimal] = mapped_column(RATE)
    origin: Mapped[str] = mapped_column(String(80))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    taken_back_at: Mapped[datetime | None] = mapped_column(Instant)


class SourceSync(Base):
    """One sync of a source, and the first day for which it had told results by then.

    Old rows stay, so that a figure of that time can say how fresh it was.
    """

    __tablename__ = "source_syncs"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    source: Mapped[str] = mapped_column(SOURCE, primary_key=True)
    synced_at: Mapped[datetime] = mapped_column(Instant, primary_key=True)
    first_day: Mapped[date | None] = mapped_column(Date)


class FigureHold(Base):
    """While facts come in slices from `origin`, figures stay as they were known at `known_until`.

    It counts no longer once `lapses_at` has come: whoever began may have died.
    """

    __tablename__ = "figure_holds"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    origin: Mapped[str] = mapped_column(String(80), primary_key=True)
    known_until: Mapped[datetime] = mapped_column(Instant)
    lapses_at: Mapped[datetime] = mapped_column(Instant)
