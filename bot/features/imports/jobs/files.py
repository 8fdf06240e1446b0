"""The job that reads the files people sent, and applies them once they are confirmed."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot.common.errors import BadInput, Refusal
from bot.db.transaction import Transaction
from bot.features.imports.rules.detection.formats import SHEET
from bot.features.imports.rules.facts import FileImport, origin_of
from bot.features.imports.rules.files.xlsx_files import SheetQuestion
from bot.features.imports.rules.parking import SourceStopped
from bot.features.imports.service import files, format_answers, reconciling, rejects, taking_back
from bot.features.imports.service.applying import ReadIn, apply
from bot.features.imports.service.importing import Report, look, source_of
from bot.features.imports.service.sandbox import LARGER, MOST_BYTES, ReaderStopped, foreign_table
from bot.features.imports.service.spool import Spool
from bot.features.imports.service.waiting import questions
from bot.framework.context import Contexts
from bot.framework.jobs import Job
from bot.slack.client import TOO_LARGE, SlackClient
from bot.slack.failures import SlackFailure

log = structlog.stdlib.get_logger(__name__)

EVERY = timedelta(seconds=5)
# The bar moves at every tenth.
_STEPS = 10
_UNREADABLE = "Slack does not let me read that file. Was it deleted? Send it again."
_BROKEN = "Something went wrong with that file. Send it again."


async def work_on_files(contexts: Contexts, slack: SlackClient, workspace_id: str, now: datetime) -> None:
    """Reads waiting files and applies confirmed ones, one after the other, each under a lease.

    A file that cannot be read is marked as failed, with a sentence for its sender.
    """
    async with contexts.reading(workspace_id) as reading:
        waiting = await files.pending(reading, now)
    for import_id in waiting:
        async with contexts.background(workspace_id, now) as ctx:
            row = await files.claim(ctx.transaction, import_id, now)
        if row is not None:
            await _work(contexts, slack, workspace_id, row, now)


async def _work(
    contexts: Contexts, slack: SlackClient, workspace_id: str, row: FileImport, now: datetime
) -> None:
    if row.state == "undoing":
        await _take_back(contexts, workspace_id, row, now)
        return
    reason = ""
    with tempfile.TemporaryDirectory(prefix="pacer-import-") as folder:
        path, rejected = Path(folder) / "file", Path(folder) / "rejected.csv"
        try:
            await slack.download(workspace_id, row.url, path, MOST_BYTES)
            async with foreign_table(path, sheet=row.facts.get(SHEET, "")) as table:
                if row.state == "confirmed":
                    await _apply(contexts, workspace_id, row, table, rejected, now)
                else:
                    await _look(contexts, workspace_id, row, table, now)
        except ReaderStopped as stopped:
            log.warning("file.reader_stopped", workspace_id=workspace_id, file=row.id, reason=stopped.how)
            reason = str(stopped)
        except SheetQuestion as asked:
            async with contexts.background(workspace_id, now) as ctx:
                await format_answers.ask_sheet(ctx.transaction, row.id, asked.names, now)
        except Refusal as refusal:
            reason = str(refusal)
            await _tell_stopped(contexts, workspace_id, row, refusal, now)
        except SlackFailure as failure:
            log.warning("file.read_failed", workspace_id=workspace_id, error=failure.code)
            reason = f"{row.name} is {LARGER}" if failure.code == TOO_LARGE else _UNREADABLE
        except files.TakenOver:
            log.info("file.taken_over", workspace_id=workspace_id, file=row.id)
        except Exception:
            # A door: whoever sent it must not wait for ever.
            log.exception("file.import_failed", workspace_id=workspace_id, file=row.id)
            reason = await _tried_again(contexts, workspace_id, row, now)
    if reason:
        async with contexts.background(workspace_id, now) as ctx:
            await files.failed(ctx.transaction, row.id, reason, now)


async def _tell_stopped(
    contexts: Contexts, workspace_id: str, row: FileImport, refusal: Refusal, now: datetime
) -> None:
    """Who sent a file is told by its message; admins as well, where nothing more is taken from its source."""
    if isinstance(refusal, SourceStopped):
        async with contexts.background(workspace_id, now) as ctx:
            await questions.tell_stopped(ctx.transaction, row.source, row.sender_id, now)


async def _take_back(contexts: Contexts, workspace_id: str, row: FileImport, now: datetime) -> None:
    is_all = False
    try:
        while not is_all:
            async with contexts.background(workspace_id, now) as ctx:
                is_all = await taking_back.go_on(ctx.transaction, row.id, now)
    except files.TakenOver:
        log.info("file.taken_over", workspace_id=workspace_id, file=row.id)


async def _tried_again(contexts: Contexts, workspace_id: str, row: FileImport, now: datetime) -> str:
    """A file that was being applied is put back, to go on where it was; "" then, else why it failed."""
    if row.state != "confirmed":
        return _BROKEN
    async with contexts.background(workspace_id, now) as ctx:
        await files.put_back(ctx.transaction, row.id)
    return ""


async def _look(contexts: Contexts, workspace_id: str, row: FileImport, table: Spool, now: datetime) -> None:
    progress = _bar(contexts, workspace_id, row.id, now)
    async with contexts.reading(workspace_id) as reading:
        source = await source_of(reading, table, row.source)
        report = await look(
            reading, table, source, now, kind=row.kind, layout=files.layout_of(row), progress=progress
        )
        more = await taking_back.taken_in_before(reading, report.digest)
        more |= reconciling.shown_twins(report.twins, report.twin_source if report.is_ready else "")
        more |= await _missing(reading, row, table, source, report)
    async with contexts.background(workspace_id, now) as ctx:
        await files.profiled(ctx.transaction, row.id, source, report, now, more)


async def _missing(
    transaction: Transaction, row: FileImport, table: Spool, source: str, report: Report
) -> dict[str, object]:
    """What is in the books and not in a file that is said to be everything, for its message."""
    if not row.facts.get(reconciling.IS_ALL):
        return {}
    more = reconciling.said_of(row.facts)
    if not report.is_ready:
        return more
    try:
        missing = await reconciling.find_missing(
            transaction,
            table,
            report.survey.layout,
            source,
            row.sender_id,
            reconciling.part_of(row.facts),
        )
    except BadInput as reason:
        return more | {"absent_told": str(reason)}
    return more | await reconciling.shown(transaction, missing)


async def _apply(
    contexts: Contexts, workspace_id: str, row: FileImport, table: Spool, rejected: Path, now: datetime
) -> None:
    if table.digest != row.digest:
        raise SlackFailure("file_changed", permanent=True)
    layout = files.layout_of(row)
    if layout is None:
        raise SlackFailure("no_layout", permanent=True)

    async def keep_place(transaction: Transaction, read_in: ReadIn) -> None:
        await files.keep_place(transaction, row.id, read_in, now)

    async def finish(transaction: Transaction, report: Report) -> None:
        if row.facts.get(reconciling.TAKE_OUT):
            part = reconciling.part_of(row.facts)
            missing = await reconciling.find_missing(
                transaction, table, layout, row.source, row.sender_id, part
            )
            report.tally.gone += await reconciling.take_out(
                transaction, missing, row.source, origin_of(row.id), row.sender_id, now
            )
        await files.applied(transaction, row.id, report, now)
        if report.rejected:
            content = await asyncio.to_thread(rejected.read_bytes)
            await rejects.send_rejects(transaction, row.id, row.sender_id, row.name, content, now)

    await apply(
        contexts,
        workspace_id,
        table,
        layout,
        row.source,
        origin_of(row.id),
        now,
        rows=row.facts.get("rows", 0),
        author_id=row.sender_id,
        begun=files.place_of(row),
        keep_place=keep_place,
        finish=finish,
        rejects=rejected,
    )


def _bar(
    contexts: Contexts, workspace_id: str, import_id: int, now: datetime
) -> Callable[[int, int], Awaitable[None]]:
    told = 0

    async def progress(done: int, rows: int) -> None:
        nonlocal told
        step = done * _STEPS // max(rows, 1)
        if step > told and done < rows:
            told = step
            async with contexts.background(workspace_id, now) as ctx:
                await files.tell_progress(ctx.transaction, import_id, done, rows, now)

    return progress


JOBS = (Job("intake.files", EVERY, work_on_files, files.next_due),)
