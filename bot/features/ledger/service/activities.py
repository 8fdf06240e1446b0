"""Taking activities into the books."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.db.transaction import Transaction
from bot.features.ledger.repository.writes import LedgerRepository
from bot.features.ledger.rules.records import ActivityRecord
from bot.features.ledger.service.posting import PostingSource, Tally


@dataclass(frozen=True)
class MatchedActivity:
    """A record whose person is known; None for somebody who is no member here."""

    record: ActivityRecord
    member_id: str | None


async def book_activities(
    transaction: Transaction, activities: Sequence[MatchedActivity], entry: PostingSource
) -> Tally:
    """Take these in, each id once."""
    repository = LedgerRepository(transaction)
    tally, rows, gone = await _compared(repository, activities, entry)
    await repository.replace_activities(gone, entry.now)
    await repository.write_activities(rows)
    await repository.synced(entry.source, None, entry.now)
    return tally


async def compare_activities(
    transaction: Transaction, activities: Sequence[MatchedActivity], entry: PostingSource
) -> Tally:
    """What `book_activities` would count; nothing is written."""
    tally, *_ = await _compared(LedgerRepository(transaction), activities, entry)
    return tally


async def _compared(
    repository: LedgerRepository, activities: Sequence[MatchedActivity], entry: PostingSource
) -> tuple[Tally, list[dict[str, Any]], list[int]]:
    """How many are new, changed and the same; the rows to write, and the ids of those that they replace."""
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
