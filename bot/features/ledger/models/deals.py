"""Deals, and what was known of them when."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Exact, Instant, Json, RowId, SlackId
from bot.db.money import Money
from bot.features.ledger.models.columns import CURRENCY, EXTERNAL_ID, NAME, SOURCE


class Deal(Base):
    """A deal, identified by its id in the source (CRM, file or `hand`) that it comes from."""

    __tablename__ = "deals"
    __table_args__ = (UniqueConstraint("workspace_id", "source", "external_id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    source: Mapped[str] = mapped_column(SOURCE)
    external_id: Mapped[str] = mapped_column(EXTERNAL_ID)


class DealAlias(Base):
    """Another id in a source for a deal of that or another source.

    One that has a deal of its own was merged: what is told of it changes nothing any more.
    """

    __tablename__ = "deal_aliases"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    source: Mapped[str] = mapped_column(SOURCE, primary_key=True)
    external_id: Mapped[str] = mapped_column(EXTERNAL_ID, primary_key=True)
    deal_id: Mapped[int] = mapped_column(ForeignKey(Deal.id))


class DealVersion(Base):
    """A deal as it was from `recorded_at` until `replaced_at`. Text is in Slack's escaped form.

    `first_created_on` is the earliest creation date ever told. `amount_base` is None without an amount, and
    while its currency has no rate. `is_confirmed` is False for a rep's own entry while it waits for a nod: it
    counts nowhere. `is_own_word`: it counts, but nobody except the rep ever said so. `source_at` is when the
    source last modified it, None if that was not told; `gone_as` is "" unless its status is gone. An
    `is_archived` open deal is in no pipeline. `counted_on` is the day on which it counts as won or lost: that
    on which it was closed, or was told where that period was locked by then; None unless it is won or lost.
    From `category` (the type) to `lost_reason` figures can be cut by it; "" is not told.
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
        # With everything that a count of many people's deals asks for: it is answered by the index alone.
        Index(
            "ix_deal_versions_closed",
            "workspace_id",
            "owner_id",
            "counted_on",
            "status",
            "recorded_at",
            "replaced_at",
            "amount",
            "is_confirmed",
        ),
        Index("ix_deal_versions_created", "workspace_id", "owner_id", "first_created_on"),
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
    counted_on: Mapped[date | None] = mapped_column(Date)
    expected_on: Mapped[date | None] = mapped_column(Date)
    probability: Mapped[Decimal | None] = mapped_column(Exact)
    category: Mapped[str] = mapped_column(NAME)
    pipeline: Mapped[str] = mapped_column(NAME, default="", server_default="")
    segment: Mapped[str] = mapped_column(NAME, default="", server_default="")
    product: Mapped[str] = mapped_column(NAME, default="", server_default="")
    lead_source: Mapped[str] = mapped_column(NAME, default="", server_default="")
    lost_reason: Mapped[str] = mapped_column(NAME, default="", server_default="")
    splits: Mapped[list[Any]] = mapped_column(Json)
    origin: Mapped[str] = mapped_column(String(80))
    is_confirmed: Mapped[bool]
    source_at: Mapped[datetime | None] = mapped_column(Instant)
    gone_as: Mapped[str] = mapped_column(String(10), server_default="")
    is_archived: Mapped[bool] = mapped_column(server_default=false())
    is_own_word: Mapped[bool] = mapped_column(default=False, server_default=false())
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    replaced_at: Mapped[datetime | None] = mapped_column(Instant)


class StageEntryRow(Base):
    """The day on which a deal entered a stage, as it was known until `replaced_at`.

    One that is told once more after it was replaced was never replaced.
    """

    __tablename__ = "stage_entries"
    __table_args__ = (Index("ix_stage_entries_entered_on", "workspace_id", "entered_on"),)

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    deal_id: Mapped[int] = mapped_column(ForeignKey(Deal.id), primary_key=True)
    stage: Mapped[str] = mapped_column(NAME, primary_key=True)
    entered_on: Mapped[date] = mapped_column(Date, primary_key=True)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    replaced_at: Mapped[datetime | None] = mapped_column(Instant)
