"""The lines behind a figure, a page at a time, and rows of deals as facts. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bot.features.ledger.rules.cuts import UNKNOWN, Traits
from bot.features.ledger.rules.facts import ClosedFact, OpenFact

PAGE = 8


@dataclass(frozen=True)
class CreditRow:
    """A credit with its deal. `gone_at`: when the deal was voided; None if it was not.

    `amount_base` is None while the credit waits for an exchange rate. `waits`: the deal has no nod yet, so
    it counts nowhere; `is_own_word`: it counts by the rep's own word.
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
    is_own_word: bool
    waits: bool
    gone_at: datetime | None
    traits: Traits = UNKNOWN


def credit_row_of(row: Sequence[Any]) -> CreditRow:
    """The credit of a row of which the last columns are those of `Traits`."""
    return CreditRow(*_with_traits(row))


def _with_traits(row: Sequence[Any]) -> list[Any]:
    traits = len(Traits._fields)
    return [*row[:-traits], Traits(*row[-traits:])]


def why_held(row: CreditRow) -> str:
    """Why a credit that is held does not count, as people read it."""
    if row.gone_at is not None:
        return "taken back since"
    if row.waits:
        return "waits to be confirmed"
    return "waits for a rate" if row.amount_base is None else "dated later"


@dataclass(frozen=True)
class DealRow:
    """The current version of a deal. `day` is its close date, for an open one the expected date."""

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
    is_own_word: bool
    traits: Traits = UNKNOWN


def deal_row_of(row: Sequence[Any]) -> DealRow:
    """The deal of a row of which the last columns are those of `Traits`."""
    return DealRow(*_with_traits(row))


@dataclass(frozen=True)
class LoggedWin:
    """A deal that somebody entered by hand. `waits_for`: ids of who may confirm it, none if it counts."""

    deal_id: int
    name: str
    amount: Decimal
    currency: str
    closed_on: date
    owner_id: str
    waits_for: tuple[str, ...] = ()


def by_count(row: Any) -> tuple[int, date]:
    """By deal, and its later outcome after one that a locked period keeps."""
    return row[0], row[-1]


def by_deal(row: Any) -> int:
    """By deal, in the order in which they came."""
    deal_id: int = row[0]
    return deal_id


def closed_fact(row: Sequence[Any]) -> ClosedFact:
    """A deal that was won or lost, as `FactRepository.closed` reads it."""
    deal, owner, status, amount, created, closed, counted = row
    told_on = None if counted == closed else counted
    return ClosedFact(deal, owner, status == "won", amount, created, closed, told_on)


def open_fact(row: Sequence[object]) -> OpenFact:
    """A deal that is open, as `FactRepository.open` reads it."""
    deal, owner, _, amount, created, expected, probability, waits, kind, _ = row
    return OpenFact(deal, owner, amount, expected, probability, created, waits, kind)  # type: ignore[arg-type]


def born_fact(row: Sequence[Any], today: date) -> ClosedFact | OpenFact:
    """A deal that was created, as it stands today."""
    deal, owner, status, amount, created, closed = row
    # One that closes on a later day is not closed yet.
    if status == "open" or closed is None or closed > today:
        return OpenFact(deal, owner, amount, None, None, created)
    return ClosedFact(deal, owner, status == "won", amount, created, closed)
