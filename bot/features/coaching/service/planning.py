"""Talks by the clock: the next one, when one may be said, whom a manager has not met for too long."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.common.date_ranges import ONE_DAY
from bot.common.periods import local_day
from bot.db.asking import answer
from bot.db.transaction import Transaction
from bot.features.coaching.models.talks import CoachingSeriesRow, CoachingTalkRow, series_fact
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.rules.cadence import next_talk, overdue_after, rhythm_of
from bot.features.coaching.rules.facts import CoachingSeries, Say
from bot.features.coaching.rules.state_machine import TALKS, CoachingRole, SeriesState, TalkState, TalkStep
from bot.features.notifications.rules import Calendar
from bot.features.notifications.service import availability as notifications
from bot.features.notifications.service.duty import SettledMember, settled_members
from bot.features.people.service import members as people

OVERDUE_DAYS = 20

_CLOCK = frozenset({CoachingRole.clock})
_PLANNED = frozenset({SeriesState.running, SeriesState.paused})


async def calendars(transaction: Transaction, series: CoachingSeries, now: datetime) -> tuple[Calendar, ...]:
    """The calendars of manager and person, in this order."""
    known = await people.people(transaction, series.pair)
    both = [known.get(who) or people.stranger(who) for who in series.pair]
    windows = await notifications.reaches(transaction, both, (now - ONE_DAY).date())
    return tuple(windows[each.id].calendar for each in both)


async def plan_next(
    transaction: Transaction, row: CoachingSeriesRow, now: datetime
) -> CoachingTalkRow | None:
    """Plans the next talk of a series that has a rhythm, where none is planned; gives the next one.

    Of a paused series it lies after the pause. The series is locked.
    """
    repository = CoachingTalkRepository(transaction)
    planned = await repository.planned_after(row.id, now)
    series = row.fact()
    rhythm = rhythm_of(series)
    if planned is None and rhythm and series.anchor and series.state in _PLANNED:
        zone = ZoneInfo(series.zone)
        after = max(local_day(now, zone) - ONE_DAY, await repository.last_nominal(row.id) or date.min)
        if series.paused_until:
            after = max(after, series.paused_until - ONE_DAY)
        both = await calendars(transaction, series, now)
        run = next_talk(rhythm, zone, series.anchor, after, both, now)
        if run is not None:
            planned = await repository.new_talk(talk_facts(series.id, run.nominal, run.at))
    row.next_at = planned.at if planned else None
    return planned


def talk_facts(series_id: int, nominal: date, at: datetime) -> dict[str, object]:
    """Columns of a talk that the clock plans."""
    return {
        "series_id": series_id,
        "nominal": nominal,
        "at": at,
        "is_moved": False,
        "version": 1,
        "person_says": Say.none.value,
        "manager_says": Say.none.value,
        "state": TALKS.decide(None, TalkStep.plan, _CLOCK).value,
        "held_on": None,
    }


async def drop_planned(transaction: Transaction, row: CoachingSeriesRow) -> list[CoachingTalkRow]:
    """Drops the planned talks of a series that ends; gives them."""
    found = [
        talk
        for talk in await CoachingTalkRepository(transaction).unsettled([row.id])
        if talk.state == TalkState.planned.value
    ]
    for talk in found:
        talk.state = TALKS.decide(TalkState(talk.state), TalkStep.end, _CLOCK).value
    row.next_at = None
    return found


def ends_at(series: CoachingSeries, at: datetime) -> datetime:
    """When a talk of the series that begins then is over."""
    return at + timedelta(minutes=series.minutes)


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
