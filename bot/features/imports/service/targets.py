"""Quotas and exchange rates into the ledger, wherever they come from."""

from bot.common.errors import BadInput
from bot.db.transaction import Transaction
from bot.features.imports.rules.matching import shown
from bot.features.ledger.rules.quotas import Per
from bot.features.ledger.rules.records import QuotaRecord, RateRecord
from bot.features.ledger.rules.tallies import Tally
from bot.features.ledger.service import exchange_rates, quotas
from bot.features.ledger.service.posting import PostingSource


async def take_quota(
    transaction: Transaction, record: QuotaRecord, member_id: str | None, entry: PostingSource, *, dry: bool
) -> Tally:
    """Records the quota of this member; only counts it when `dry`. BadInput: nobody's, or no quota."""
    if member_id is None:
        raise BadInput(f"“{shown(record.person)}” is no member here, so cannot have a quota.")
    new = quotas.NewQuota(
        member_id,
        record.amount,
        Per.span,
        record.starts_on,
        record.ends_on,
        record.currency,
        category=record.category,
    )
    is_new = await quotas.record_quota(
        transaction, new, entry.author_id, entry.now, origin=entry.origin, dry=dry
    )
    return Tally(new=int(is_new), same=int(not is_new))


async def take_rate(
    transaction: Transaction, record: RateRecord, entry: PostingSource, *, dry: bool
) -> Tally:
    """Records the rate; only counts it when `dry`. BadInput: it is no rate."""
    is_new = await exchange_rates.is_new_rate(transaction, record.currency, record.rate, record.since)
    if is_new and not dry:
        await exchange_rates.record_rate(
            transaction, record.currency, record.rate, record.since, entry.now, entry.origin
        )
    return Tally(new=int(is_new), same=int(not is_new))
