"""Control totals of a source: what to compare with its own. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from bot.common.numbers import write_amount


@dataclass(frozen=True)
class SourceTotals:
    """Deals of a source by state, with the sums (base currency) of those that are won and open."""

    won: int = 0
    booked: Decimal = Decimal(0)
    lost: int = 0
    open: int = 0
    pipeline: Decimal = Decimal(0)
    activities: int = 0

    def sentence(self, currency: str) -> str:
        """Such as "Won 8, $212,800 · lost 5 · open 16, $415,000"; activities only where there are some."""
        parts = [
            f"Won {self.won:,}, {write_amount(self.booked, currency)}",
            f"lost {self.lost:,}",
            f"open {self.open:,}, {write_amount(self.pipeline, currency)}",
        ]
        if self.activities:
            parts.append("1 activity" if self.activities == 1 else f"{self.activities:,} activities")
        return " · ".join(parts)
