"""The verb `import`: a file is looked at, what it asks is answered by options, and it is taken in."""

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TextIO

import typer

from bot.cli.admin_commands import chosen_workspace, opened_database
from bot.cli.exits import ASKS, DONE, FAILED, INCOMPLETE, WRONG_USE, Stopped
from bot.cli.import_options import ImportOptions
from bot.cli.import_questions import open_questions, settled
from bot.cli.import_reports import print_report
from bot.common.clock import SystemClock
from bot.common.errors import BadInput
from bot.config import Settings
from bot.db.transaction import Database, Transaction
from bot.features.imports.rules.columns import Layout
from bot.features.imports.rules.files.xlsx_files import SheetQuestion
from bot.features.imports.rules.parking import SourceStopped
from bot.features.imports.rules.stages.mapping import meanings_typed
from bot.features.imports.rules.typed_answers import TypedAnswers
from bot.features.imports.service import reconciling
from bot.features.imports.service.applying import apply
from bot.features.imports.service.importing import Progress, Report, look, source_of
from bot.features.imports.service.sandbox import foreign_table
from bot.features.imports.service.spool import Spool
from bot.features.imports.service.waiting import questions, typed_answers
from bot.features.ledger.rules.reconciling import part_typed
from bot.features.ledger.service import holds, identities
from bot.features.ledger.service.posting import BooksDiffer

_LARGEST_LIST = 2**20
_UNCHANGED = "Nothing was changed."


@dataclass(frozen=True)
class _Import:
    """A file on its way in; `told` with the typed answers of its source, `pairs` as of `pairs_of`."""

    db: Database
    workspace_id: str
    table: Spool
    source: str
    origin: str
    told: ImportOptions
    refused: Path
    now: datetime
    pairs: Mapping[str, int] = field(default_factory=dict)


async def import_file(
    settings: Settings,
    kind: str,
    file: Path,
    source: str,
    workspace: str | None,
    rejects: Path | None,
    who_file: Path | None,
    told: ImportOptions,
) -> None:
    """Imports a file and prints what came of it; Stopped with one of the codes of `exits`, but for `DONE`.

    `rejects`: where rejected lines are written; `who_file`: lines as of `told.who`.
    """
    told = _checked(told, rejects, who_file)
    async with opened_database(settings) as db:
        workspace_id = await chosen_workspace(db, workspace)
        with tempfile.TemporaryDirectory(prefix="pacer-import-") as folder:
            refused = Path(folder) / "rejected.csv"
            try:
                async with foreign_table(file, kind=kind, sheet=told.sheet) as table:
                    work = await _begun(db, workspace_id, table, source, file, told, refused)
                    code = await _take(work, kind, rejects)
            except SheetQuestion as question:
                raise Stopped(f"{question} Say it with --sheet. {_UNCHANGED}", ASKS) from None
            except BadInput as bad:
                raise Stopped(f"{bad} {_UNCHANGED}", FAILED) from None
    if code != DONE:
        raise Stopped("", code)


def _checked(told: ImportOptions, rejects: Path | None, who_file: Path | None) -> ImportOptions:
    """The options with the meanings of stages that they tell. Stopped: one of them cannot be used."""
    if rejects is not None and not os.access(rejects.parent, os.W_OK):
        raise Stopped(f"--rejects: there is no folder {rejects.parent} that can be written to.", WRONG_USE)
    if told.take_out and not (told.is_all or told.all_of):
        raise Stopped(
            "--take-out goes with --all: say that the file is everything its source has.", WRONG_USE
        )
    try:
        stages = meanings_typed(told.stages)
        part = part_typed(told.all_of) if told.all_of else None
        who = (*told.who, *(_lines(who_file) if who_file else ()))
    except BadInput as bad:
        raise Stopped(str(bad), WRONG_USE) from None
    return replace(told, who=who, typed=TypedAnswers(stages), part=part, is_all=told.is_all or bool(part))


def _lines(path: Path) -> list[str]:
    """The lines of a list of people without empty ones and remarks; BadInput: it is no such list."""
    if path.stat().st_size > _LARGEST_LIST:
        raise BadInput(f"--who-file: {path.name} is larger than 1 MB.")
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"--who-file: {path.name} is no text in UTF-8.") from None
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


async def _begun(
    db: Database,
    workspace_id: str,
    table: Spool,
    source: str,
    file: Path,
    told: ImportOptions,
    refused: Path,
) -> _Import:
    async with db.reading(workspace_id) as reading:
        source = await source_of(reading, table, source)
        try:
            known = await typed_answers.people_typed(reading, source, told.who)
        except BadInput as bad:
            raise Stopped(str(bad), WRONG_USE) from None
    told = replace(told, typed=replace(told.typed, people=known))
    origin, now = f"command:{file.name}"[:80], SystemClock().now()
    return _Import(db, workspace_id, table, source, origin, told, refused, now)


