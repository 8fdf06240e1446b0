"""The reports printed by `deliveries` and `copy`."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.common.text import plural
from bot.db.copy import Copied
from bot.db.transaction import Database
from bot.deliveries import delivery_log
from bot.deliveries.models import EVERY_CHANNEL
from bot.deliveries.notices import (
    CANCELLED,
    EXPIRED,
    FAILED,
    MERGED,
    SENDING,
    SENT,
    WAITING,
    DeliveryLogEntry,
)

_ORDER = (WAITING, MERGED, SENDING, SENT, FAILED, EXPIRED, CANCELLED)
_TROUBLE = (FAILED, EXPIRED)


async def deliveries_report(db: Database, now: datetime, *, only_failed: bool) -> str:
    """The report on deliveries, without the content of any message."""
    async with db.reading("") as transaction:
        session = transaction.session
        totals = await delivery_log.totals(session)
        depth = await delivery_log.depth(session, now)
        held = await delivery_log.held(session, now)
        entries = await delivery_log.listed(session, *(_TROUBLE if only_failed else _ORDER))
    counts = ", ".join(f"{totals[state]:,} {state}" for state in _ORDER if state in totals)
    lines = [counts or "Nothing was ever owed."]
    if depth.oldest_due_at is not None:
        seconds = (now - depth.oldest_due_at).total_seconds()
        lines.append(f"{depth.due:,} due now, the oldest since {seconds:,.0f} s")
    for each in held:
        what = "all of it" if each.channel_id == EVERY_CHANNEL else each.channel_id
        lines.append(f"held back until {_moment(each.until)}: {each.workspace_id} ({what}): {each.reason}")
    return "\n".join([*lines, *_table(list(entries))])


def copy_report(copied: Sequence[Copied]) -> Iterator[str]:
    """Lines on what was copied, table by table."""
    rows = [(each.table, f"{each.rows:,}", ", ".join(each.checked)) for each in copied]
    yield from _columns([("table", "rows", "the same in both"), *rows])
    total = plural(sum(each.rows for each in copied), "row")
    yield f"Copied {total}. To go on there, set DATABASE_URL to the new address."


def _table(entries: list[DeliveryLogEntry]) -> Iterator[str]:
    if entries:
        yield ""
        header = ("id", "due (UTC)", "workspace", "kind", "to", "state", "tries", "why")
        yield from _columns([header, *map(_row, entries)])


def _columns(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _row(entry: DeliveryLogEntry) -> tuple[str, ...]:
    return (
        str(entry.id),
        _moment(entry.due_at),
        entry.workspace_id,
        entry.kind,
        entry.target,
        entry.state,
        str(entry.attempts),
        entry.error or "",
    )


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}"
