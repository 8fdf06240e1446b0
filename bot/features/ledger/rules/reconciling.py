"""Deals that are in the books and not in what is said to be all of their source. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.common.date_ranges import ONE_DAY, DateRange, short_day
from bot.common.errors import BadInput
from bot.common.numbers import write_amount
from bot.common.text import plural

# More than this share and this number missing: what came was only a part.
_MOST_PERCENT, _MOST_DEALS = 20, 10
_SHOWN = 5
A_PART = "That looks like a part of it."


class WholeOf(StrEnum):
    """Which deals of some days a file has all of."""

    closed = "closed"
    created = "created"
    either = "either"

    @property
    def words(self) -> str:
        """What they are called in a sentence."""
        return {"closed": "won or lost", "created": "created", "either": "created, won or lost"}[self.value]


@dataclass(frozen=True)
class WholePart:
    """Deals of which a file has all: those that closed, or were created, on these days."""

    of: WholeOf
    days: DateRange

    def has(self, deal: "KnownDeal") -> bool:
        """Whether it would have to be in the file."""
        told = {
            WholeOf.closed: (deal.closed_on,),
            WholeOf.created: (deal.created_on,),
            WholeOf.either: (deal.closed_on, deal.created_on),
        }[self.of]
        return any(day is not None and day in self.days for day in told)

    @property
    def words(self) -> str:
        """Such as `won or lost from 1 Jul 2026 to 30 Sep 2026`."""
        first, last = self.days.start, self.days.last
        return f"{self.of.words} from {short_day(first)} {first.year} to {short_day(last)} {last.year}"

    def to_json(self) -> list[str]:
        """As JSON; `part_from` is the inverse."""
        return [self.of.value, self.days.start.isoformat(), self.days.last.isoformat()]


def part_from(kept: Sequence[str]) -> WholePart | None:
    """The part of these days from `WholePart.to_json`; None for nothing."""
    if not kept:
        return None
    of, first, last = kept
    return part_of(WholeOf(of), date.fromisoformat(first), date.fromisoformat(last))


def part_of(of: WholeOf, first: date, last: date) -> WholePart:
    """The part of these days, both ends included. BadInput: they end before they begin."""
    if last < first:
        raise BadInput("It ends before it begins.", field="last")
    return WholePart(of, DateRange(first, last + ONE_DAY))


def part_typed(text: str) -> WholePart:
    """The part that is written such as `closed 2026-07-01 2026-09-30`. BadInput: it is none."""
    of, *days = text.split() or [""]
    try:
        first, last = map(date.fromisoformat, days)
        return part_of(WholeOf(of), first, last)
    except ValueError:
        raise BadInput(
            f"“{text[:40]}” names no days: write closed 2026-07-01 2026-09-30 (or created, or either)."
        ) from None


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
    created_on: date | None = None


@dataclass(frozen=True)
class MissingDeals:
    """Deals that are in the books of `known` in all, and not in the file; `part`: of which it is all."""

    deals: tuple[KnownDeal, ...]
    known: int
    part: WholePart | None = None

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
        """Such as "3 deals are in the books and not in it: Harbor, $21,000, won 12 Oct, …"; "" for none."""
        if not self.deals:
            return f"Nothing {self.part.words} is in the books and not in it." if self.part else ""
        count = len(self.deals)
        verb = "is" if count == 1 else "are"
        told = f" {self.part.words}" if self.part else ""
        listed = ", ".join(_shown(deal, currency) for deal in self.deals[:_SHOWN])
        more = ", …" if count > _SHOWN else "."
        sentence = f"{plural(count, 'deal')}{told} {verb} in the books and not in it: {listed}{more}"
        return f"{sentence} {A_PART}" if self.is_a_part else sentence


def _shown(deal: KnownDeal, currency: str) -> str:
    parts = [deal.name]
    if deal.amount_base is not None:
        parts.append(write_amount(deal.amount_base, currency))
    parts.append(f"{deal.status} {short_day(deal.closed_on)}" if deal.closed_on else deal.status)
    return ", ".join(parts)


def missing_of(
    known: Sequence[KnownDeal], there: frozenset[int], part: WholePart | None = None
) -> MissingDeals:
    """Those of the `part` whose ids are not `there`: first the largest that are won."""
    own = [deal for deal in known if part is None or part.has(deal)]
    gone = [deal for deal in own if deal.deal_id not in there]
    gone.sort(key=lambda deal: (deal.status != "won", -(deal.amount_base or Decimal(0)), deal.deal_id))
    return MissingDeals(tuple(gone), len(own), part)
