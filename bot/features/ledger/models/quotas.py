"""Quotas, and the days on which somebody sells."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Exact, Instant, Json, RowId, SlackId
from bot.db.money import Money
from bot.features.ledger.models.columns import CURRENCY, NAME


class QuotaRow(Base):
    """A quota in force on the days [starts_on, ends_on): `amount_base` for each month, quarter or year of it.

    `per` "span": the amount is for all of these days. `ramp` are percents, one a month from `ramp_from` on,
    100 after the last. `relief` is the percent taken off. `origin`: as of a deal, "" for a person.
    """

    __tablename__ = "quotas"
    __table_args__ = (Index("ix_quotas_member", "workspace_id", "member_id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    member_id: Mapped[str] = mapped_column(SlackId)
    category: Mapped[str] = mapped_column(NAME)
    amount: Mapped[Decimal] = mapped_column(Money)
    currency: Mapped[str] = mapped_column(CURRENCY)
    amount_base: Mapped[Decimal] = mapped_column(Money)
    per: Mapped[str] = mapped_column(String(10))
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    ramp: Mapped[list[Any]] = mapped_column(Json)
    ramp_from: Mapped[date | None] = mapped_column(Date)
    relief: Mapped[Decimal] = mapped_column(Exact)
    reason: Mapped[str] = mapped_column(Text)
    origin: Mapped[str] = mapped_column(String(80), default="", server_default="")
    author_id: Mapped[str | None] = mapped_column(SlackId)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    replaced_at: Mapped[datetime | None] = mapped_column(Instant)


class Employment(Base):
    """The days [started_on, left_on) on which somebody sells; None is an open end. The newest row counts."""

    __tablename__ = "employments"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    member_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    recorded_at: Mapped[datetime] = mapped_column(Instant, primary_key=True)
    started_on: Mapped[date | None] = mapped_column(Date)
    left_on: Mapped[date | None] = mapped_column(Date)
