"""Whom a manager has not talked with for too long, and when they talked last."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from bot.db.asking import answer
from bot.db.transaction import Transaction
from bot.features.coaching.models.talks import series_fact
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.rules.cadence import overdue_after
from bot.features.coaching.rules.facts import CoachingSeries
from bot.features.notifications.service.duty import SettledMember, settled_members

OVERDUE_DAYS = 20


async def load_overdue(transaction: Transaction, manager_id: str, now: datetime) -> dict[str, date | None]:
    """Whom a manager has not talked with for too long, with the day of the last held talk, if any.

    1.5 times the rhythm; without one 20 working days. Newcomers and who is away are left out.
    """
    members = await settled_members(transaction, manager_id, now)
    if not members:
        return {}
    ids = frozenset(each.person.id for each in members)
    mine = await answer(transaction, CoachingTalkRepository(transaction).series_of(manager_id))
    rows = [row for row in mine if row.manager_id == manager_id and row.person_id in ids]
    last = await _last_talks(transaction, rows)
    live = {row.person_id: series_fact(row) for row in rows if row.ended_at is None}
    return {
        each.person.id: last.get(each.person.id)
        for each in members
        if _is_overdue(each, live.get(each.person.id), last.get(each.person.id))
    }


async def load_last_talks(transaction: Transaction, manager_id: str, ids: Collection[str]) -> dict[str, date]:
    """The day of the last held talk of a manager with each of these people, by id, if any."""
    mine = await answer(transaction, CoachingTalkRepository(transaction).series_of(manager_id))
    return await _last_talks(
        transaction, [row for row in mine if row.manager_id == manager_id and row.person_id in ids]
    )


async def _last_talks(transaction: Transaction, rows: Sequence[Any]) -> dict[str, date]:
    """The day of the last held talk in any of these series, by the person's id."""
    held = await CoachingTalkRepository(transaction).last_held([row.id for row in rows]) if rows else {}
    last: dict[str, date] = {}
    for row in rows:
        if row.id in held:
            last[row.person_id] = max(held[row.id], last.get(row.person_id, date.min))
    return last


def _is_overdue(member: SettledMember, series: CoachingSeries | None, last: date | None) -> bool:
    since = max(last or date.min, member.since)
    after = overdue_after(series) if series else None
    if series is not None and series.paused_until and series.paused_until > member.today:
        return False
    if after is None:
        return member.has_worked(OVERDUE_DAYS, since)
    begun = series.begun_at.astimezone(member.person.zone).date() if series else since
    return member.today - max(since, begun) >= after
