"""Derives from a deal the credits that it is worth; pure.

The ledger is append-only: a credit that no longer holds is reversed by another.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from bot.common.currencies import coin_places
from bot.common.numbers import tidy
from bot.features.ledger.rules.records import DealStatus

_HUNDRED = Decimal(100)


class CreditWait(StrEnum):
    """What a credit waits for before it counts; values are stored."""

    rate = "rate"
    confirmation = "confirmation"


@dataclass(frozen=True)
class Split:
    """Somebody's share of a deal in percent; `member_id` is None for somebody who is no member here."""

    member_id: str | None
    percent: Decimal
    is_overlay: bool = False


@dataclass(frozen=True)
class Due:
    """A credit that a won deal is worth, whether or not it is booked already."""

    member_id: str | None
    amount: Decimal
    currency: str
    closed_on: date
    percent: Decimal
    is_overlay: bool


@dataclass(frozen=True)
class CreditLine:
    """A booked credit that has not been reversed."""

    id: int
    due: Due
    credit_date: date


@dataclass(frozen=True)
class Posting:
    """A credit to write: a won one, or the reversal of the credit `reverses`."""

    due: Due
    credit_date: date
    reverses: int | None = None

    @property
    def amount(self) -> Decimal:
        """What it adds to the sums, in the deal's currency; negative for a reversal."""
        return self.due.amount if self.reverses is None else -self.due.amount


def due_lines(
    status: DealStatus,
    amount: Decimal | None,
    currency: str,
    closed_on: date | None,
    owner_id: str | None,
    splits: Sequence[Split],
) -> list[Due]:
    """The credits that a deal is worth; empty unless it is won with an amount. They add up to the deal.

    Without splits, or with overlay splits only, the owner gets the whole. Shares are rounded to the
    currency's smallest coin, or as finely as the amount is written; the rest goes to the last share.
    """
    if status is not DealStatus.WON or amount is None or closed_on is None:
        return []
    own = [split for split in splits if not split.is_overlay] or [Split(owner_id, _HUNDRED)]
    overlay = [split for split in splits if split.is_overlay]
    places = _places(amount, currency)
    shares = [_share(amount, split, places) for split in [*own, *overlay]]
    # What rounding leaves over belongs to the last of those who share the deal.
    total = sum((split.percent for split in own), Decimal(0)) * amount / _HUNDRED
    shares[len(own) - 1] += _rounded(total, places) - sum(shares[: len(own)], Decimal(0))
    return [
        Due(split.member_id, share, currency, closed_on, split.percent, split.is_overlay)
        for split, share in zip([*own, *overlay], shares, strict=True)
    ]


def _share(amount: Decimal, split: Split, places: int) -> Decimal:
    return amount if split.percent == _HUNDRED else _rounded(amount * split.percent / _HUNDRED, places)


def _places(amount: Decimal, currency: str) -> int:
    exponent = tidy(amount).as_tuple().exponent
    return max(coin_places(currency), -exponent if isinstance(exponent, int) else 0)


def _rounded(amount: Decimal, places: int) -> Decimal:
    return amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def postings(
    wanted: Collection[Due], booked: Collection[CreditLine], today: date, locked_before: date | None
) -> list[Posting]:
    """The credits to write so that the ledger says what the deal says.

    In an open period a credit and its reversal get the date of the deal, which restates the period. What
    belongs into a locked period is dated `today`: that period stays as it was reported.
    """
    missing = list(wanted)
    found: list[Posting] = []
    for line in booked:
        if line.due in missing:
            missing.remove(line.due)
        else:
            found.append(
                Posting(line.due, _open_day(line.credit_date, today, locked_before), reverses=line.id)
            )
    return [*found, *(Posting(due, _open_day(due.closed_on, today, locked_before)) for due in missing)]


def _open_day(day: date, today: date, locked_before: date | None) -> date:
    return today if locked_before is not None and day < locked_before else day


def rate_on(rates: Sequence[tuple[date, Decimal]], day: date) -> Decimal | None:
    """The rate in force on that day, of (since, rate) pairs; None where there is none yet."""
    known = [(since, rate) for since, rate in rates if since <= day]
    return max(known)[1] if known else None
