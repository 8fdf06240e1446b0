"""Finds deals that two sources tell: by id, or by owner, money, name and day. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
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
    """Pairs of deals of a file with deals of other sources: (id in the file, deal) by source.

    Each deal of the books is in one pair at most: two ids that look like it are two deals. `known`: by what
    pairs have in common; `paired`: ids in the file by the deal of the books.
    """

    known: dict[tuple[object, ...], list[TwinDeal]] = field(default_factory=dict)
    pairs: dict[str, list[tuple[str, TwinDeal]]] = field(default_factory=dict)
    deals: int = 0
    paired: dict[int, str] = field(default_factory=dict)

    def learn(self, others: Iterable[TwinDeal]) -> None:
        """Adds deals of other sources, among which twins are looked for."""
        for other in others:
            for key in _keys(other):
                self.known.setdefault(key, []).append(other)

    def anew(self) -> "Twins":
        """A search among the same known deals that has found no pair yet."""
        return Twins(self.known)

    def see(self, deals: Iterable[TwinDeal]) -> None:
        """Looks for the twins of these deals."""
        for deal in deals:
            self.deals += 1
            other = self.take(deal)
            if other is not None:
                self.pairs.setdefault(other.source, []).append((deal.external_id, other))

    def take(self, deal: TwinDeal) -> TwinDeal | None:
        """The twin of this deal that is nearest, and that no other has; None without one."""
        among = (each for key in _keys(deal) for each in self.known.get(key, ()))
        own = deal.external_id
        free = [each for each in among if self.paired.get(each.deal_id, own) == own and _same(deal, each)]
        nearest = sorted(free, key=lambda each: (each.external_id != own, _days(deal, each)))
        found = next(iter(nearest), None)
        if found is not None:
            self.paired[found.deal_id] = own
        return found

    def source(self) -> str:
        """The source that has most of these deals too; "" where fewer than three are in any."""
        most = max(self.pairs, key=lambda name: len(self.pairs[name]), default="")
        return most if most and len(self.pairs[most]) >= FEWEST_PAIRS else ""


def is_sure(deal: TwinDeal, twin: TwinDeal) -> bool:
    """Whether name or account say so too: ids alone may be equal by chance, such as small numbers."""
    return bool({_key(deal.name), _key(deal.account)} & {_key(twin.name), _key(twin.account)} - {""})


def _keys(deal: TwinDeal) -> list[tuple[object, ...]]:
    if deal.owner_id is None:
        return []
    amount = [] if deal.amount is None else [(deal.owner_id, deal.amount, deal.currency)]
    return [(deal.owner_id, deal.external_id), *amount]


def _days(deal: TwinDeal, other: TwinDeal) -> timedelta:
    return abs(deal.day - other.day) if deal.day and other.day else timedelta.max


def _same(deal: TwinDeal, other: TwinDeal) -> bool:
    if deal.external_id == other.external_id:
        return True
    if deal.amount is None or (deal.amount, deal.currency) != (other.amount, other.currency):
        return False
    return is_sure(deal, other) and _days(deal, other) <= SAME_WITHIN


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
