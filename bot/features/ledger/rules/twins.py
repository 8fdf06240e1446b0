"""Finds deals that two sources tell: by id, or by owner, money, name and day. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bot.features.ledger.rules.deals import SAME_WITHIN, MatchedDeal, told

FEWEST_PAIRS = 3
MOST_KEPT = 5_000


@dataclass(frozen=True)
class TwinDeal:
    """What of a deal tells that it is the same as another; names are in Slack's escaped form.

    `day`: closed, or of an open deal created. `deal_id` is 0 for a deal that is in no books.
    """

    source: str
    external_id: str
    owner_id: str | None
    amount: Decimal | None
    currency: str
    name: str
    account: str
    day: date | None
    deal_id: int = 0


def twin_of(deal: MatchedDeal, source: str, base: str) -> TwinDeal:
    """What is compared of a deal that is told; `base` is the base currency."""
    facts, record = told(deal, base), deal.record
    day = facts["closed_on"] or facts["created_on"]
    names = (facts["name"], facts["account"])
    return TwinDeal(
        source, record.external_id, deal.owner_id, facts["amount"], facts["currency"], *names, day
    )


@dataclass
class Twins:
    """Pairs of deals of a file with deals of other sources: (id in the file, deal) by source."""

    known: dict[str, list[TwinDeal]] = field(default_factory=dict)
    pairs: dict[str, list[tuple[str, TwinDeal]]] = field(default_factory=dict)
    deals: int = 0

    def learn(self, others: Iterable[TwinDeal]) -> None:
        """Adds deals of other sources, among which twins are looked for."""
        for other in others:
            if other.owner_id is not None:
                self.known.setdefault(other.owner_id, []).append(other)

    def see(self, deals: Iterable[TwinDeal]) -> None:
        """Looks for the twins of these deals."""
        for deal in deals:
            self.deals += 1
            other = self.other(deal)
            if other is not None:
                self.pairs.setdefault(other.source, []).append((deal.external_id, other))

    def other(self, deal: TwinDeal) -> TwinDeal | None:
        """The twin of this deal; None without one."""
        return next((each for each in self.known.get(deal.owner_id or "", ()) if _same(deal, each)), None)

    def source(self) -> str:
        """The source that has most of these deals too; "" where fewer than three are in any."""
        most = max(self.pairs, key=lambda name: len(self.pairs[name]), default="")
        return most if most and len(self.pairs[most]) >= FEWEST_PAIRS else ""


def _same(deal: TwinDeal, other: TwinDeal) -> bool:
    if deal.external_id == other.external_id:
        return True
    if deal.amount is None or (deal.amount, deal.currency) != (other.amount, other.currency):
        return False
    if not ({_key(deal.name), _key(deal.account)} & {_key(other.name), _key(other.account)}) - {""}:
        return False
    return deal.day is not None and other.day is not None and abs(deal.day - other.day) <= SAME_WITHIN


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
