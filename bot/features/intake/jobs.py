"""By the clock: files that were sent are looked at, and applied once they are confirmed."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot.common.errors import Refusal
from bot.db.transaction import Database
from bot.features.intake import files
from bot.features.intake.facts import FileImport
from bot.features.intake.importing import Report, apply, digest_of, look
from bot.slack.client import SlackClient, SlackFailure
from bot.slack.jobs import Job

log = structlog.stdlib.get_logger(__name__)

EVERY = timedelta(seconds=5)
# The bar moves at every tenth.
_STEPS = 10
_UNREADABLE = "Slack does not let me read that file. Was it deleted? Send it again."
_BROKEN = "Something went wrong with that file, and nothing of it is in the books. Send it again."


async def work_on_files(db: Database, slack: SlackClient, workspace_id: str, now: datetime) -> None:
    """Look at what was sent, apply what is confirmed; one after the other."""
    async with db.reading(workspace_id) as reading:
        waiting = await files.at_work(reading, now)
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
            await slack.download(workspace_id, row.url, path, files.MOST_BYTES)
            if row.state == "confirmed":
                await _apply(db, workspace_id, row, path, rejects, now)
            else:
                await _look(db, workspace_id, row, path, now)
        except Refusal as refusal:
            reason = str(refusal)
        except SlackFailure as failure:
            log.warning("a file could not be read", workspace=workspace_id, error=failure.code)
            reason = _UNREADABLE
        except Exception:
            # A door: whoever sent it must not wait for ever.
            log.exception("a file could not be imported", workspace=workspace_id, file=row.id)
            reason = _BROKEN
    if reason:
        async with db.transaction(workspace_id, urgent=False) as transaction:
            await files.failed(transaction, row.id, reason, now)


async def _look(db: Database, workspace_id: str, row: FileImport, path: Path, now: datetime) -> None:
    progress = _bar(db, workspace_id, row.id, now)
    async with db.reading(workspace_id) as reading:
        report = await look(
            reading,
            path,
            row.source,
            now,
            kind=row.kind,
            layout=files.layout_of(row),
            progress=progress,
        )
    async with db.transaction(workspace_id, urgent=False) as transaction:
        await files.looked_at(transaction, row.id, report, now)


async def _apply(
    db: Database, workspace_id: str, row: FileImport, path: Path, rejects: Path, now: datetime
) -> None:
    if digest_of(path) != row.digest:
        raise SlackFailure("file_changed", permanent=True)
    layout = files.layout_of(row)
    if layout is None:
        raise SlackFailure("no_layout", permanent=True)
    async with db.transaction(workspace_id, urgent=False) as transaction:
        report: Report = await apply(
            transaction,
            path,
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
