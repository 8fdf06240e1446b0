"""Commands of admins on the server: importing files."""

import io
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TextIO

import typer
from sqlalchemy import select

from bot.cli.import_reports import answered_layout, print_report
from bot.common.clock import SystemClock
from bot.common.errors import BadInput
from bot.config import Settings, SettingsError
from bot.db.diagnosis import explained
from bot.db.engine import make_engine
from bot.db.migrate import require_current
from bot.db.transaction import Database
from bot.features.imports.rules.files.xlsx_files import SheetQuestion
from bot.features.imports.service.applying import apply
from bot.features.imports.service.importing import Report, look, source_of
from bot.features.imports.service.reconciling import reconcile
from bot.features.imports.service.sandbox import foreign_table
from bot.features.imports.service.spool import Spool
from bot.features.imports.service.taking_back import take_back_named
from bot.features.ledger.service.taking_back import totals
from bot.features.workspace.models import Workspace
from bot.features.workspace.service import books_of


async def import_file(
    settings: Settings,
    kind: str,
    file: Path,
    source: str,
    workspace: str | None,
    rejects: Path | None,
    dates: str,
    decimal: str,
    sheet: str,
    *,
    dry_run: bool,
    is_all: bool = False,
    take_out: bool = False,
) -> None:
    """Imports a file and prints the result; SettingsError, with nothing changed, when it cannot be read.

    `is_all`: it is everything its source holds, so what is missing in it is listed; `take_out`: and taken out
    of the books. `rejects`: where rejected lines are written. `dates`: "day-first" or "month-first"; ""
    derives it from the file, as for `decimal` ("point" or "comma") and `sheet`. `dry_run` changes nothing.
    """
    if rejects is not None and not os.access(rejects.parent, os.W_OK):
        raise SettingsError(f"--rejects: there is no folder {rejects.parent} that can be written to.")
    async with opened_database(settings) as db:
        workspace_id = await chosen_workspace(db, workspace)
        now = SystemClock().now()
        with tempfile.TemporaryDirectory(prefix="pacer-import-") as folder:
            refused = Path(folder) / "rejected.csv"
            try:
                async with foreign_table(file, kind=kind, sheet=sheet) as table:
                    async with db.reading(workspace_id) as reading:
                        source = await source_of(reading, table, source)
                    report = await _take(
                        db,
                        workspace_id,
                        kind,
                        table,
                        source,
                        f"command:{file.name}"[:80],
                        refused,
                        dates,
                        decimal,
                        now,
                        dry_run=dry_run,
                    )
                    missing = ""
                    if is_all:
                        taking = take_out and not dry_run
                        missing = await _missing(
                            db, workspace_id, table, report, source, file, now, is_taken_out=taking
                        )
            except BadInput as bad:
                how = " Say it with --sheet." if isinstance(bad, SheetQuestion) else ""
                raise SettingsError(f"{bad}{how} Nothing was changed.") from None
            if rejects is not None and report.rejected:
                shutil.copy(refused, rejects)
    print_report(report, dry_run=dry_run, rejects=rejects)
    if is_all:
        typer.echo(missing)


async def _missing(
    db: Database,
    workspace_id: str,
    table: Spool,
    report: Report,
    source: str,
    file: Path,
    now: datetime,
    *,
    is_taken_out: bool,
) -> str:
    """What is in the books and not in a file that is everything, in sentences."""
    async with db.reading(workspace_id) as reading:
        source = await source_of(reading, table, source)
    layout, origin = report.survey.layout, f"command:{file.name}"[:80]
    try:
        sentence = await reconcile(
            db, workspace_id, table, layout, source, origin, now, is_taken_out=is_taken_out
        )
    except BadInput as bad:
        return f"{bad} Nothing was taken out."
    if not sentence:
        return "Nothing of its source is in the books that is not in this file."
    return f"{sentence} {'They are taken out.' if is_taken_out else 'With --take-out they are taken out.'}"


async def _take(
    db: Database,
    workspace_id: str,
    kind: str,
    table: Spool,
    source: str,
    origin: str,
    refused: Path,
    dates: str,
    decimal: str,
    now: datetime,
    *,
    dry_run: bool,
) -> Report:
    with typer.progressbar(length=1, label="Reading", show_eta=False, file=_screen()) as bar:
        done = 0

        async def progress(read: int, rows: int) -> None:
            nonlocal done
            bar.length = max(rows, 1)
            bar.update(read - done)
            done = read

        async with db.reading(workspace_id) as reading:
            report = await look(reading, table, source, now, kind=kind, rejects=refused, progress=progress)
            # What an answer leads to may be asked in its turn.
            while (layout := answered_layout(report, dates, decimal)) != report.survey.layout:
                report = await look(
                    reading, table, source, now, layout=layout, rejects=refused, progress=progress
                )
        if dry_run:
            return report
        done = 0
        applied = await apply(
            db,
            workspace_id,
            table,
            layout,
            source,
            origin,
            now,
            rows=report.survey.rows,
            author_id=None,
            rejects=refused,
            progress=progress,
        )
        return replace(applied, survey=report.survey)


def _screen() -> TextIO:
    """Where the progress bar is drawn: nowhere without a terminal."""
    return sys.stderr if sys.stderr.isatty() else io.StringIO()


async def take_back(settings: Settings, file: str, source: str, workspace: str | None) -> None:
    """Takes back what `import` took in from a file of this name, and prints the source's totals around it.

    SettingsError: nothing in the books came from it.
    """
    async with opened_database(settings) as db:
        workspace_id = await chosen_workspace(db, workspace)
        typer.echo(f"Before: {await _totals(db, workspace_id, source)}")
        try:
            await take_back_named(db, workspace_id, Path(file).name, source, SystemClock().now())
        except BadInput as bad:
            raise SettingsError(str(bad)) from None
        typer.echo(f"After:  {await _totals(db, workspace_id, source)}")


async def _totals(db: Database, workspace_id: str, source: str) -> str:
    async with db.reading(workspace_id) as reading:
        found = await totals(reading, source)
        return found.sentence((await books_of(reading)).currency)


@asynccontextmanager
async def opened_database(settings: Settings) -> AsyncIterator[Database]:
    """The database while the context is open; SettingsError: its schema is not the one needed."""
    db = Database(make_engine(settings.database_url))
    try:
        await require_current(db.engine)
        with explained(db.engine):
            yield db
    finally:
        await db.close()


async def chosen_workspace(db: Database, asked: str | None) -> str:
    """The workspace asked for, or the only one; SettingsError says what to tell."""
    async with db.reading("") as reading:
        known = list(await reading.session.scalars(select(Workspace.workspace_id)))
    if asked in known:
        return str(asked)
    if asked is None and len(known) == 1:
        return known[0]
    if not known:
        raise SettingsError("No workspace is known yet: start Pacer once, so that it reads who is there.")
    raise SettingsError(f"Say which workspace with --workspace: {', '.join(sorted(known))}.")
