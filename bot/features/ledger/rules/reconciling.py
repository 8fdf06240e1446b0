"""Deals that are in the books and not in what is said to be all of their source. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.common.date_ranges import short_day
from bot.common.numbers import write_amount
from bot.common.text import plural

# More than this share and this number missing: what came was only a part.
_MOST_PERCENT, _MOST_DEALS = 20, 10
_SHOWN = 5
A_PART = "That looks like a part of it."


@dataclass(frozen=True)
class KnownDeal:
    """A deal that is in the books. `amount_base` is None without an amount or a rate."""

    deal_id: int
    external_id: str
    name: str
    owner_id: str | None
    status: str
    amount_base: Decimal | None
    closed_on: date | None


@dataclass(frozen=True)
class MissingDeals:
    """Deals that are in the books of `known` in all, and not in the file."""

    deals: tuple[KnownDeal, ...]
    known: int

    @property
    def is_a_part(self) -> bool:
        """Whether so many are missing that the file can hardly be everything."""
        missing = len(self.deals)
        return missing > _MOST_DEALS and missing * 100 > self.known * _MOST_PERCENT

    @property
    def booked(self) -> Decimal:
        """What the missing ones that are won brought, in the base currency."""
        won = (deal.amount_base for deal in self.deals if deal.status == "won")
        return sum((amount for amount in won if amount is not None), Decimal(0))

    def sentence(self, currency: str) -> str:
        """Such as "3 deals are in the books and not in it: Harbor, $21,000, won 12 Oct, …"."""
        count = len(self.deals)
        verb = "is" if count == 1 else "are"
        listed = ", ".join(_shown(deal, currency) for deal in self.deals[:_SHOWN])
        more = ", …" if count > _SHOWN else "."
        sentence = f"{plural(count, 'deal')} {verb} in the books and not in it: {listed}{more}"
        return f"{sentence} {A_PART}" if self.is_a_part else sentence


def _shown(deal: KnownDeal, currency: str) -> str:
    parts = [deal.name]
    if deal.amount_base is not None:
        parts.append(write_amount(deal.amount_base, currency))
    parts.append(f"{deal.status} {short_day(deal.closed_on)}" if deal.closed_on else deal.status)
    return ", ".join(parts)


def missing_of(known: Sequence[KnownDeal], there: frozenset[int]) -> MissingDeals:
    """Those whose ids are not `there`: first the largest that are won."""
    gone = [deal for deal in known if deal.deal_id not in there]
    gone.sort(key=lambda deal: (deal.status != "won", -(deal.amount_base or Decimal(0)), deal.deal_id))
    return MissingDeals(tuple(gone), len(known))
