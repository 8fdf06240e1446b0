"""What is in the books and not in all that a source holds is found, and taken out as missing."""

from collections.abc import Collection

from bot.db.transaction import Transaction
from bot.features.ledger.repository.identities import IdentityRepository
from bot.features.ledger.repository.origins import OriginRepository
from bot.features.ledger.repository.writes import LedgerRepository
from bot.features.ledger.rules.access import may_keep
from bot.features.ledger.rules.deals import MatchedDeal
from bot.features.ledger.rules.reconciling import MissingDeals, WholePart, missing_of
from bot.features.ledger.rules.records import DealRecord, DealStatus, Gone
from bot.features.ledger.service.posting import PostingSource, book
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.workspace.rules.books import BookRules


async def find_missing(
    transaction: Transaction,
    source: str,
    external_ids: Collection[str],
    keeper_id: str | None,
    part: WholePart | None = None,
) -> MissingDeals:
    """Deals of the source that are in the books and have none of these ids.

    Of people whom the keeper keeps; None: of everybody. `part`: only deals of these days; None: all.
    """
    known = await OriginRepository(transaction).living(source)
    if keeper_id is not None:
        actor = await people.actor(transaction, keeper_id)
        org_chart = await teams.load_org_chart(transaction)
        known = [deal for deal in known if may_keep(actor, deal.owner_id or "", org_chart)]
    told = list(external_ids)
    own = await LedgerRepository(transaction).known_deals(source, told)
    there = own | await IdentityRepository(transaction).aliases(source, told)
    return missing_of(known, frozenset(there.values()), part)


async def take_out(
    transaction: Transaction, missing: MissingDeals, entry: PostingSource, rules: BookRules
) -> int:
    """Books these deals as missing; how many there are, none where the file looks like a part."""
    if missing.is_a_part:
        return 0
    gone = [
        DealRecord(external_id=deal.external_id, status=DealStatus.GONE, gone_as=Gone.MISSING)
        for deal in missing.deals
    ]
    if gone:
        await book(transaction, [MatchedDeal(record, None) for record in gone], entry, rules)
    return len(gone)
