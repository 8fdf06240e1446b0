"""Compares posted boards with the ledger; what was posted stays, and a line below it tells what changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.common.date_ranges import short_day
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox
from bot.features.leaderboards.models import PostedBoard
from bot.features.leaderboards.notices import WeeklyBoards
from bot.features.leaderboards.repository import BoardRepository
from bot.features.leaderboards.rules.specs import spec_from
from bot.features.leaderboards.service.boards import team_total
from bot.features.leaderboards.service.posting import fields_of, is_share, kept_rows, said, shown_rows
from bot.features.ledger.service import holds
from bot.features.ledger.service import queries as ledger
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.framework.context import Context

# How long a posted board is compared with the ledger.
KEPT_TRUE_FOR = timedelta(days=60)


async def restate(ctx: Context, dedupe_key: str) -> bool:
    """Compares the boards of one posted message with the ledger and edits the message.

    True when its note has changed. The posted rows stay. A line below them tells what the same days look like
    by now.
    """
    repository, changed, notes = BoardRepository(ctx.transaction), False, []
    known_at = await holds.known_at(ctx.transaction, ctx.now)
    for posted in await repository.lock_posted(dedupe_key):
        before = list(posted.restated)
        posted.restated = await _as_known_now(ctx.transaction, posted, ctx.now)
        posted.checked_at = known_at
        changed = changed or before != posted.restated
        notes.append(posted.restated)
    if changed:
        zone = await workspace.zone_of(ctx.transaction)
        day = short_day(local_day(ctx.now, zone))
        restated = tuple((day, tuple((r, n, s) for r, n, s in rows)) if rows else () for rows in notes)
        repeat = f"{dedupe_key}:{ctx.now.isoformat()}"
        await Outbox(ctx.transaction).edit(
            dedupe_key, WeeklyBoards, lambda posted: replace(posted, restated=restated), repeat, ctx.now
        )
    return changed


async def _as_known_now(transaction: Transaction, posted: PostedBoard, now: datetime) -> list[Any]:
    """The rows as the ledger has them now; empty when they equal the posted ones."""
    spec = spec_from(posted.spec)
    team = (await teams.load_org_chart(transaction)).team(spec.team_id or 0)
    if team is None:
        return list(posted.restated)
    whole, each = await fields_of(transaction, spec, team, posted.until, now)
    rows, _, _ = await shown_rows(transaction, spec, each)
    total = await team_total(transaction, spec, whole)
    known = kept_rows(rows, team.name, said(total, whole.currency), is_share=is_share(total))
    return known if _scores(known) != _scores(posted.rows) else []


def _scores(rows: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """The rows without names: hiding or renaming oneself is no correction."""
    return [(rank, said) for rank, _, said in rows]


async def due(transaction: Transaction, now: datetime) -> list[str]:
    """Keys of the messages of the last 60 days that were last compared before the ledger's last change."""
    heard = await ledger.last_heard(transaction, now)
    if heard is None:
        return []
    rows = await BoardRepository(transaction).unchecked(now - KEPT_TRUE_FOR, heard)
    return list(dict.fromkeys(row.dedupe_key for row in rows))
