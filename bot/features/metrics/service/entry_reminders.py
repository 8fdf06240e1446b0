"""Reminds of own entries that wait: after two working days, and before something closes."""

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.common.cadences import working_days_later
from bot.common.numbers import show_amount
from bot.common.periods import local_day, midnight
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.ledger.rules.own_entries import OwnEntry
from bot.features.ledger.service import own_entries as ledger
from bot.features.ledger.service import queries as facts
from bot.features.metrics.notices import OwnEntriesWait
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.framework.context import Context

REMINDED_AFTER = 2
_LIVES = timedelta(days=2)


async def due(transaction: Transaction, now: datetime) -> list[str]:
    """Ids of those who have not decided about an entry for two working days, and were not reminded of it."""
    late = await _late(transaction, now)
    org_chart = await teams.load_org_chart(transaction) if late else None
    found: dict[str, None] = {}
    for who in {each.owner_id for each in late}:
        if org_chart is not None:
            found |= dict.fromkeys(await ledger.deciders_of(transaction, who, org_chart))
    return sorted(found)


async def next_moment(transaction: Transaction) -> datetime | None:
    """Instant of the next reminder; None without one."""
    return min((at for _, at in await _moments(transaction)), default=None)


async def _late(transaction: Transaction, now: datetime) -> list[OwnEntry]:
    return [entry for entry, at in await _moments(transaction) if at <= now]


async def _moments(transaction: Transaction) -> list[tuple[OwnEntry, datetime]]:
    """Entries of which nobody was reminded, each with the instant of that."""
    fresh = [each for each in await ledger.waiting(transaction) if each.reminded_at is None]
    if not fresh:
        return []
    calendar = facts.everybodys_calendar(await workspace.calendar_of(transaction))
    days = [
        working_days_later(local_day(each.logged_at, calendar.zone), REMINDED_AFTER, calendar)
        for each in fresh
    ]
    moments = [calendar.next_opening(midnight(day, calendar.zone)) for day in days]
    return list(zip(fresh, moments, strict=True))


async def remind(ctx: Context, decider_id: str) -> None:
    """Reminds somebody of all that waits for them, once of each."""
    late = {each.deal_id for each in await _late(ctx.transaction, ctx.now)}
    theirs = [each for each in await ledger.waiting_for(ctx.transaction, decider_id) if each.deal_id in late]
    if theirs:
        day = local_day(ctx.now, await workspace.zone_of(ctx.transaction))
        await _send(ctx.transaction, decider_id, theirs, "", f"{day}", ctx.now)
        await ledger.reminded(ctx.transaction, theirs, ctx.now)


async def remind_before(
    transaction: Transaction, owner_ids: Collection[str], what: str, key: str, now: datetime
) -> None:
    """Reminds of what these people wrote down, before `what` closes; `key` is that of this occasion."""
    entries = await ledger.waiting(transaction, owner_ids)
    org_chart = await teams.load_org_chart(transaction) if entries else None
    by_decider: dict[str, list[OwnEntry]] = {}
    for each in entries:
        if org_chart is not None:
            for who in await ledger.deciders_of(transaction, each.owner_id, org_chart):
                by_decider.setdefault(who, []).append(each)
    for who, theirs in by_decider.items():
        await _send(transaction, who, theirs, what, key, now)


async def _send(
    transaction: Transaction, decider_id: str, entries: list[OwnEntry], before: str, key: str, now: datetime
) -> None:
    names = await people.names(transaction, {each.owner_id for each in entries})
    rows = tuple(
        (names.get(each.owner_id, "Someone"), each.name, show_amount(each.amount, each.currency))
        for each in entries
    )
    ids = tuple(each.deal_id for each in entries)
    notice, to = OwnEntriesWait(rows, before, ids), Recipient(decider_id)
    dedupe_key = f"{notice.kind}:{decider_id}:{key}"
    await Outbox(transaction).enqueue(notice, now, to=to, dedupe_key=dedupe_key, expires_after=_LIVES)