async def _take(work: _Import, kind: str, rejects: Path | None) -> int:
    """Looks at a file, takes it in if nothing is asked, and prints what came of it; the exit code."""
    with typer.progressbar(length=1, label="Reading", show_eta=False, file=_screen()) as bar:
        done = 0

        async def progress(read: int, rows: int) -> None:
            nonlocal done
            bar.length = max(rows, 1)
            bar.update(read - done)
            done = read

        work, report = await _looked(work, kind, progress)
        asked = open_questions(report, work.told)
        if not asked and not work.told.dry_run:
            done = 0
            report = await _apply(work, report, progress)
    if report.rejected and rejects is not None and (work.told.dry_run or not asked):
        shutil.copy(work.refused, rejects)
    if work.told.dry_run or not asked:
        print_report(report, work.told, rejects)
    if asked:
        raise Stopped(_asked(asked), ASKS)
    is_whole = work.told.allow_rejected or not (report.rejected or report.parked)
    code = DONE if is_whole else INCOMPLETE
    if work.told.is_all:
        sentence, is_done = await _missing(work, report.survey.layout)
        typer.echo(sentence)
        code = code if is_done else FAILED
    return code


async def _looked(work: _Import, kind: str, progress: Progress) -> tuple[_Import, Report]:
    """What a file would change with all that was told; what an answer leads to may be asked in its turn.

    Stopped: something has to be answered before its rows can be read, or a column is missing.
    """
    layout: Layout | None = None
    while True:
        async with work.db.reading(work.workspace_id) as reading:
            report = await look(
                reading,
                work.table,
                work.source,
                work.now,
                kind=kind,
                layout=layout,
                typed=work.told.typed,
                rejects=work.refused,
                progress=progress,
            )
            if report.survey.missing:
                names = ", ".join(field.title for field in report.survey.missing)
                raise BadInput(f"No column of the file is known as: {names}. Rename it.")
            layout, asked = settled(report, work.told)
            if asked:
                raise Stopped(_asked(asked), ASKS)
            before, work = work, await _answered(reading, work, report)
        if layout == report.survey.layout and work == before:
            return work, report


async def _answered(reading: Transaction, work: _Import, report: Report) -> _Import:
    """The import with the members who are the only ones of a name, and with the source that it is of."""
    told, twin = work.told, report.twin_source if report.is_ready else ""
    if told.same_names and report.unknown:
        found = await typed_answers.namesakes(reading, work.source, report.unknown)
        told = replace(told, typed=replace(told.typed, people={**found, **told.typed.people}))
    if not twin or told.twins != "same":
        return replace(work, told=told)
    # Read as that source's, it is not asked whether it is a third one's as well.
    pairs = reconciling.pairs_of(report.twins, twin)
    return replace(work, told=replace(told, twins="other"), source=twin, pairs=pairs)


async def _apply(work: _Import, report: Report, progress: Progress) -> Report:
    """Remembers what was told, and takes the file in. Stopped: it broke off; what came in before stays."""
    async with work.db.transaction(work.workspace_id) as transaction:
        await typed_answers.remember(transaction, work.source, work.told.typed, work.now)
        await identities.make_one(transaction, work.source, work.pairs)
    try:
        applied = await apply(
            work.db,
            work.workspace_id,
            work.table,
            report.survey.layout,
            work.source,
            work.origin,
            work.now,
            rows=report.survey.rows,
            author_id=None,
            rejects=work.refused,
            progress=progress,
        )
    except (BadInput, BooksDiffer) as broken:
        async with work.db.transaction(work.workspace_id) as transaction:
            await holds.release(transaction, work.origin, work.now)
            if isinstance(broken, SourceStopped):
                await questions.tell_stopped(transaction, work.source, None, work.now)
        why = (
            "The books would not say what the file does." if isinstance(broken, BooksDiffer) else str(broken)
        )
        raise Stopped(f"{why} What came in before stays: import the file again, then.", FAILED) from None
    return replace(applied, survey=report.survey)


async def _missing(work: _Import, layout: Layout) -> tuple[str, bool]:
    """What is in the books and not in a file that is everything, in sentences; whether all was done."""
    is_taken_out = work.told.take_out and not work.told.dry_run
    try:
        sentence, count = await reconciling.reconcile(
            work.db,
            work.workspace_id,
            work.table,
            layout,
            work.source,
            work.origin,
            work.now,
            is_taken_out=is_taken_out,
            part=work.told.part,
        )
    except BadInput as bad:
        return f"{bad} Nothing was taken out.", False
    if not count:
        return sentence or "Nothing of its source is in the books that is not in this file.", True
    return (
        f"{sentence} {'They are taken out.' if is_taken_out else 'With --take-out they are taken out.'}",
        True,
    )


def _asked(asked: Sequence[str]) -> str:
    return "\n".join([*asked, _UNCHANGED])


def _screen() -> TextIO:
    """Where the progress bar is drawn: nowhere without a terminal."""
    return sys.stderr if sys.stderr.isatty() else io.StringIO()
