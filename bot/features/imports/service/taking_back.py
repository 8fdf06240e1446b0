"""A file is taken back whole: by its sender in Slack, or on the server; slice by slice, like it came in."""

from datetime import datetime, timedelta

from bot.common.errors import BadInput, NotAllowed
from bot.common.periods import local_day
from bot.db.transaction import Database, Transaction
from bot.features.imports.models.files import FileImportRow
from bot.features.imports.repository.imports import ImportRepository
from bot.features.imports.rules.facts import origin_of
from bot.features.imports.service.applying import SLICE
from bot.features.imports.service.files import LEASE, TakenOver, place_of, set_state
from bot.features.imports.service.waiting import keeping, parking
from bot.features.ledger.service import holds, taking_back
from bot.features.ledger.service.posting import PostingSource
from bot.features.people.service.settings import settings_of
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.books import BookRules
from bot.framework.context import Context

WITHIN = timedelta(days=7)
_NOTE = "its file was taken back"


async def taken_in_before(transaction: Transaction, digest: str) -> dict[str, object]:
    """For the message about a file: when this very content came in before, and what has changed since."""
    before = await ImportRepository(transaction).applied_before(digest)
    if before is None or before.applied_at is None:
        return {"imported_on": "", "changed_since": 0}
    at, zone = before.applied_at, await workspace.zone_of(transaction)
    changed = await taking_back.changed_since(transaction, before.source, at)
    return {"imported_on": local_day(at, zone).isoformat(), "changed_since": changed}


async def begin(ctx: Context, import_id: int) -> None:
    """Marks a file to be taken back. NotAllowed: another's, no manager. BadInput: too late, or not in."""
    await ctx.claim()
    row = await ImportRepository(ctx.transaction).lock(import_id)
    if row is None or row.sender_id != ctx.actor_id:
        raise NotAllowed("Only whoever sent a file can take it back.")
    await teams.require_manager(ctx.transaction, ctx.actor_id, "take files back")
    _check(row, ctx.now)
    await _begin(ctx.transaction, row, ctx.now)


def _check(row: FileImportRow, now: datetime) -> None:
    is_in = row.state == "applied" or (row.state == "failed" and place_of(row.fact()).lines > 0)
    if not is_in:
        raise BadInput("That file is not in the books.")
    if (row.applied_at or row.sent_at) < now - WITHIN:
        raise BadInput(f"A file is taken back within {WITHIN.days} days; this one has been in for longer.")


async def _begin(transaction: Transaction, row: FileImportRow, now: datetime) -> None:
    row.facts = {**row.facts, "before": await _totals(transaction, row.source), "after": ""}
    await set_state(transaction, row, "undoing", now)


async def _totals(transaction: Transaction, source: str) -> str:
    found = await taking_back.totals(transaction, source)
    return found.sentence((await settings_of(transaction, BookRules)).currency)


async def go_on(transaction: Transaction, import_id: int, now: datetime) -> bool:
    """Takes one slice of a file back; whether that was all of it, and its sender is told.

    TakenOver: the file is not to be taken back any more.
    """
    await workspace.one_at_a_time(transaction)
    row = await ImportRepository(transaction).lock(import_id)
    if row is None or row.state != "undoing":
        raise TakenOver()
    row.claimed_until = now + LEASE
    if await take_slice(transaction, row.source, origin_of(row.id), row.sender_id, now):
        return False
    row.facts = {**row.facts, "after": await _totals(transaction, row.source)}
    await set_state(transaction, row, "taken_back", now)
    return True


async def take_slice(
    transaction: Transaction, source: str, origin: str, author_id: str | None, now: datetime
) -> bool:
    """Takes a slice of what came from `origin` back; False when nothing was left, and figures move.

    What waits of it for an answer waits no longer.
    """
    today = local_day(now, await workspace.zone_of(transaction))
    rules = await settings_of(transaction, BookRules)
    entry = PostingSource(source, origin, True, now, today, author_id, _NOTE)
    await holds.hold(transaction, origin, now)
    if await taking_back.take_back(transaction, origin, entry, rules, SLICE):
        return True
    await keeping.withdraw(transaction, source, origin, now)
    await holds.release(transaction, origin, now)
    return False


async def take_back_named(db: Database, workspace_id: str, name: str, source: str, now: datetime) -> None:
    """Takes back what the server's command took in from a file of this name, as an admin of the server.

    BadInput: nothing in the books came from it.
    """
    origin = f"command:{name}"[:80]
    async with db.reading(workspace_id) as reading:
        if not (await taking_back.has_any(reading, origin) or await parking.is_any_from(reading, origin)):
            raise BadInput(f"Nothing in the books came from {name}.")
    is_more = True
    while is_more:
        async with db.transaction(workspace_id, urgent=False) as transaction:
            await workspace.one_at_a_time(transaction)
            is_more = await take_slice(transaction, source, origin, None, now)
