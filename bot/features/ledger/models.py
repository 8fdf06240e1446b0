"""Rows of the ledger.

Facts are added and replaced, never overwritten, so that every old figure can be computed again. `recorded_at`
is when Pacer learned of a fact, `replaced_at` when another fact took its place (None: current).
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Exact, Instant, Json, RowId, SlackId
from bot.db.money import Money

CURRENCY, SOURCE, EXTERNAL_ID, NAME = String(3), String(60), String(120), String(400)


class Deal(Base):
    """A deal, identified by its id in the source (CRM, file or `hand`) that it comes from."""

    __tablename__ = "deals"
    __table_args__ = (UniqueConstraint("workspace_id", "source", "external_id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    source: Mapped[str] = mapped_column(SOURCE)
    external_id: Mapped[str] = mapped_column(EXTERNAL_ID)


class DealVersion(Base):
    """A deal as it was from `recorded_at` until `replaced_at`. Text is in Slack's escaped form.

    `first_created_on` is the earliest creation date ever told. `amount_base` is None without an amount, and
    while its currency has no rate. `is_confirmed` is False for a rep's own entry that nobody confirmed.
    """

    __tablename__ = "deal_versions"
    __table_args__ = (
        Index(
            "uq_deal_versions_deal_id",
            "deal_id",
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
            postgresql_where=text("replaced_at IS NULL"),
        ),
        Index("ix_deal_versions_deal", "workspace_id", "deal_id"),
        # A covering index for counts of many people's deals.
        Index(
            "ix_deal_versions_closed",
            "workspace_id",
            "owner_id",
            "closed_on",
            "status",
            "recorded_at",
            "replaced_at",
        ),
        Index("ix_deal_versions_created", "workspace_id", "owner_id", "first_created_on"),
        Index(
            "ix_deal_versions_unconfirmed",
            "workspace_id",
            "owner_id",
            sqlite_where=text("is_confirmed IS 0"),
            postgresql_where=text("is_confirmed IS false"),
        ),
        Index(
            "ix_deal_versions_open",
            "workspace_id",
            "owner_id",
            sqlite_where=text("status = 'open'"),
            postgresql_where=text("status = 'open'"),
        ),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    deal_id: Mapped[int] = mapped_column(ForeignKey(Deal.id))
    name: Mapped[str] = mapped_column(NAME)
    account: Mapped[str] = mapped_column(NAME)
    owner_id: Mapped[str | None] = mapped_column(SlackId)
    owner_name: Mapped[str] = mapped_column(NAME)
    status: Mapped[str] = mapped_column(String(10))
    stage: Mapped[str] = mapped_column(NAME)
    amount: Mapped[Decimal | None] = mapped_column(Money)
    currency: Mapped[str] = mapped_column(CURRENCY)
    amount_base: Mapped[Decimal | None] = mapped_column(Money)
    created_on: Mapped[date | None] = mapped_column(Date)
    first_created_on: Mapped[date | None] = mapped_column(Date)
    closed_on: Mapped[date | None] = mapped_column(Date)
    expected_on: Mapped[date | None] = mapped_column(Date)
    probability: Mapped[Decimal | None] = mapped_column(Exact)
    category: Mapped[str] = mapped_column(NAME)
    splits: Mapped[list[Any]] = mapped_column(Json)
    origin: Mapped[str] = mapped_column(String(80))
    is_confirmed: Mapped[bool]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    replaced_at: Mapped[datetime | None] = mapped_column(Instant)


class StageEntry(Base):
    """The day on which a deal entered a stage."""

    __tablename__ = "stage_entries"
    __table_args__ = (Index("ix_stage_entries_entered_on", "workspace_id", "entered_on"),)

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    deal_id: Mapped[int] = mapped_column(ForeignKey(Deal.id), primary_key=True)
    stage: Mapped[str] = mapped_column(NAME, primary_key=True)
    entered_on: Mapped[date] = mapped_column(Date, primary_key=True)
    recorded_at: Mapped[datetime] = mapped_column(Instant)


class Credit(Base):
    """One entry of booked money; never changed, except for the exchange rate that it waits for.

    `credit_date` decides the period, `closed_on` is the deal's. `kind`: won, reversal (of the credit
    `reverses`) or adjustment (made by `author_id` for the reason `note`). `counts_from`: when the amount in
    the base currency was known; None without a rate.
    """

    __tablename__ = "credits"
    __table_args__ = (
        # A covering index for sums of many people's credits.
        Index(
            "ix_credits_member",
            "workspace_id",
            "member_id",
            "credit_date",
            "counts_from",
            "is_overlay",
            "amount_base",
        ),
        Index("ix_credits_deal", "workspace_id", "deal_id"),
        Index(
            "ix_credits_waiting",
            "workspace_id",
            "currency",
            sqlite_where=text("counts_from IS NULL"),
            postgresql_where=text("counts_from IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    deal_id: Mapped[int] = mapped_column(ForeignKey(Deal.id))
    member_id: Mapped[str | None] = mapped_column(SlackId)
    kind: Mapped[str] = mapped_column(String(12))
    credit_date: Mapped[date] = mapped_column(Date)
    closed_on: Mapped[date] = mapped_column(Date)
    amount: Mapped[Decimal] = mapped_column(Money)
    currency: Mapped[str] = mapped_column(CURRENCY)
    fx_rate: Mapped[Decimal | None] = mapped_column(Exact)
    amount_base: Mapped[Decimal | None] = mapped_column(Money)
    percent: Mapped[Decimal] = mapped_column(Exact)
    is_overlay: Mapped[bool]
    category: Mapped[str] = mapped_column(NAME)
    reverses: Mapped[int | None] = mapped_column(RowId)
    note: Mapped[str] = mapped_column(Text)
    author_id: Mapped[str | None] = mapped_column(SlackId)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    counts_from: Mapped[datetime | None] = mapped_column(Instant)


class Activity(Base):
    """A completed activity, as it was known from `recorded_at` until `replaced_at`."""

    __tablename__ = "activities"
    __table_args__ = (
        Index(
            "uq_activities_known",
            "workspace_id",
            "source",
            "external_id",
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
            postgresql_where=text("replaced_at IS NULL"),
        ),
        Index("ix_activities_member", "workspace_id", "member_id", "happened_on"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    source: Mapped[str] = mapped_column(SOURCE)
    external_id: Mapped[str] = mapped_column(EXTERNAL_ID)
    member_id: Mapped[str | None] = mapped_column(SlackId)
    kind: Mapped[str] = mapped_column(String(40))
    happened_on: Mapped[date] = mapped_column(Date)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    replaced_at: Mapped[datetime | None] = mapped_column(Instant)


class QuotaRow(Base):
    """A quota in force on the days [starts_on, ends_on): `amount_base` for each month, quarter or year of it.

    `per` "span": the amount is for all of these days. `ramp` are percents, one a month from `ramp_from` on,
    100 after the last. `relief` is the percent taken off.
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


TABLES: tuple[type[Base], ...] = (
    Deal,
    DealVersion,
    StageEntry,
    Credit,
    Activity,
    QuotaRow,
    Employment,
    ExchangeRate,
    Books,
    SourceSync,
)
