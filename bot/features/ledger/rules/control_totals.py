"""Control totals: what deals amount to, for people to compare with the system they come from. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from bot.features.ledger.rules.records import DealStatus


@dataclass
class StatusTotal:
    """How many deals of one status there are, what they are worth, and how many have no amount.

    `amounts` are sums by currency, as told, unconverted.
    """

    deals: int = 0
    without_amount: int = 0
    amounts: dict[str, Decimal] = field(default_factory=dict)

    def add(self, other: "StatusTotal") -> None:
        """Counts these deals, too."""
        self.deals += other.deals
        self.without_amount += other.without_amount
        for currency, amount in other.amounts.items():
            self.amounts[currency] = self.amounts.get(currency, Decimal(0)) + amount


@dataclass
class ControlTotals:
    """Totals of some deals. `first` and `last`: the days of the first and the last win, None without any.

    `won_before`: what those that were known already had won, by currency.
    """

    won: StatusTotal = field(default_factory=StatusTotal)
    lost: StatusTotal = field(default_factory=StatusTotal)
    open: StatusTotal = field(default_factory=StatusTotal)
    first: date | None = None
    last: date | None = None
    won_before: StatusTotal = field(default_factory=StatusTotal)

    def add(self, other: "ControlTotals") -> None:
        """Counts these deals, too."""
        self.won.add(other.won)
        self.lost.add(other.lost)
        self.open.add(other.open)
        self.won_before.add(other.won_before)
        self.first = min((day for day in (self.first, other.first) if day), default=None)
        self.last = max((day for day in (self.last, other.last) if day), default=None)

    @property
    def deals(self) -> int:
        """How many deals there are in all."""
        return self.won.deals + self.lost.deals + self.open.deals


def totals_of(
    versions: Iterable[Mapping[str, Any]], before: Iterable[Mapping[str, Any]] = ()
) -> ControlTotals:
    """Totals of these versions of deals (columns of `DealVersion`); gone ones are in none.

    `before`: versions of the same deals that were known already.
    """
    found = ControlTotals(won_before=_total(before, DealStatus.WON))
    kept = list(versions)
    found.won, found.lost = _total(kept, DealStatus.WON), _total(kept, DealStatus.LOST)
    found.open = _total(kept, DealStatus.OPEN)
    days = [each["closed_on"] for each in kept if each["status"] == DealStatus.WON and each["closed_on"]]
    found.first, found.last = min(days, default=None), max(days, default=None)
    return found


def _total(versions: Iterable[Mapping[str, Any]], status: DealStatus) -> StatusTotal:
    found = StatusTotal()
    for each in versions:
        if each["status"] == status:
            is_told = each["amount"] is not None
            amounts = {each["currency"]: each["amount"]} if is_told else {}
            found.add(StatusTotal(1, int(not is_told), amounts))
    return found
