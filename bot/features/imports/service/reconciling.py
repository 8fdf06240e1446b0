"""A file beside the books: what is missing in one that is everything, and what another source tells too."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.common.errors import BadInput
from bot.common.periods import local_day
from bot.db.transaction import Database, Transaction
from bot.features.imports.rules.cells import Cells
from bot.features.imports.rules.columns import Layout, layout_from
from bot.features.imports.rules.fields import DEALS
from bot.features.imports.service.decisions import get_open_row
from bot.features.imports.service.files import set_state
from bot.features.imports.service.spool import Spool
from bot.features.ledger.rules.reconciling import A_PART, MissingDeals, WholePart, part_from
from bot.features.ledger.rules.twins import MOST_KEPT, Twins
from bot.features.ledger.service import identities
from bot.features.ledger.service.comparing import reconciling
from bot.features.ledger.service.posting import PostingSource
from bot.features.people.service.settings import settings_of
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.books import BookRules
from bot.framework.context import Context

# In `facts` of a file: what its sender said of what is missing in it.
IS_ALL, TAKE_OUT = "is_all", "take_out"
# Of which it is all, as `WholePart.to_json`, [] for everything.
_PART = "is_all_of"
# And which of its deals another source has under another id.
_PAIRS = "twin_pairs"


async def find_missing(
    transaction: Transaction,
    table: Spool,
    layout: Layout,
    source: str,
    keeper_id: str | None,
    part: WholePart | None = None,
) -> MissingDeals:
    """Deals of this source that no row of the file has, those of rejected rows included.

    `keeper_id`: whose people's deals, None for everybody's; `part`: of which it is all, None for everything.
    BadInput: no file of deals, or a row has no id.
    """
    if layout.kind != DEALS:
        raise BadInput("Only of a file of deals it can be said that it is everything.")
    zone = await workspace.zone_of(transaction)
    ids = await asyncio.to_thread(_ids, table, layout, zone)
    return await reconciling.find_missing(transaction, source, ids, keeper_id, part)


def _ids(table: Spool, layout: Layout, zone: ZoneInfo) -> set[str]:
    found = set()
    for row in table.rows():
        if row.fault:
            raise BadInput(f"Line {row.line:,} cannot be read, so the file is not everything.")
        try:
            found.add(Cells(row, layout, zone).external_id())
        except BadInput:
            if any(cell != "" for cell in row.cells.values()):
                raise BadInput(f"Line {row.line:,} has no id, so the file is not everything.") from None
    return found


def said_of(facts: Mapping[str, Any]) -> dict[str, object]:
    """What its sender said of a file being everything, from the facts of its message."""
    return {name: facts[name] for name in (IS_ALL, _PART) if name in facts}


def part_of(facts: Mapping[str, Any]) -> WholePart | None:
    """Of which part a file is said to be all, from the facts of its message; None for everything."""
    return part_from(facts.get(_PART, ()))


async def shown(transaction: Transaction, missing: MissingDeals) -> dict[str, object]:
    """What the message about a file shows of it."""
    currency = (await settings_of(transaction, BookRules)).currency
    return {
        "absent": len(missing.deals),
        "absent_told": missing.sentence(currency),
        "absent_booked": format(missing.booked, "f"),
        "currency": currency,
        "is_a_part": missing.is_a_part,
    }


async def take_out(
    transaction: Transaction,
    missing: MissingDeals,
    source: str,
    origin: str,
    author_id: str | None,
    now: datetime,
) -> int:
    """Takes these deals out of the books, as missing in their source; how many."""
    await workspace.one_at_a_time(transaction)
    today = local_day(now, await workspace.zone_of(transaction))
    entry = PostingSource(source, origin, True, now, today, author_id, "missing in its source")
    return await reconciling.take_out(transaction, missing, entry, await settings_of(transaction, BookRules))


async def reconcile(
    db: Database,
    workspace_id: str,
    table: Spool,
    layout: Layout,
    source: str,
    origin: str,
    now: datetime,
    *,
    is_taken_out: bool,
    part: WholePart | None = None,
) -> tuple[str, int]:
    """On the server: what of everybody's deals is missing in a file, in a sentence, and how many.

    `part`: of which it is all, None for everything; `is_taken_out`: and takes it out of the books.
    BadInput: as `find_missing`, or the file looks like a part.
    """
    async with db.transaction(workspace_id, urgent=False) as transaction:
        missing = await find_missing(transaction, table, layout, source, None, part)
        if is_taken_out and missing.is_a_part:
            raise BadInput(A_PART)
        if is_taken_out:
            await take_out(transaction, missing, source, origin, None, now)
        currency = (await settings_of(transaction, BookRules)).currency
    return missing.sentence(currency), len(missing.deals)


async def say_it_is_all(ctx: Context, import_id: int, part: WholePart | None = None) -> None:
    """The sender says that a file is everything, or all of a part; it is read anew for what is missing."""
    await ctx.claim()
    row = await get_open_row(ctx.transaction, import_id, ctx.actor_id)
    row.facts = {**row.facts, IS_ALL: True, _PART: part.to_json() if part else []}
    await set_state(ctx.transaction, row, "waiting", ctx.now)


async def decide(ctx: Context, import_id: int, *, take_out: bool) -> None:
    """What is missing is taken out and the file imported, or it is left, and the file is as before.

    BadInput: so much is missing that the file looks like a part.
    """
    await ctx.claim()
    row = await get_open_row(ctx.transaction, import_id, ctx.actor_id)
    if not take_out:
        row.facts = {**row.facts, IS_ALL: False, "absent": 0, "absent_told": ""}
        await set_state(ctx.transaction, row, "asking", ctx.now)
        return
    await teams.require_manager(ctx.transaction, ctx.actor_id, "import files")
    if row.facts.get("is_a_part") or not row.facts.get("absent"):
        raise BadInput(A_PART)
    row.facts = {**row.facts, TAKE_OUT: True}
    await set_state(ctx.transaction, row, "confirmed", ctx.now)


def shown_twins(found: Twins, source: str) -> dict[str, Any]:
    """What the message about a file shows of its twins in `source`, and which deals these are."""
    if not source:
        return {"twin": "", "twins": 0, "twins_of": 0, _PAIRS: []}
    others = [list(pair) for pair in pairs_of(found, source).items()]
    return {"twin": source, "twins": len(found.pairs[source]), "twins_of": found.deals, _PAIRS: others}


def pairs_of(found: Twins, source: str) -> dict[str, int]:
    """Ids of deals of `source` by the other ids that they have in the file."""
    pairs = found.pairs[source]
    others = [(told, other.deal_id) for told, other in pairs if told != other.external_id]
    return dict(others[:MOST_KEPT])


async def decide_twins(ctx: Context, import_id: int, *, is_same: bool) -> None:
    """The file is read as that source's, its deals being the same; or as other deals, and not asked again.

    BadInput: nothing is asked.
    """
    await ctx.claim()
    row = await get_open_row(ctx.transaction, import_id, ctx.actor_id)
    other = row.facts.get("twin")
    if not other:
        raise BadInput("That is answered already.")
    if is_same:
        await identities.make_one(ctx.transaction, other, dict(row.facts[_PAIRS]))
        row.source = other
    else:
        row.layout = layout_from(row.layout).apart_from(other).to_json()
    row.facts = {**row.facts, "twin": "", _PAIRS: []}
    await set_state(ctx.transaction, row, "waiting", ctx.now)
