"""A file into the ledger, slice by slice: others write between two slices, and figures move at the end.

Each slice is a transaction of its own, with the place of the next one: after a crash, one goes on there.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from bot.db.transaction import Database, Transaction
from bot.features.imports.repository.imports import ImportRepository
from bot.features.imports.rules.columns import Layout
from bot.features.imports.rules.detection.known_headers import header_signature
from bot.features.imports.rules.fields import RATES
from bot.features.imports.rules.profiling import FileProfile
from bot.features.imports.rules.rows.later_wins import LaterWins
from bot.features.imports.rules.stages.entries import entry_columns
from bot.features.imports.service.importing import Progress, Report, quietly, terms_of, walk
from bot.features.imports.service.loading import LoadResult, make_loader
from bot.features.imports.service.spool import Spool
from bot.features.ledger.rules.records import Record
from bot.features.ledger.rules.tallies import Tally
from bot.features.ledger.service import exchange_rates, holds
from bot.features.workspace import service as workspace

# SQLite has one writer: so many rows take it a fraction of the seconds in which people are answered.
SLICE = 500


@dataclass(frozen=True)
class ReadIn:
    """How far a file is in the books: so many of its lines, and what they brought."""

    lines: int = 0
    tally: Tally = field(default_factory=Tally)


KeepPlace = Callable[[Transaction, ReadIn], Awaitable[None]]
Finish = Callable[[Transaction, Report], Awaitable[None]]


async def _nothing(*_: object) -> None:
    return None


async def apply(
    db: Database,
    workspace_id: str,
    table: Spool,
    layout: Layout,
    source: str,
    origin: str,
    now: datetime,
    *,
    rows: int,
    author_id: str | None,
    begun: ReadIn = ReadIn(),
    keep_place: KeepPlace = _nothing,
    finish: Finish = _nothing,
    rejects: Path | None = None,
    progress: Progress = quietly,
) -> Report:
    """Takes in all records that can be; until the last one, figures are those as of the start.

    `rows` is what `look` counted. `begun`: what an earlier try has brought, as `keep_place` was told within
    each slice's transaction. `finish` is called in the one in which everything begins to count; there the
    layout is stored for this header, where a person (`author_id`) confirmed it.
    """
    # Nobody waits for the profile of `look` to be made again.
    async with db.reading(workspace_id) as reading:
        zone, terms = await workspace.zone_of(reading), await terms_of(reading, source, now)
        work = await make_loader(
            reading, source, origin, now, author_id=author_id, keeper_id=author_id, apart=layout.apart
        )
        again = await make_loader(reading, source, origin, now, dry=True, apart=layout.apart)

    profile, later = FileProfile(layout, (), (), rows, {}, ()), LaterWins(terms.today, terms.base)
    report = Report(profile, table.digest, later, tally=Tally() + begun.tally)

    async def take(records: Sequence[Record], lines: int) -> LoadResult:
        if lines <= begun.lines:
            # In the books: what was rejected then is listed, and nothing is counted twice.
            async with db.reading(workspace_id) as reading:
                known = await again.take(reading, records)
            return replace(known, tally=Tally())
        async with db.transaction(workspace_id, urgent=False) as transaction:
            await workspace.one_at_a_time(transaction)
            await holds.hold(transaction, origin, now)
            taken = await work.take(transaction, records)
            await keep_place(transaction, ReadIn(lines, report.tally + taken.tally))
        return taken

    await walk(table, report, zone, terms, take, rejects, progress, SLICE)
    async with db.transaction(workspace_id, urgent=False) as transaction:
        if layout.kind == RATES:  # Which rate is the latest before a deal's day is known with the last row.
            await exchange_rates.book_waiting(transaction, now)
        await holds.release(transaction, origin, now)
        if author_id is not None:
            confirmed = replace(layout.without_values(), stage_columns=entry_columns(table.columns))
            kept = confirmed.to_json() | {"source": source}
            signature = header_signature(table.columns)
            await ImportRepository(transaction).remember_layout(signature, kept, author_id, now)
        await finish(transaction, report)
    return report
