"""What is known of deals before they are told again: their stage, and the same deal in another source."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.db.transaction import Transaction
from bot.features.ledger.repository.identities import IdentityRepository
from bot.features.ledger.repository.origins import OriginRepository
from bot.features.ledger.repository.twins import TwinRepository
from bot.features.ledger.repository.writes import LedgerRepository
from bot.features.ledger.rules.deals import MatchedDeal
from bot.features.ledger.rules.twins import Twins, is_sure, twin_of
from bot.slack.text import unescape


@dataclass(frozen=True)
class FoundTwin:
    """A deal of the books that another seems to be. `is_sure`: its name or account says so, too."""

    deal_id: int
    source: str
    is_sure: bool


@dataclass(frozen=True)
class KnownStage:
    """Where a deal stands in the books, as its source wrote it."""

    pipeline: str
    stage: str


async def stages_of(
    transaction: Transaction, source: str, external_ids: Sequence[str]
) -> dict[str, KnownStage]:
    """Where those of these deals stand that are in the books, by their ids in the source."""
    ids = await _known(transaction, source, external_ids)
    current = await LedgerRepository(transaction).current(sorted(set(ids.values())))
    return {
        external_id: KnownStage(unescape(current[deal_id]["pipeline"]), unescape(current[deal_id]["stage"]))
        for external_id, deal_id in ids.items()
        if deal_id in current
    }


async def twins_of(
    transaction: Transaction,
    source: str,
    deals: Mapping[int, MatchedDeal],
    base: str,
    apart: Collection[str] = (),
) -> dict[int, FoundTwin]:
    """Which of these deals are new here and in the books from another source, by their index.

    `base` is the base currency; deals of the sources `apart` are others, as somebody has said.
    """
    owned = {number: deal for number, deal in deals.items() if deal.owner_id is not None}
    repository = TwinRepository(transaction)
    if not owned or not await repository.has_others((source, *apart)):
        return {}
    known = await _known(transaction, source, [deal.record.external_id for deal in owned.values()])
    fresh = {
        number: twin_of(deal, source, base)
        for number, deal in owned.items()
        if deal.record.external_id not in known
    }
    twins = Twins()
    twins.learn(await repository.like(source, apart, fresh.values()))
    found = {number: twins.take(deal) for number, deal in fresh.items()}
    return {
        number: FoundTwin(other.deal_id, other.source, is_sure(fresh[number], other))
        for number, other in found.items()
        if other is not None
    }


@dataclass(frozen=True)
class ShownDeal:
    """What people see of a deal to know it again; the name is in Slack's escaped form.

    `day`: closed, or of an open deal created.
    """

    source: str
    name: str
    status: str
    amount: Decimal | None
    currency: str
    day: date | None


async def shown(transaction: Transaction, deal_id: int) -> ShownDeal:
    """A deal of the books as it is now."""
    row = (await LedgerRepository(transaction).current([deal_id]))[deal_id]
    source = (await sources_of(transaction, {deal_id}))[deal_id]
    day = row["closed_on"] or row["created_on"]
    return ShownDeal(source, row["name"], row["status"], row["amount"], row["currency"], day)


async def sources_of(transaction: Transaction, deal_ids: Collection[int]) -> dict[int, str]:
    """The sources of these deals, by deal id."""
    return await OriginRepository(transaction).sources_of(sorted(deal_ids))


async def _known(transaction: Transaction, source: str, external_ids: Sequence[str]) -> dict[str, int]:
    own = await LedgerRepository(transaction).known_deals(source, external_ids)
    return own | await IdentityRepository(transaction).aliases(source, external_ids)
