"""Compares what a source tells of deals with what is known: what is new, and what is older than that."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.features.ledger.repository.identities import IdentityRepository
from bot.features.ledger.repository.writes import LedgerRepository
from bot.features.ledger.rules.control_totals import ControlTotals, totals_of
from bot.features.ledger.rules.deals import MatchedDeal, is_older, is_same, merged, told
from bot.features.ledger.rules.records import DealRecord, DealStatus, Gone
from bot.features.ledger.rules.tallies import Tally


@dataclass
class Comparison:
    """What a batch of deals would change.

    `ids`: deal ids by all ids that were told, where known. `current`: versions by deal id. `fresh`: columns
    to write, by id in the source. `deals` are those that count, each deal once. `seen`: versions of which the
    source told the same again, with its time. `told`: ids in the source of all that were judged. `merged`:
    ids of deals that were merged, with those that took them in.
    """

    ids: dict[str, int]
    current: Mapping[int, Mapping[str, Any]]
    tally: Tally = field(default_factory=Tally)
    fresh: dict[str, dict[str, Any]] = field(default_factory=dict)
    deals: list[MatchedDeal] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    seen: dict[int, datetime] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)


async def compared(
    repository: LedgerRepository,
    identities: IdentityRepository,
    source: str,
    deals: Sequence[MatchedDeal],
    base: str,
    *,
    confirms: bool,
) -> Comparison:
    """What these deals would change; of several versions of one the newest counts, wherever it stands.

    `base` is the base currency. BadInput: a deal would be won or lost on no day.
    """
    told_ids = list(
        dict.fromkeys(each for deal in deals for each in (deal.record.external_id, *deal.record.merged_ids))
    )
    own, aliases = (
        await repository.known_deals(source, told_ids),
        await identities.aliases(source, told_ids),
    )
    ids = own | aliases
    found = Comparison(ids, await repository.current(list(ids.values())))
    # Under an id of its own that was merged a deal is told no more, and takes nothing in.
    absorbed = own.keys() & aliases.keys()
    found.merged = _merges([deal for deal in deals if deal.record.external_id not in absorbed], ids)
    settled = absorbed | found.merged.keys()
    living = [deal for deal in deals if deal.record.external_id not in settled]
    found.tally.same += len(deals) - len(living)
    gone = [_merged_away(each) for each in found.merged if each not in absorbed]
    for deal in _newest(found, [*gone, *living]):
        found.told.append(deal.record.external_id)
        _judge(found, deal, base, confirms=confirms)
    return found


def _merges(deals: Iterable[MatchedDeal], ids: Mapping[str, int]) -> dict[str, str]:
    """Ids of deals that were merged, with those that took them in; none comes round to itself."""
    found: dict[str, str] = {}
    for deal in deals:
        into = deal.record.external_id
        for external_id in deal.record.merged_ids:
            end = into
            while end in found and end != external_id:
                end = found[end]
            if external_id != end and ids.get(external_id, 0) != ids.get(into, -1):
                found[external_id] = into
    return found


def _merged_away(external_id: str) -> MatchedDeal:
    """A deal that another took in: for good, so whatever was told of it at whatever time."""
    return MatchedDeal(DealRecord(external_id=external_id, status=DealStatus.GONE, gone_as=Gone.MERGED), None)


def totals_after(found: Comparison) -> ControlTotals:
    """What the deals that were told amount to once what is fresh of them is written."""
    after: dict[int | str, Mapping[str, Any]] = {}
    for external_id in found.told:
        key = found.ids.get(external_id, external_id)
        kept = found.current.get(key) if isinstance(key, int) else None
        version = found.fresh.get(external_id) or kept
        if version is not None:
            after[key] = version
    return totals_of(after.values(), found.current.values())


def _newest(found: Comparison, deals: Iterable[MatchedDeal]) -> Iterable[MatchedDeal]:
    """Each deal once, as it was told at last; the others are older."""
    newest: dict[str | int, MatchedDeal] = {}
    for deal in deals:
        key = found.ids.get(deal.record.external_id, deal.record.external_id)
        before = newest.get(key)
        if before is None:
            newest[key] = deal
            continue
        is_late = is_older(deal.record.source_at, before.record.source_at)
        found.tally.older += _is_row(before if not is_late else deal)
        if not is_late:
            newest[key] = deal
    return newest.values()


def _judge(found: Comparison, deal: MatchedDeal, base: str, *, confirms: bool) -> None:
    record, tally = deal.record, found.tally
    kept = found.current.get(found.ids.get(record.external_id, -1))
    if kept is not None and is_older(record.source_at, kept["source_at"]):
        tally.older += _is_row(deal)
        return
    said = merged(told(deal, base), record.untold, kept)
    found.deals.append(deal)
    if kept is not None and is_same(kept, said, confirms=confirms and record.status is not DealStatus.GONE):
        tally.same += _is_row(deal)
        if record.source_at is not None and record.source_at != kept["source_at"]:
            found.seen[kept["id"]] = record.source_at
        return
    found.fresh[record.external_id] = said
    if record.status is DealStatus.GONE:
        tally.gone += _is_row(deal)
    elif kept is None:
        tally.new += 1
    else:
        tally.changed += 1


def _is_row(deal: MatchedDeal) -> bool:
    """Whether it is a deal that was told, and not one that another was said to have taken in."""
    return deal.record.gone_as is not Gone.MERGED


async def absorb(
    identities: IdentityRepository, source: str, found: Comparison, ids: Mapping[str, int]
) -> None:
    """The ids of merged deals become other ids of those that took them in."""
    into: dict[str, int] = {}
    for external_id, end in found.merged.items():
        while end in found.merged:
            end = found.merged[end]
        into[external_id] = ids[end]
    for external_id, deal_id in into.items():
        await identities.follow(ids.get(external_id, -1), deal_id)
    await identities.add_aliases(source, into)
