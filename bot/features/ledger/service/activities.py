"""Books activities that a source tells of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.db.transaction import Transaction
from bot.features.ledger.repository.writes import LedgerRepository
from bot.features.ledger.rules.deals import is_older
from bot.features.ledger.rules.records import ActivityRecord
from bot.features.ledger.rules.tallies import Tally
from bot.features.ledger.service.posting import PostingSource

# What makes another version of an activity.
_TOLD = ("member_id", "kind", "happened_on", "gone_as")


@dataclass(frozen=True)
class MatchedActivity:
    """An activity whose person is matched; `member_id` is None for somebody who is no member here."""

    record: ActivityRecord
    member_id: str | None


@dataclass
class _Comparison:
    """The tally, the rows to insert, the ids of activities that they replace, and of those told again."""

    tally: Tally = field(default_factory=Tally)
    rows: list[dict[str, Any]] = field(default_factory=list)
    replaced: list[int] = field(default_factory=list)
    seen: dict[int, datetime] = field(default_factory=dict)


async def book_activities(
    transaction: Transaction, activities: Sequence[MatchedActivity], entry: PostingSource
) -> Tally:
    """Inserts new and changed activities and records the sync; counts each id once, as told at last."""
    repository = LedgerRepository(transaction)
    found = await _compared(repository, activities, entry)
    await repository.replace_activities(found.replaced, entry.now)
    await repository.write_activities(found.rows)
    await repository.activities_told_again(found.seen)
    await repository.synced(entry.source, None, entry.now)
    return found.tally


async def compare_activities(
    transaction: Transaction, activities: Sequence[MatchedActivity], entry: PostingSource
) -> Tally:
    """What `book_activities` would count; writes nothing."""
    return (await _compared(LedgerRepository(transaction), activities, entry)).tally


async def _compared(
    repository: LedgerRepository, activities: Sequence[MatchedActivity], entry: PostingSource
) -> _Comparison:
    found = _Comparison()
    said: dict[str, MatchedActivity] = {}
    for each in activities:
        before = said.get(each.record.external_id)
        if before is not None:
            found.tally.older += 1
        if before is None or not is_older(each.record.source_at, before.record.source_at):
            said[each.record.external_id] = each
    known = await repository.known_activities(entry.source, list(said))
    for external_id, each in said.items():
        _judge(found, known.get(external_id), _row(external_id, each, known.get(external_id), entry))
    return found


def _judge(found: _Comparison, kept: Any, row: dict[str, Any]) -> None:
    if kept is not None:
        if is_older(row["source_at"], kept.source_at):
            found.tally.older += 1
            return
        if all(getattr(kept, name) == row[name] for name in _TOLD):
            found.tally.same += 1
            if row["source_at"] is not None:
                found.seen[kept.id] = row["source_at"]
            return
        found.replaced.append(kept.id)
    found.rows.append(row)
    if row["gone_as"]:
        found.tally.gone += 1
    elif kept is None:
        found.tally.new += 1
    else:
        found.tally.changed += 1


def _row(external_id: str, each: MatchedActivity, kept: Any, entry: PostingSource) -> dict[str, Any]:
    record = each.record
    told = (each.member_id, record.kind, record.happened_on)
    if record.gone_as is not None and kept is not None:
        told = (kept.member_id, kept.kind, kept.happened_on)
    return {
        "source": entry.source,
        "external_id": external_id,
        "member_id": told[0],
        "kind": told[1],
        "happened_on": told[2],
        "origin": entry.origin,
        "source_at": record.source_at,
        "gone_as": record.gone_as.value if record.gone_as else "",
        "recorded_at": entry.now,
        "replaced_at": None,
    }
