"""What a file would change: read line by line in bounded memory; nothing is written."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import IO, Any, TypeVar
from zoneinfo import ZoneInfo

from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.imports.repository.imports import ImportRepository
from bot.features.imports.rules.columns import Layout, layout_from
from bot.features.imports.rules.detection.formats import FormatQuestion
from bot.features.imports.rules.detection.known_headers import header_signature, whole_signature
from bot.features.imports.rules.files.vendor_headers import USUAL, source_of_header
from bot.features.imports.rules.matching import Unknown, shown
from bot.features.imports.rules.parsing import read
from bot.features.imports.rules.profiling import FileProfile, survey
from bot.features.imports.rules.rows.later_wins import LaterWins
from bot.features.imports.rules.rows.outcomes import Omitted, Read, ReadingTerms, Rejected
from bot.features.imports.rules.rows.stage_census import StageCensus
from bot.features.imports.rules.summaries.reasons import Reasons
from bot.features.imports.rules.typed_answers import NOTHING, TypedAnswers
from bot.features.imports.service.loading import LoadResult, make_loader
from bot.features.imports.service.rejects import RejectsFile
from bot.features.imports.service.spool import Spool
from bot.features.ledger.rules.control_totals import ControlTotals
from bot.features.ledger.rules.records import DealRecord, PersonRef, QuotaRecord, Record
from bot.features.ledger.rules.tallies import Tally
from bot.features.ledger.rules.twins import Twins, twin_of
from bot.features.ledger.service.identities import among_others
from bot.features.workspace import service as workspace

BATCH = 1000
Progress = Callable[[int, int], Awaitable[None]]
# Takes records; also told how many lines are read with them.
Take = Callable[[Sequence[Record], int], Awaitable[LoadResult]]
_T = TypeVar("_T")


async def quietly(done: int, total: int) -> None:
    """Shows nobody how far it is."""


@dataclass
class Report:
    """What a file would change, or has changed. `rejected` counts lines, `reasons` them by kind.

    `totals`: of the deals that are or would be in the books, `amounts` of all records by currency.
    `parked` lines wait for an answer; `unknown`: the people whom nobody has matched yet. `omitted`: lines by
    why they are left out. `later`: wins dated after the day on which it is looked at.
    """

    survey: FileProfile
    digest: str
    later: LaterWins
    stages: StageCensus = field(default_factory=StageCensus)
    omitted: Counter[str] = field(default_factory=Counter)
    tally: Tally = field(default_factory=Tally)
    rejected: int = 0
    parked: int = 0
    reasons: Reasons = field(default_factory=Reasons)
    unknown: dict[PersonRef, Unknown] = field(default_factory=dict)
    totals: ControlTotals = field(default_factory=ControlTotals)
    amounts: dict[str, Decimal] = field(default_factory=dict)
    twins: Twins = field(default_factory=Twins)

    @property
    def twin_source(self) -> str:
        """The source that may be the same system, as nobody has said otherwise; "" for none."""
        found = self.twins.source()
        return "" if found in self.survey.layout.apart else found

    @property
    def questions(self) -> tuple[FormatQuestion, ...]:
        """What only a person can decide, but for the stages."""
        ahead = self.later.question() if not self.survey.layout.later else None
        return (*self.survey.questions, *([ahead] if ahead else ()))

    @property
    def is_ready(self) -> bool:
        """Whether the file can be applied as it is."""
        return self.is_read and not self.questions and not self.stages.asks

    @property
    def is_read(self) -> bool:
        """Whether its rows can be read, so that what they hold is known."""
        return not self.survey.questions and not self.survey.missing


async def known_layout(transaction: Transaction, table: Spool) -> Layout | None:
    """How files with this header were read before; None without one."""
    kept = await _kept_layout(transaction, table)
    return layout_from(kept) if kept else None


async def _kept_layout(transaction: Transaction, table: Spool) -> Mapping[str, Any] | None:
    repository = ImportRepository(transaction)
    kept = await repository.layout(header_signature(table.columns))
    return kept or await repository.layout(whole_signature(table.columns))


async def source_of(transaction: Transaction, table: Spool, named: str) -> str:
    """Where a file is from: as somebody `named` it (""), as before, or as its header alone tells."""
    if named:
        return named
    kept = await _kept_layout(transaction, table)
    # Layouts that were kept without a source are of files whose deals are known under the usual name.
    return kept.get("source", USUAL) if kept else source_of_header(table.columns) or USUAL


async def look(
    transaction: Transaction,
    table: Spool,
    source: str,
    now: datetime,
    *,
    kind: str = "",
    layout: Layout | None = None,
    typed: TypedAnswers = NOTHING,
    rejects: Path | None = None,
    progress: Progress = quietly,
) -> Report:
    """What this file would change; nothing is written but the file of rejected lines (`rejects`, if any).

    `kind` "" and `layout` None: guessed, or as stored for this header. `typed` counts beside what is known,
    as if it were remembered. Records are counted only once all questions are settled. BadInput: the table
    breaks off.
    """
    known = layout or await known_layout(transaction, table)
    zone = await workspace.zone_of(transaction)
    terms = await terms_of(transaction, source, now)
    terms = replace(terms, meanings=typed.beside(terms.meanings))
    # In a thread: a large file takes seconds, and others want answers meanwhile.
    profile = await asyncio.to_thread(survey, table, known, kind, zone)
    report = Report(profile, table.digest, LaterWins(terms.today, terms.base))
    if not report.is_read:
        return report
    others, apart = await among_others(transaction, source), profile.layout.apart

    async def count(apart: Collection[str]) -> Report:
        counted = Report(profile, table.digest, LaterWins(terms.today, terms.base))
        counted.twins = others.anew()
        work = await make_loader(
            transaction, source, "", now, dry=True, people_typed=typed.people, apart=apart
        )

        async def take(records: Sequence[Record], _: int) -> LoadResult:
            taken = await work.take(transaction, records)
            counted.twins.see(twin_of(deal, source, terms.base) for deal in taken.deals)
            return taken

        await walk(table, counted, zone, terms, take, rejects, progress, BATCH)
        return counted

    report = await count(apart)
    # Where it is asked about as a whole, its deals are other ones until somebody says so.
    return await count((*apart, report.twin_source)) if report.twin_source else report


async def terms_of(transaction: Transaction, source: str, now: datetime) -> ReadingTerms:
    """By what files of this source are read, beside their layout."""
    today, books = local_day(now, await workspace.zone_of(transaction)), await workspace.books_of(transaction)
    meanings = await ImportRepository(transaction).stage_meanings(source)
    return ReadingTerms(today, meanings, books.currency, books.fiscal, tuple(books.stages))


async def walk(
    table: Spool,
    report: Report,
    zone: ZoneInfo,
    terms: ReadingTerms,
    take: Take,
    rejects: Path | None,
    progress: Progress,
    size: int,
) -> None:
    """Hands all records to `take`, in batches of so many lines, and notes in the report what came of them."""
    done = 0
    with _open(rejects) as file:
        listed = RejectsFile(file, table.columns) if file else None
        rows = read(table, report.survey.layout, zone, terms)
        while batch := await asyncio.to_thread(list, islice(rows, size)):
            good = [each for each in batch if isinstance(each, Read)]
            taken = await take([each.record for each in good], done + len(batch))
            refused = [each for each in batch if isinstance(each, Rejected)]
            refused += [Rejected(good[n].line, reason, good[n].cells) for n, reason in taken.rejected]
            report.tally += taken.tally
            report.totals.add(taken.totals)
            unread = {number for number, _ in taken.rejected}
            _note_amounts(report, (each for n, each in enumerate(good) if n not in unread), terms.base)
            report.parked += len(taken.parked)
            report.unknown.update(taken.unknown)
            report.omitted.update(each.why for each in batch if isinstance(each, Omitted))
            for row in good:
                report.stages.see_read(row)
                report.later.see(row.record)
            _note(report, refused)
            if listed:
                for each in sorted(refused, key=lambda rejected: rejected.line):
                    listed.add(each)
            done += len(batch)
            await progress(done, report.survey.rows)
        if listed:
            listed.close()


def _note(report: Report, refused: Iterable[Rejected]) -> None:
    for each in refused:
        report.rejected += 1
        report.stages.see_rejected(each)
        report.reasons.add(each.reason)


def _note_amounts(report: Report, taken: Iterable[Read], base: str) -> None:
    for each in taken:
        if isinstance(each.record, DealRecord | QuotaRecord) and each.record.amount is not None:
            currency = each.record.currency or base
            report.amounts[currency] = report.amounts.get(currency, Decimal(0)) + each.record.amount


def _open(path: Path | None) -> AbstractContextManager[IO[bytes] | None]:
    return path.open("wb") if path else nullcontext()


def unknown_names(report: Report) -> list[str]:
    """Names (else e-mails, else ids) of the people whom nobody has matched yet, sorted."""
    return sorted({shown(ref) for ref in report.unknown})
