"""Lines of booked money."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Date, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Exact, Instant, RowId, SlackId
from bot.db.money import Money
from bot.features.ledger.models.columns import CURRENCY, NAME, RATE
from bot.features.ledger.models.deals import Deal


class Credit(Base):
    """One entry of booked money; never changed, except for what it waits for.

    `credit_date` decides the period, `closed_on` is the deal's. `kind`: won, reversal (of the credit
    `reverses`) or adjustment (made by `author_id` for the reason `note`). `counts_from`: from when on it
    counts; None while it waits for what `waits_for` says (a `CreditWait`; None: for nothing).
    """

    __tablename__ = "credits"
    __table_args__ = (
        # With everything that a sum of many people's lines asks for: it is answered by the index alone.
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
    fx_rate: Mapped[Decimal | None] = mapped_column(RATE)
    amount_base: Mapped[Decimal | None] = mapped_column(Money)
    percent: Mapped[Decimal] = mapped_column(Exact)
    is_overlay: Mapped[bool]
    category: Mapped[str] = mapped_column(NAME)
    reverses: Mapped[int | None] = mapped_column(RowId)
    note: Mapped[str] = mapped_column(Text)
    author_id: Mapped[str | None] = mapped_column(SlackId)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    counts_from: Mapped[datetime | None] = mapped_column(Instant)
    waits_for: Mapped[str | None] = mapped_column(String(12))
