"""The lines behind a figure, a page at a time, as people look through them. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Generic, TypeVar

PAGE = 8
Row = TypeVar("Row")


@dataclass(frozen=True)
class CreditRow:
    """A line of booked money, and the deal it is of, which was taken back at `gone_at`, if ever.

    `amount_base` is None while it waits for a rate.
    """

    id: int
    deal_id: int
    deal: str
    source: str
    external_id: str
    member_id: str | None
    kind: str
    credit_date: date
    amount: Decimal
    currency: str
    fx_rate: Decimal | None
    amount_base: Decimal | None
    percent: Decimal
    is_overlay: bool
    note: str
    is_confirmed: bool
    gone_at: datetime | None


@dataclass(frozen=True)
class DealRow:
    """A deal as it is. `day` is when it was closed, or should be."""

    deal_id: int
    deal: str
    source: str
    external_id: str
    owner_id: str | None
    status: str
    stage: str
    amount: Decimal | None
    currency: str
    amount_base: Decimal | None
    created_on: date | None
    day: date | None
    is_confirmed: bool


@dataclass(frozen=True)
class Page(Generic[Row]):
    """A page of rows, and how many there are in all."""

    rows: tuple[Row, ...]
    total: int
    number: int


@dataclass(frozen=True)
class OwnEntry:
    """A deal that somebody wrote down."""

    deal_id: int
    name: str
    amount: Decimal
    currency: str
    closed_on: date
    owner_id: str
    is_confirmed: bool
