"""Several ids of one deal: Salesforce's 18 signs become its 15, and what two sources tell is found."""

from collections.abc import Mapping
from datetime import datetime

from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.ledger.repository.identities import IdentityRepository
from bot.features.ledger.repository.twins import TwinRepository
from bot.features.ledger.repository.writes import LedgerRepository
from bot.features.ledger.rules.identity import LONG, SALESFORCE, canonical_id
from bot.features.ledger.rules.records import DealStatus, Gone
from bot.features.ledger.rules.twins import Twins
from bot.features.ledger.service.posting import PostingSource, post
from bot.features.people.service.settings import settings_of
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.books import BookRules


async def unify(transaction: Transaction, now: datetime) -> int:
    """Gives deals and activities their canonical ids; how many rows were changed.

    Where a deal was booked under both, the younger one is reversed, and its id becomes another of the elder.
    """
    await workspace.one_at_a_time(transaction)
    identities, repository = IdentityRepository(transaction), LedgerRepository(transaction)
    changed = await _activities(identities, now)
    for deal_id, source, told in await identities.of_length(SALESFORCE, LONG):
        short = canonical_id(told)
        if short == told or told in await identities.aliases(source, [told]):
            continue
        changed += 1
        other_id = (await repository.known_deals(source, [short])).get(short)
        if other_id is None:
            await identities.rename([(deal_id, short)])
            continue
        elder, younger = sorted((deal_id, other_id))
        if elder == deal_id:
            # The two swap their ids, of which neither may stand twice at any time.
            await identities.rename([(younger, f"{told}~")])
            await identities.rename([(elder, short)])
            await identities.rename([(younger, told)])
        await identities.add_aliases(source, {told: elder})
        await _reverse(transaction, repository, younger, elder, source, now)
    return changed


async def _reverse(
    transaction: Transaction,
    repository: LedgerRepository,
    younger: int,
    elder: int,
    source: str,
    now: datetime,
) -> None:
    versions = await repository.current([younger, elder])
    kept = versions.get(younger)
    if kept is None:
        return
    name = versions[elder]["name"] if elder in versions else kept["name"]
    rules, today = (
        await settings_of(transaction, BookRules),
        local_day(now, await workspace.zone_of(transaction)),
    )
    entry = PostingSource(source, kept["origin"], True, now, today, None, f"the same deal as {name}")
    await post(repository, {younger: ((), kept["category"])}, entry, await repository.rates(), rules)
    gone = {column: value for column, value in kept.items() if column not in ("id", "workspace_id")}
    gone |= {
        "status": DealStatus.GONE.value,
        "gone_as": Gone.MERGED.value,
        "recorded_at": now,
        "counted_on": None,
    }
    await repository.replace_versions([kept["id"]], now)
    await repository.write_versions([gone])


async def _activities(identities: IdentityRepository, now: datetime) -> int:
    """Renames activities; of two current ones of one id the younger is replaced."""
    changed = 0
    for row_id, source, told, is_current in await identities.activities_of_length(SALESFORCE, LONG):
        short = canonical_id(told)
        if short == told:
            continue
        changed += 1
        if is_current and await identities.has_activity(source, short):
            await identities.end_activity(row_id, now)
        await identities.rename_activity(row_id, short)
    return changed


async def among_others(transaction: Transaction, source: str) -> Twins:
    """A search for twins among the deals of all other sources; what people wrote down by hand is none."""
    found = Twins()
    found.learn(await TwinRepository(transaction).of_others(source))
    return found


async def make_one(transaction: Transaction, source: str, deal_ids: Mapping[str, int]) -> None:
    """These ids of the source are other ids of these deals of its own."""
    await IdentityRepository(transaction).add_aliases(source, deal_ids)
