"""Takes back what one file brought: the books are as if it had never come, but for what came later."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.db.transaction import Transaction
from bot.features.ledger.repository.identities import IdentityRepository
from bot.features.ledger.repository.origins import STRUCK, OriginRepository
from bot.features.ledger.repository.own_entries import OwnEntryRepository
from bot.features.ledger.repository.writes import LedgerRepository
from bot.features.ledger.rules.deals import is_same_deal, worth
from bot.features.ledger.rules.records import DealStatus, Gone
from bot.features.ledger.rules.source_totals import SourceTotals
from bot.features.ledger.service import quotas_back, rates_back
from bot.features.ledger.service.locking.locks import dated
from bot.features.ledger.service.posting import PostingSource, post
from bot.features.workspace.rules.books import BookRules


async def take_back(
    transaction: Transaction, origin: str, entry: PostingSource, rules: BookRules, limit: int
) -> int:
    """Takes back at most `limit` deals and as many activities of this origin, then all else; how many.

    What is current and came from there becomes what it was before, or leaves the books; credits follow, by
    the rules of locked periods. What has changed since stays.
    """
    origins, repository = OriginRepository(transaction), LedgerRepository(transaction)
    deals = await origins.deals_of(origin, limit)
    known = await origins.deals_before([row["deal_id"] for row in deals])
    before = _by_end(known, "deal_id")
    restored = {row["deal_id"]: _earlier(row, before, "deal_id", origin) for row in deals}
    anew = [_anew(row, entry.now) for row in restored.values() if row]
    await dated(transaction, anew, entry.today)
    await repository.replace_versions([row["id"] for row in deals], entry.now)
    await repository.write_versions(anew)
    due = {
        row["deal_id"]: (worth(kept) if (kept := restored[row["deal_id"]]) else (), row["category"])
        for row in deals
    }
    await post(repository, due, entry, await repository.rates(), rules)
    merged = [row["deal_id"] for row in deals if row["gone_as"] == Gone.MERGED.value]
    await IdentityRepository(transaction).part(merged)
    told = [row for row in (*deals, *known) if row["origin"] == origin]
    left = [each for each, row in restored.items() if row is None or row["status"] != DealStatus.WON.value]
    await _own_entries(transaction, told, left, entry, rules)
    count = len(deals) + await _activities(origins, repository, origin, entry, limit)
    if not count:
        count = await quotas_back.take_back(transaction, origin, entry.now)
    if not count:
        count = await rates_back.take_back(transaction, origin, entry, rules)
    if not count:
        await origins.strike(origin)
    return count


async def _own_entries(
    transaction: Transaction,
    told: Sequence[Mapping[str, Any]],
    left: Sequence[int],
    entry: PostingSource,
    rules: BookRules,
) -> None:
    """Entries by hand for which a deal of the file stood are what they were: counted, or waiting for a nod.

    `told`: the file's versions; `left`: the deals that are won no longer.
    """
    own, repository = OwnEntryRepository(transaction), LedgerRepository(transaction)
    won = [row for row in told if row["status"] == DealStatus.WON.value]
    ended = await own.ended({row["recorded_at"] for row in won}, left)
    back = [
        {name: value for name, value in row.items() if name != "twin_id"}
        for row in ended
        if row["twin_id"] in left
        or any(row["replaced_at"] == each["recorded_at"] and is_same_deal(row, each) for each in won)
    ]
    anew = [_anew(row, entry.now) for row in back]
    await dated(transaction, anew, entry.today)
    await repository.write_versions(anew)
    rates = await repository.rates()
    for row in back:
        due = {row["deal_id"]: (worth(row), row["category"])}
        await post(repository, due, replace(entry, confirms=row["is_confirmed"]), rates, rules)
    await own.wait_again([row["deal_id"] for row in back if not row["is_confirmed"]])


async def _activities(
    origins: OriginRepository, repository: LedgerRepository, origin: str, entry: PostingSource, limit: int
) -> int:
    rows = await origins.activities_of(origin, limit)
    known = await origins.activities_before([row["external_id"] for row in rows])
    before = _by_end([row for row in known if row["source"] == entry.source], "external_id")
    restored = [_earlier(row, before, "external_id", origin) for row in rows]
    await repository.replace_activities([row["id"] for row in rows], entry.now)
    await repository.write_activities([_anew(row, entry.now) for row in restored if row])
    return len(rows)


_Ends = Mapping[tuple[Hashable, datetime], Mapping[str, Any]]


def _by_end(rows: Sequence[Mapping[str, Any]], key: str) -> _Ends:
    return {(row[key], row["replaced_at"]): row for row in rows}


def _earlier(row: Mapping[str, Any], before: _Ends, key: str, origin: str) -> Mapping[str, Any] | None:
    """What was current before this origin told of it and is not taken back; None where it was in no books."""
    kept: Mapping[str, Any] | None = row
    while kept is not None and (kept["origin"] == origin or kept["origin"].startswith(STRUCK)):
        last = before.get((kept[key], kept["recorded_at"]))
        kept = last if last is not None and last["id"] < kept["id"] else None
    return kept


def _anew(row: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    kept = {name: value for name, value in row.items() if name not in ("id", "workspace_id")}
    return kept | {"recorded_at": now, "replaced_at": None}


async def has_any(transaction: Transaction, origin: str) -> bool:
    """Whether something came from there that was not taken back, whether it has changed since or not."""
    return await OriginRepository(transaction).has_any(origin)


async def totals(transaction: Transaction, source: str) -> SourceTotals:
    """Control totals of a source, as the books are now."""
    return await OriginRepository(transaction).totals(source)


async def changed_since(transaction: Transaction, source: str, at: datetime) -> int:
    """How many deals of a source that were known at that instant have changed since."""
    return await OriginRepository(transaction).changed_since(source, at)
