"""The life of a file that somebody sent: received, looked at, applied, or given up."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.common.errors import BadInput
from bot.db.transaction import Transaction
from bot.deliveries.notice_store import read, stored
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.imports.models.files import FileImportRow
from bot.features.imports.notices import FileRefused, FileReport
from bot.features.imports.repository.imports import PENDING, ImportRepository
from bot.features.imports.rules.columns import Layout, layout_from
from bot.features.imports.rules.detection.formats import SHEET
from bot.features.imports.rules.facts import FileImport, origin_of
from bot.features.imports.rules.files.outlines import Role
from bot.features.imports.rules.matching import Unknown
from bot.features.imports.rules.summaries.totals import own_total_in_words, totals_in_words
from bot.features.imports.service.applying import SLICE, ReadIn
from bot.features.imports.service.importing import Report
from bot.features.imports.service.sandbox import LARGER, MOST_BYTES
from bot.features.ledger.rules.tallies import Tally
from bot.features.ledger.service import holds
from bot.features.teams import service as teams
from bot.framework.context import Context
from bot.framework.jobs import AT_ANY_TIME
from bot.slack.files import SharedFile
from bot.slack.text import escape

MOST_ATTEMPTS = 2
LEASE = timedelta(minutes=10)
LONGEST_NAME = 80
_MOST_ASKED = 90
_MOST_REASONS = 5
_GIVEN_UP = (
    f"I have begun to read that file {MOST_ATTEMPTS} times and never came to its end: "
    "split it, or save it anew as .csv, and send it again."
)
_SHOWN = 5
# The bar moves at every tenth.
_STEPS = 10
# In `facts`: how far the file is in the books, of which its message shows the first four numbers.
_PLACE, _PLACE_SHOWN = "place", "read_in"
_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")


def file_key(import_id: int) -> str:
    """Dedupe key of the message about a file."""
    return f"{FileReport.kind}:{import_id}"


async def receive(ctx: Context, file: SharedFile, channel_id: str, source: str) -> int:
    """Stores a sent file and its message; its id. NotAllowed: no manager. BadInput: no table, too large.

    `source`: as its sender names it, "" where the file has to tell.
    """
    await ctx.claim()
    await teams.require_manager(ctx.transaction, ctx.actor_id, "import files")
    if not file.url:
        raise BadInput("Slack does not let me read that file: send your own .csv or .xlsx file.")
    if not file.name.lower().endswith(_ENDINGS):
        raise BadInput(f"{escape(file.name)} is no table: send a .csv or .xlsx file.")
    if file.size > MOST_BYTES:
        raise BadInput(f"{escape(file.name)} is {LARGER}")
    name = escape(file.name[:LONGEST_NAME])
    columns = {
        "sender_id": ctx.actor_id,
        "channel_id": channel_id,
        "name": name,
        "url": file.url,
        "digest": "",
        "kind": "",
        "source": source,
        "layout": {},
        "state": "waiting",
        "facts": {},
        "version": 1,
        "sent_at": ctx.now,
        "applied_at": None,
        "claimed_until": None,
        "attempts": 0,
    }
    import_id = await ImportRepository(ctx.transaction).receive(columns)
    report = FileReport(import_id, name, "waiting")
    to = Recipient(ctx.actor_id)
    await Outbox(ctx.transaction).enqueue(report, ctx.now, to=to, dedupe_key=file_key(import_id))
    return import_id


async def tell_refused(ctx: Context, reason: str) -> None:
    """Enqueues the sentence why a sent file is not taken, once for each request."""
    to, dedupe_key = Recipient(ctx.actor_id), f"{FileRefused.kind}:{ctx.request_key}"
    await Outbox(ctx.transaction).enqueue(FileRefused(reason), ctx.now, to=to, dedupe_key=dedupe_key)


async def pending(transaction: Transaction, now: datetime) -> Sequence[int]:
    """Ids of files to be read, applied or taken back that no process works on, the oldest first."""
    return await ImportRepository(transaction).pending(now, LEASE)


async def next_due(transaction: Transaction) -> datetime | None:
    """When a file may be read, applied or taken back that nobody works on; None without one."""
    leases = await ImportRepository(transaction).leases()
    return min((until or AT_ANY_TIME for until in leases), default=None)


async def claim(transaction: Transaction, import_id: int, now: datetime) -> FileImport | None:
    """Leases a file for ten minutes; None when another process has it, or there is nothing to do.

    Counted before anything is read: after two attempts that never ended, it fails.
    """
    row = await ImportRepository(transaction).lock(import_id)
    if row is None or row.state not in PENDING:
        return None
    if row.claimed_until is not None and now < row.claimed_until <= now + LEASE:
        return None
    # Taking back cannot fail on the file, which is not read any more.
    if row.attempts >= MOST_ATTEMPTS and row.state != "undoing":
        await _fail(transaction, row, _GIVEN_UP, now)
        return None
    row.claimed_until, row.attempts = now + LEASE, row.attempts + 1
    await transaction.session.flush()
    return row.fact()


async def tell_progress(
    transaction: Transaction, import_id: int, done: int, rows: int, now: datetime
) -> None:
    """Edits the message about a file: `done` of `rows`."""
    key = file_key(import_id)
    await Outbox(transaction).edit(
        key,
        FileReport,
        lambda report: replace(report, state="working", done=done, rows=rows),
        f"{key}:{now.isoformat()}:{done}",
        now,
    )


async def profiled(
    transaction: Transaction,
    import_id: int,
    source: str,
    report: Report,
    now: datetime,
    more: Mapping[str, Any],
) -> None:
    """Stores what a file of this source would change, and asks its sender; nothing if the file is gone.

    `more`: facts for its message beside those of the report.
    """
    row = await ImportRepository(transaction).lock(import_id)
    if row is None:
        return
    row.source = source
    row.digest, row.kind, row.layout = (
        report.digest,
        report.survey.layout.kind,
        report.survey.layout.to_json(),
    )
    row.facts = _facts(report) | {SHEET: row.facts.get(SHEET, "")} | dict(more)
    await set_state(transaction, row, "asking", now)


async def applied(transaction: Transaction, import_id: int, report: Report, now: datetime) -> None:
    """Marks a file as applied, in the transaction that wrote its records."""
    row = await ImportRepository(transaction).lock(import_id)
    if row is not None and row.state == "confirmed":
        # Its rows that are no records were seen when it was looked at.
        survey = replace(
            report.survey,
            left_out={Role(role): count for role, count in row.facts.get("left_out", {}).items()},
            own_total=Decimal(row.facts["own"]) if row.facts.get("own") else None,
        )
        row.facts, row.applied_at = _facts(replace(report, survey=survey)), now
        await set_state(transaction, row, "applied", now)


async def failed(transaction: Transaction, import_id: int, reason: str, now: datetime) -> None:
    """Marks a file as failed with this sentence."""
    row = await ImportRepository(transaction).lock(import_id)
    if row is not None:
        await _fail(transaction, row, reason, now)


async def _fail(transaction: Transaction, row: FileImportRow, reason: str, now: datetime) -> None:
    # What is in the books stays, and counts: sent again, the file brings the rest.
    await holds.release(transaction, origin_of(row.id), now)
    row.facts = {**row.facts, "reason": reason}
    await set_state(transaction, row, "failed", now)


async def keep_place(transaction: Transaction, import_id: int, read_in: ReadIn, now: datetime) -> None:
    """Stores how far a file is in the books, in the transaction that wrote the slice.

    TakenOver: another process goes on with it.
    """
    row = await ImportRepository(transaction).lock(import_id)
    if row is None or row.state != "confirmed" or place_of(row.fact()).lines >= read_in.lines:
        raise TakenOver()
    tally = read_in.tally
    place = [read_in.lines, *tally.counts()]
    row.facts = {**row.facts, _PLACE: place, _PLACE_SHOWN: place[:4]}
    # It goes on: only tries that bring nothing count.
    row.claimed_until, row.attempts = now + LEASE, 1
    await transaction.session.flush()
    rows = max(row.facts.get("rows", 0), 1)
    if read_in.lines * _STEPS // rows > (read_in.lines - SLICE) * _STEPS // rows and read_in.lines < rows:
        await tell_progress(transaction, import_id, read_in.lines, rows, now)


def place_of(row: FileImport) -> ReadIn:
    """How far a file is in the books."""
    lines, *counts = row.facts.get(_PLACE, row.facts.get(_PLACE_SHOWN, (0,)))
    return ReadIn(lines, Tally(*counts))


async def put_back(transaction: Transaction, import_id: int) -> None:
    """Nobody works on the file: whoever comes next goes on with it."""
    row = await ImportRepository(transaction).lock(import_id)
    if row is not None:
        row.claimed_until = None
        await transaction.session.flush()


class TakenOver(Exception):
    """Another process works on this file by now."""


def _facts(report: Report) -> dict[str, Any]:
    survey = report.survey
    return {
        "rows": survey.rows,
        **asdict(report.tally),
        "rejected": report.rejected,
        "parked": report.parked,
        "reasons": [[reason, count] for reason, count in report.reasons.most_common(_MOST_REASONS)],
        "more_reasons": report.reasons.rest(_MOST_REASONS),
        "left_out": {role.value: count for role, count in survey.left_out.items()},
        "own": str(survey.own_total) if survey.own_total is not None else "",
        "totals": totals_in_words(report.totals, survey.left_out),
        "own_total": own_total_in_words(survey.own_total, report.amounts),
        "columns": [
            [each.title, column]
            for each in survey.layout.fields()
            for column in survey.layout.columns.get(each.name, ())
        ],
        "unused": list(survey.unused),
        "samples": [[column, value] for column, value in survey.samples.items()],
        "words": [
            [each.stage.pipeline, each.stage.word, each.meaning or "", each.asking, each.closed]
            for each in report.stages.listed()
        ],
        "omitted": [[why, count] for why, count in report.omitted.most_common(_SHOWN)],
        "doubts": [[doubt, count] for doubt, count in report.stages.doubts.most_common(_SHOWN)],
        "later": report.later.sentence(),
        "missing": [each.title for each in survey.missing],
        "questions": [[q.field, q.column, list(q.choices), q.example] for q in report.questions],
        "unknown": [_unknown_json(each) for each in list(report.unknown.values())[:_MOST_ASKED]],
    }


def _unknown_json(each: Unknown) -> list[Any]:
    return [each.ref.id, each.ref.email, each.ref.name, each.suggestion]


async def set_state(transaction: Transaction, row: FileImportRow, state: str, now: datetime) -> None:
    """The file goes on to this state: nobody is at work on it, and the message about it is drawn anew."""
    row.state, row.claimed_until, row.attempts = state, None, 0
    row.version += 1
    await transaction.session.flush()
    key = file_key(row.id)
    shown = {"state": state, "kind": row.kind, "source": row.source, "version": row.version, **row.facts}
    await Outbox(transaction).edit(
        key, FileReport, lambda report: read(FileReport, stored(report) | shown), f"{key}:v{row.version}", now
    )


async def newest(transaction: Transaction) -> list[FileImport]:
    """The five files sent last, the newest first."""
    return [row.fact() for row in await ImportRepository(transaction).newest(_SHOWN)]


def layout_of(row: FileImport) -> Layout | None:
    """How the sender of a file wants it to be read; None where nothing is decided yet."""
    return layout_from(row.layout) if row.layout else None
