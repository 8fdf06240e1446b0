"""How a workspace counts: its books, exchange rates, and what sources have told."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Exact, Instant, Json, SlackId
from bot.features.ledger.models.columns import CURRENCY, SOURCE


class ExchangeRate(Base):
    """The value of one unit of `currency` in the base currency, from the day `since` on."""

    __tablename__ = "exchange_rates"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    currency: Mapped[str] = mapped_column(CURRENCY, primary_key=True)
    since: Mapped[date] = mapped_column(Date, primary_key=True)
    rate: Mapped[Decimal] = mapped_column(Exact)
    recorded_at: Mapped[datetime] = mapped_column(Instant)


class Books(Base):
    """The workspace's accounting settings: base currency, fiscal year, stages, locked periods."""

    __tablename__ = "books"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    currency: Mapped[str] = mapped_column(CURRENCY)
    first_month: Mapped[int] = mapped_column(Integer)
    pattern: Mapped[str] = mapped_column(String(10))
    by_working_days: Mapped[bool]
    locked_before: Mapped[date | None] = mapped_column(Date)
    stages: Mapped[list[Any]] = mapped_column(Json)
    changed_by: Mapped[str] = mapped_column(SlackId)
    changed_at: Mapped[datetime] = mapped_column(Instant)


class SourceSync(Base):
    """One sync of a source, and the first day for which it had told results by then.

    Old rows stay, so that a figure of that time can say how fresh it was.
    """

    __tablename__ = "source_syncs"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    source: Mapped[str] = mapped_column(SOURCE, primary_key=True)
    synced_at: Mapped[datetime] = mapped_column(Instant, primary_key=True)
    first_day: Mapped[date | None] = mapped_column(Date)
