"""Books activities that a source tells of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.db.transaction import Transaction
from bot.features.ledger.repository.writes import LedgerRepository
from bot.features.ledger.rules.records import ActivityRecord
from bot.features.ledger.service.posting import PostingSource, Tally


@dataclass(frozen=True)
class MatchedActivity:
    """An activity whose person is matched; `member_id` is None for somebody who is no member here."""

    record: ActivityRecord
    member_id: str | None


async def book_activities(
    transaction: Transaction, activities: Sequence[MatchedActivity], entry: PostingSource
) -> Tally:
    """Inserts new and changed activities and records the sync; counts each id once."""
    repository = LedgerRepository(transaction)
    tally, rows, gone = await _compared(repository, activities, entry)
    await repository.replace_activities(gone, entry.now)
    await repository.write_activities(rows)
    await repository.synced(entry.source, None, entry.now)
    return tally


async def compare_activities(
    transaction: Transaction, activities: Sequence[MatchedActivity], entry: PostingSource
) -> Tally:
    """What `book_activities` would count; writes nothing."""
    tally, *_ = await _compared(LedgerRepository(transaction), activities, entry)
    return tally


async def _compared(
    repository: LedgerRepository, activities: Sequence[MatchedActivity], entry: PostingSource
) -> tuple[Tally, list[dict[str, Any]], list[int]]:
    """The tally, the rows to insert, and the ids of the activities that they replace."""
    said = {each.record.external_id: each for each in activities}
    known = await repository.known_activities(entry.source, list(said))
    tally, rows, gone = Tally(), [], []
    for external_id, each in said.items():
        row = _row(external_id, each, entry)
        kept = known.get(external_id)
        if kept is None:
            tally.new += 1
        elif all(getattr(kept, name) == row[name] for name in ("member_id", "kind", "happened_on")):
            tally.same += 1
            continue
        else:
            tally.changed += 1
            gone.append(kept.id)
        rows.append(row)
    return tally, rows, gone


def _row(external_id: str, each: MatchedActivity, entry: PostingSource) -> dict[str, Any]:
    return {
        "source": entry.source,
        "external_id": external_id,
        "member_id": each.member_id,
        "kind": each.record.kind,
        "happened_on": each.record.happened_on,
        "recorded_at": entry.now,
        "replaced_at": None,
    }
