"""Records that wait for an answer: kept in their newest version, and taken in once it is there.

For every door (files, webhooks, what reads by itself) and every reason; who writes calls
`workspace.one_at_a_time` first.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from bot.common.facts import fact_of
from bot.db.asking import answer
from bot.db.transaction import Transaction
from bot.features.imports.models.waiting import ParkedRow
from bot.features.imports.repository.parked import ParkedRepository
from bot.features.imports.rules.parking import (
    MOST_PARKED,
    Parked,
    ParkedFor,
    ParkedGroup,
    Parking,
    SourceStopped,
    day_of,
    name_of,
    version_of,
)
from bot.features.imports.rules.stored_records import from_json, key_of, kind_of, to_json
from bot.features.imports.service.waiting import replaced
from bot.features.ledger.rules.deals import is_older
from bot.features.ledger.rules.records import Record

# What tells a record from others of its source: kind, and id.
Key = tuple[str, str]


async def park(
    transaction: Transaction,
    source: str,
    parkings: Sequence[Parking],
    keeper_id: str | None,
    now: datetime,
    origin: str = "",
) -> None:
    """Keeps these records of one source until they are answered; the newest version of each.

    `keeper_id`: who is asked, None for admins; `origin`: the file or message that told them. SourceStopped:
    with them more than `MOST_PARKED` of the source would wait; nothing is kept then.
    """
    told: dict[Key, Parking] = {}
    for each in parkings:
        key = (kind_of(each.record), key_of(each.record, source))
        before = told.get(key)
        if before is None or not is_older(each.source_at, before.source_at):
            told[key] = each
    repository = ParkedRepository(transaction)
    known = await _known(repository, source, told)
    fresh = {
        key: parking
        for key, parking in told.items()
        if key not in known or not is_older(parking.source_at, known[key].source_at)
    }
    added = len(told.keys() - known.keys())
    if added and await repository.parked_count(source) + added > MOST_PARKED:
        raise SourceStopped(source)
    await replaced.note(
        transaction, source, fresh.keys(), [known[key] for key in fresh if key in known], origin
    )
    rows = [_row(source, key, parking, keeper_id, now, origin) for key, parking in fresh.items()]
    await repository.keep_parked(rows)


async def forget(
    transaction: Transaction, source: str, taken: Iterable[Record], origin: str = ""
) -> list[Parked]:
    """Drops, and gives, what waits of these records, which came in; a newer version that waits stays.

    `origin`: the file or message by which they came in.
    """
    versions = {(kind_of(each), key_of(each, source)): version_of(each) for each in taken}
    repository = ParkedRepository(transaction)
    known = await _known(repository, source, versions)
    over = {key: row for key, row in known.items() if not is_older(versions[key], row.source_at)}
    dropped = [_parked(row) for row in over.values()]
    await replaced.note(transaction, source, versions.keys(), over.values(), origin)
    await _drop(repository, over.values())
    return dropped


async def withdraw(transaction: Transaction, source: str, origin: str, now: datetime) -> list[Parked]:
    """Drops, and gives, what waits of this file or message, answered or not; what it replaced is back."""
    repository = ParkedRepository(transaction)
    rows = await repository.parked_from(origin)
    dropped = [_parked(row) for row in rows]
    await _drop(repository, rows)
    await replaced.bring_back(transaction, source, origin, now)
    return dropped


async def is_any_from(transaction: Transaction, origin: str) -> bool:
    """Whether something of this file or message waits, or did until another file told it."""
    repository = ParkedRepository(transaction)
    return bool(await repository.parked_from(origin)) or await repository.replaced_from(origin)


async def find(transaction: Transaction, why: ParkedFor, refs: Collection[str]) -> list[Parked]:
    """The records that wait for these answers, in the order in which they came."""
    rows = await ParkedRepository(transaction).parked_for(why.value, sorted(refs))
    return [_parked(row) for row in rows]


async def groups(transaction: Transaction, *whys: ParkedFor) -> list[ParkedGroup]:
    """What waits for these reasons, by what has to be answered; the largest group first."""
    found = await answer(transaction, ParkedRepository(transaction).parked_groups())
    made = [fact_of(row, ParkedGroup, why=ParkedFor(row.why)) for row in found if row.why in whys]
    return sorted(made, key=lambda each: (-each.rows, each.source, each.ref, each.keeper_id or "", each.why))


async def release(
    transaction: Transaction,
    why: ParkedFor,
    refs: Collection[str],
    source: str = "",
    becomes: ParkedFor = ParkedFor.ANSWERED,
) -> int:
    """How many records waited for these answers: they wait no longer, and a job takes them in next.

    `source` "": of every source; `becomes`: one of `RELEASED`.
    """
    repository = ParkedRepository(transaction)
    return await repository.answer_parked(why.value, sorted(refs), becomes.value, source)


async def next_released(transaction: Transaction, why: ParkedFor, most: int) -> list[Parked]:
    """The next records of one source that come in; the caller takes them in within this transaction.

    `why`: one of `RELEASED`.
    """
    repository = ParkedRepository(transaction)
    rows = await repository.next_parked(why.value, most)
    released = [_parked(row) for row in rows]
    await _drop(repository, rows)
    return released


async def waiting_before(transaction: Transaction, day: date) -> list[str]:
    """Names of deals, and kinds of activities, that wait and are dated before that day, as they came."""
    rows = await ParkedRepository(transaction).all_parked()
    records = [from_json(row.kind, row.record) for row in rows]
    return [name_of(each) for each in records if (on := day_of(each)) is not None and on < day]


async def known_versions(
    transaction: Transaction, source: str, records: Collection[Record]
) -> dict[Key, Record]:
    """The versions of these records that wait, by kind and id."""
    keys = {(kind_of(each), key_of(each, source)) for each in records}
    found = await _known(ParkedRepository(transaction), source, keys)
    return {key: from_json(row.kind, row.record) for key, row in found.items()}


async def _drop(repository: ParkedRepository, rows: Collection[ParkedRow]) -> None:
    by_kind: dict[Key, list[str]] = {}
    for row in rows:
        by_kind.setdefault((row.source, row.kind), []).append(row.external_id)
    for (source, kind), ids in by_kind.items():
        await repository.unpark(source, kind, ids)


async def _known(repository: ParkedRepository, source: str, keys: Collection[Key]) -> dict[Key, ParkedRow]:
    found: dict[Key, ParkedRow] = {}
    for kind in sorted({kind for kind, _ in keys}):
        ids = [external_id for its_kind, external_id in keys if its_kind == kind]
        rows = await repository.parked(source, kind, ids)
        found.update({(kind, external_id): row for external_id, row in rows.items()})
    return found


def _row(
    source: str, key: Key, parking: Parking, keeper_id: str | None, now: datetime, origin: str
) -> dict[str, Any]:
    kind, external_id = key
    return {
        "source": source,
        "kind": kind,
        "external_id": external_id,
        "source_at": parking.source_at,
        "record": to_json(parking.record),
        "why": parking.why.value,
        "ref": parking.ref,
        "origin": origin,
        "keeper_id": keeper_id,
        "first_at": now,
        "seen_at": now,
    }


def _parked(row: ParkedRow) -> Parked:
    record = from_json(row.kind, row.record)
    parking = Parking(record, ParkedFor(row.why), row.ref)
    return Parked(row.source, parking, row.keeper_id, row.first_at, row.origin)
