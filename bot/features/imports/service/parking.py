"""Records that wait for an answer: kept in their newest version, and taken in once it is there.

For every door (files, webhooks, what reads by itself) and every reason; who writes calls
`workspace.one_at_a_time` first.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from bot.db.transaction import Transaction
from bot.features.imports.models import ParkedRow
from bot.features.imports.repository import ImportRepository
from bot.features.imports.rules.parking import (
    MOST_PARKED,
    Key,
    Parked,
    ParkedFor,
    Parking,
    SourceStopped,
    is_older,
    newest,
)
from bot.features.imports.rules.stored_records import from_json, key_of, kind_of, to_json
from bot.features.ledger.rules.records import Record


async def park(
    transaction: Transaction, source: str, parkings: Sequence[Parking], keeper_id: str | None, now: datetime
) -> None:
    """Keeps these records of one source until they are answered; the newest version of each.

    `keeper_id`: who is asked, None for admins. SourceStopped: with them more than `MOST_PARKED` of the source
    would wait; nothing is kept then.
    """
    told: dict[Key, Parking] = {}
    for each in parkings:
        key = (kind_of(each.record), key_of(each.record, source))
        told[key] = newest(told, key, each)
    repository = ImportRepository(transaction)
    known = await _known(repository, source, told)
    fresh = {
        key: parking
        for key, parking in told.items()
        if key not in known or not is_older(parking.source_at, known[key].source_at)
    }
    added = len(told.keys() - known.keys())
    if added and await repository.parked_count(source) + added > MOST_PARKED:
        raise SourceStopped(source)
    rows = [_row(source, key, parking, keeper_id, now) for key, parking in fresh.items()]
    await repository.keep_parked(rows)


async def forget(
    transaction: Transaction, source: str, taken: Iterable[tuple[Record, datetime | None]]
) -> None:
    """Drops what waits of these records, which came in since, each with its version in the source.

    A newer version that waits stays.
    """
    versions = {(kind_of(record), key_of(record, source)): source_at for record, source_at in taken}
    repository = ImportRepository(transaction)
    known = await _known(repository, source, versions)
    over = {key for key, row in known.items() if not is_older(versions[key], row.source_at)}
    for kind in sorted({kind for kind, _ in over}):
        await repository.unpark(source, kind, [each for its_kind, each in over if its_kind == kind])


async def find(transaction: Transaction, why: ParkedFor, refs: Collection[str]) -> list[Parked]:
    """The records that wait for these answers, in the order in which they came."""
    rows = await ImportRepository(transaction).parked_for(why.value, sorted(refs))
    return [_parked(row) for row in rows]


async def release(transaction: Transaction, why: ParkedFor, refs: Collection[str]) -> list[Parked]:
    """As `find`; they wait no longer, so the caller takes them in within this transaction."""
    repository = ImportRepository(transaction)
    rows = await repository.parked_for(why.value, sorted(refs))
    released = [_parked(row) for row in rows]
    by_kind: dict[Key, list[str]] = {}
    for row in rows:
        by_kind.setdefault((row.source, row.kind), []).append(row.external_id)
    for (source, kind), ids in by_kind.items():
        await repository.unpark(source, kind, ids)
    return released


async def _known(repository: ImportRepository, source: str, keys: Collection[Key]) -> dict[Key, ParkedRow]:
    found: dict[Key, ParkedRow] = {}
    for kind in sorted({kind for kind, _ in keys}):
        ids = [external_id for its_kind, external_id in keys if its_kind == kind]
        rows = await repository.parked(source, kind, ids)
        found.update({(kind, external_id): row for external_id, row in rows.items()})
    return found


def _row(source: str, key: Key, parking: Parking, keeper_id: str | None, now: datetime) -> dict[str, Any]:
    kind, external_id = key
    return {
        "source": source,
        "kind": kind,
        "external_id": external_id,
        "source_at": parking.source_at,
        "record": to_json(parking.record),
        "why": parking.why.value,
        "ref": parking.ref,
        "keeper_id": keeper_id,
        "first_at": now,
        "seen_at": now,
    }


def _parked(row: ParkedRow) -> Parked:
    record = from_json(row.kind, row.record)
    parking = Parking(record, ParkedFor(row.why), row.ref, row.source_at)
    return Parked(row.source, parking, row.keeper_id, row.first_at)
