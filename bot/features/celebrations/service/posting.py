"""Posts what waits as soon as the channel takes it, and edits posts whose reason does not hold any more."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.common.date_ranges import ONE_DAY
from bot.common.periods import local_day, local_instant, midnight
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.celebrations.models import Celebration, CelebrationCursor
from bot.features.celebrations.notices import CelebrationPost, PostedCelebration
from bot.features.celebrations.repository import CelebrationRepository
from bot.features.celebrations.rules.selection import (
    FRESH_FOR,
    CelebrationKind,
    CelebrationSettings,
    Hours,
    has_room,
)
from bot.features.celebrations.rules.texts import words_from
from bot.features.celebrations.service.anniversaries import LATER, hours_of, on_the_calendar
from bot.features.celebrations.service.context import CelebrationContext, ground_of
from bot.features.celebrations.service.triggers import a_year_to, in_the_books, in_the_goals, still_so
from bot.features.goals.service import queries as goals
from bot.features.ledger.rules.records import DealStatus
from bot.features.ledger.service import holds, won_deals
from bot.features.people.service.settings import settings_of
from bot.features.workspace import service as workspace

# For so long a deal may be reopened after its celebration, and the post is edited.
_EDITED_FOR = timedelta(days=60)
_LIVES = timedelta(hours=8)
_SEEN_LATER = timedelta(minutes=2)


async def is_due(transaction: Transaction, now: datetime) -> bool:
    """Whether a round has work: new ledger rows, a new local day, a shared goal, a post that may go out."""
    repository = CelebrationRepository(transaction)
    cursor = await repository.cursor()
    if cursor is None:
        return True
    if local_day(now, await workspace.zone_of(transaction)) != cursor.looked_on:
        return True
    if won_deals.is_further(await won_deals.newest(transaction, now), _read(cursor)):
        return True
    if await repository.waiting(now):
        hours = await hours_of(transaction, await settings_of(transaction, CelebrationSettings))
        if hours.open_at(now):
            return True
    # Another process may commit a goal a little later than the time it writes into it.
    return await goals.was_shared_since(transaction, cursor.goals_at - _SEEN_LATER)


async def next_moment(transaction: Transaction) -> datetime | None:
    """Instant at which the dates of the next day are read; None before the first round."""
    cursor = await CelebrationRepository(transaction).cursor()
    if cursor is None:
        return None
    hours = await hours_of(transaction, await settings_of(transaction, CelebrationSettings))
    return local_instant(cursor.looked_on + ONE_DAY, hours.opens, hours.zone) + LATER


async def next_due(transaction: Transaction) -> datetime | None:
    """When a round has work again without anything new: a new day, a post that waits, the end of a hold."""
    repository = CelebrationRepository(transaction)
    cursor = await repository.cursor()
    if cursor is None:
        return None
    if await goals.was_shared_since(transaction, cursor.goals_at - _SEEN_LATER):
        return cursor.goals_at
    next_day = midnight(cursor.looked_on + ONE_DAY, await workspace.zone_of(transaction))
    found = [next_day, await repository.first_waiting(), await holds.first_lapse(transaction)]
    return min(filter(None, found))


async def look(transaction: Transaction, now: datetime) -> None:
    """Runs one round: detect from calendar, ledger and goals, edit what changed, post what is due.

    The first round of a workspace only stores where to begin.
    """
    repository = CelebrationRepository(transaction)
    cursor = await repository.cursor(lock=True)
    context = await ground_of(transaction, now)
    hours = await hours_of(transaction, context.rules)
    if cursor is None:
        await _begin(transaction, context)
        return
    due_from, is_new_day = cursor.looked_on + ONE_DAY, cursor.looked_on != context.today
    if is_new_day:
        await on_the_calendar(transaction, context, hours, since=cursor.looked_on)
        cursor.looked_on = context.today
        cursor.medium, cursor.large = await won_deals.sizes(transaction, a_year_to(context.today))
    read = _read(cursor)
    if is_new_day or won_deals.is_further(await won_deals.newest(transaction, now), read):
        touched = await won_deals.touched_since(transaction, read)
        await in_the_books(transaction, cursor, context, due_from)
        await _edit(transaction, context, touched)
    await in_the_goals(transaction, cursor, context)
    cursor.goals_at = now
    await _post(transaction, context, hours)


def _read(cursor: CelebrationCursor) -> won_deals.Position:
    return cursor.last_line, cursor.last_version


async def _begin(transaction: Transaction, context: CelebrationContext) -> None:
    medium, large = await won_deals.sizes(transaction, a_year_to(context.today))
    line, version = await won_deals.newest(transaction, context.now)
    facts = {
        "started_at": context.now,
        "last_line": line,
        "last_version": version,
        "goals_at": context.now,
        "looked_on": context.today,
        "medium": medium,
        "large": large,
    }
    await CelebrationRepository(transaction).begin(facts)


async def _post(transaction: Transaction, context: CelebrationContext, hours: Hours) -> None:
    """Enqueues one message a channel with all that waits for it, where the channel takes another post."""
    repository, by_channel = CelebrationRepository(transaction), dict[str, list[Celebration]]()
    for row in await repository.waiting(context.now):
        if context.now - row.detected_at > FRESH_FOR:
            row.state = "dropped"
        elif not row.is_undone:
            by_channel.setdefault(row.channel_id, []).append(row)
    for channel_id, rows in by_channel.items():
        posted = await repository.posted_in(channel_id, context.now - ONE_DAY)
        if has_room(posted, context.now, hours, context.rules.posts_a_day):
            await _say(transaction, channel_id, rows, context)


async def _say(
    transaction: Transaction, channel_id: str, rows: Sequence[Celebration], context: CelebrationContext
) -> None:
    key = f"{CelebrationPost.kind}:{rows[0].key}"
    for row in rows:
        row.state, row.post_key, row.posted_at = "posted", key, context.now
    notice = CelebrationPost(context.rules.tone, tuple(context.rules.images), _items(rows))
    to = Recipient(channel_id)
    await Outbox(transaction).enqueue(notice, context.now, to=to, dedupe_key=key, expires_after=_LIVES)


# What a deal became whose celebration was undone before that was noted.
_OPEN = DealStatus.OPEN.value


def _items(rows: Sequence[Celebration]) -> tuple[PostedCelebration, ...]:
    return tuple(
        PostedCelebration(
            row.id,
            CelebrationKind(row.kind),
            row.key,
            words_from(row.facts),
            row.is_undone,
            row.facts.get("became", _OPEN),
        )
        for row in rows
    )


async def _edit(transaction: Transaction, context: CelebrationContext, touched: frozenset[str]) -> None:
    """Edits posts of which a celebration ceased to hold, or holds again; `touched`: members with new rows."""
    repository = CelebrationRepository(transaction)
    rows = await repository.on_deals(context.now - _EDITED_FOR)
    stands = await won_deals.standings(transaction, {row.deal_id for row in rows if row.deal_id is not None})
    won = frozenset(deal_id for deal_id, status in stands.items() if status == DealStatus.WON.value)
    changed: set[str] = set()
    for row in rows:
        is_undone = not await still_so(transaction, row, won, touched, context)
        if row.is_undone != is_undone:
            row.is_undone = is_undone
            row.facts = {**row.facts, "became": stands.get(row.deal_id or 0, "")}
            if row.post_key:
                changed.add(row.post_key)
    outbox = Outbox(transaction)
    for key in sorted(changed):
        items = _items(await repository.of_post(key))
        await _show(outbox, key, items, context.now)


async def _show(outbox: Outbox, key: str, items: tuple[PostedCelebration, ...], now: datetime) -> None:
    repeat = f"{key}:{now.isoformat()}"
    await outbox.edit(key, CelebrationPost, lambda post: replace(post, items=items), repeat, now)
