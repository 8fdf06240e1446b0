"""When the next talk of a series is, around the days off of both."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.common.date_ranges import ONE_DAY
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.coaching.models.talks import CoachingSeriesRow, CoachingTalkRow
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.rules.cadence import next_talk, rhythm_of
from bot.features.coaching.rules.facts import CoachingSeries, Say
from bot.features.coaching.rules.state_machine import TALKS, CoachingRole, SeriesState, TalkState, TalkStep
from bot.features.notifications.rules import Calendar
from bot.features.notifications.service import availability as notifications
from bot.features.people.service import members as people

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
