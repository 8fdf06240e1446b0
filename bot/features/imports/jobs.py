"""The job that reads the files people sent, and applies them once they are confirmed."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot.common.errors import Refusal
from bot.db.transaction import Database
from bot.features.imports.rules.facts import FileImport
from bot.features.imports.service import files
from bot.features.imports.service.importing import Report, apply, look
from bot.features.imports.service.sandbox import LARGER, MOST_BYTES, ReaderStopped, foreign_table
from bot.features.imports.service.spool import Spool
from bot.framework.jobs import Job
from bot.slack.client import TOO_LARGE, SlackClient, SlackFailure

log = structlog.stdlib.get_logger(__name__)

EVERY = timedelta(seconds=5)
# The bar moves at every tenth.
_STEPS = 10
_UNREADABLE = "Slack does not let me read that file. Was it deleted? Send it again."
_BROKEN = "Something went wrong with that file, and nothing of it is in the books. Send it again."


async def work_on_files(db: Database, slack: SlackClient, workspace_id: str, now: datetime) -> None:
    """Reads waiting files and applies confirmed ones, one after the other, each under a lease.

    A file that cannot be read is marked as failed, with a sentence for its sender.
    """
    async with db.reading(workspace_id) as reading:
        waiting = await files.pending(reading, now)
    for import_id in waiting:
        async with db.transaction(workspace_id, urgent=False) as transaction:
            row = await files.claim(transaction, import_id, now)
        if row is not None:
            await _work(db, slack, workspace_id, row, now)


async def _work(db: Database, slack: SlackClient, workspace_id: str, row: FileImport, now: datetime) -> None:
    reason = ""
    with tempfile.TemporaryDirectory(prefix="pacer-import-") as folder:
        path, rejects = Path(folder) / "file", Path(folder) / "rejected.csv"
        try:
            await slack.download(workspace_id, row.url, path, MOST_BYTES)
            async with foreign_table(path) as table:
                if row.state == "confirmed":
                    await _apply(db, workspace_id, row, table, rejects, now)
                else:
                    await _look(db, workspace_id, row, table, now)
        except ReaderStopped as stopped:
            log.warning("file.reader_stopped", workspace_id=workspace_id, file=row.id, reason=stopped.how)
            reason = str(stopped)
        except Refusal as refusal:
            reason = str(refusal)
        except SlackFailure as failure:
            log.warning("file.read_failed", workspace_id=workspace_id, error=failure.code)
            reason = f"{row.name} is {LARGER}" if failure.code == TOO_LARGE else _UNREADABLE
        except Exception:
            # A door: whoever sent it must not wait for ever.
            log.exception("file.import_failed", workspace_id=workspace_id, file=row.id)
            reason = _BROKEN
    if reason:
        async with db.transaction(workspace_id, urgent=False) as transaction:
            await files.failed(transaction, row.id, reason, now)


async def _look(db: Database, workspace_id: str, row: FileImport, table: Spool, now: datetime) -> None:
    progress = _bar(db, workspace_id, row.id, now)
    async with db.reading(workspace_id) as reading:
        report = await look(
            reading,
            table,
            row.source,
            now,
            kind=row.kind,
            layout=files.layout_of(row),
            progress=progress,
        )
    async with db.transaction(workspace_id, urgent=False) as transaction:
        await files.profiled(transaction, row.id, report, now)


async def _apply(
    db: Database, workspace_id: str, row: FileImport, table: Spool, rejects: Path, now: datetime
) -> None:
    if table.digest != row.digest:
        raise SlackFailure("file_changed", permanent=True)
    layout = files.layout_of(row)
    if layout is None:
        raise SlackFailure("no_layout", permanent=True)
    async with db.transaction(workspace_id, urgent=False) as transaction:
        report: Report = await apply(
            transaction,
            table,
            layout,
            row.source,
            f"file:{row.id}",
            now,
            rows=row.facts.get("rows", 0),
            author_id=row.sender_id,
            rejects=rejects,
        )
        await files.applied(transaction, row.id, report, now)
        if report.rejected:
            content = await asyncio.to_thread(rejects.read_bytes)
            await files.send_rejects(transaction, row.id, row.sender_id, row.name, content, now)


def _bar(
    db: Database, workspace_id: str, import_id: int, now: datetime
) -> Callable[[int, int], Awaitable[None]]:
    told = 0

    async def progress(done: int, rows: int) -> None:
        nonlocal told
        step = done * _STEPS // max(rows, 1)
        if step > told and done < rows:
            told = step
            async with db.transaction(workspace_id, urgent=False) as transaction:
                await files.tell_progress(transaction, import_id, done, rows, now)

    return progress


JOBS = (Job("intake.files", EVERY, work_on_files),)
