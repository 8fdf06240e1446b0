"""A series: its rhythm, pauses and end, and when its next talk is."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.common.date_ranges import ONE_DAY
from bot.common.due_days import check_due
from bot.common.errors import BadInput, NotAllowed
from bot.common.periods import local_day, local_instant
from bot.features.coaching.models.talks import CoachingSeriesRow, CoachingTalkRow
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.rules.cadence import Rhythm, hours_told, next_talk, rhythm_of
from bot.features.coaching.rules.facts import CoachingSeries, CoachingTalk, series_roles, talk_roles
from bot.features.coaching.rules.pair import Pair
from bot.features.coaching.rules.state_machine import (
    SERIES,
    TALKS,
    SeriesState,
    SeriesStep,
    TalkState,
    TalkStep,
)
from bot.features.coaching.service import notifications
from bot.features.coaching.service.pairs import locked_series, open_series
from bot.features.coaching.service.planning import calendars, drop_planned, plan_next
from bot.framework.context import Context

_OVER = "That is over: choose a time from now on."


class SecondSeries(NotAllowed):
    """There is a rhythm already, with `other_id`."""

    def __init__(self, sentence: str, other_id: str) -> None:
        super().__init__(sentence)
        self.other_id = other_id


@dataclass(frozen=True)
class SeriesChange:
    """A series after a change, and its next talk (None: there is none); `hours`: what is said of its hour."""

    pair: Pair
    series: CoachingSeries
    next_talk: CoachingTalk | None
    hours: str = ""


async def schedule(ctx: Context, pair: Pair, rhythm: Rhythm) -> SeriesChange:
    """Gives the two their rhythm. SecondSeries: they have one. AlreadyRecorded: the request came before."""
    await ctx.claim()
    row = await open_series(ctx, pair, SeriesStep.schedule)
    state = SeriesState(row.state)
    known = rhythm_of(row.fact())
    if state in (SeriesState.running, SeriesState.paused) and known:
        sentence = f"There is one with {pair.other_called} already: {known.told}."
        raise SecondSeries(sentence, pair.other.id)
    return await _give_rhythm(ctx, row, pair, rhythm, SeriesStep.schedule)


async def reschedule(ctx: Context, series_id: int, rhythm: Rhythm) -> SeriesChange:
    """Changes the rhythm of a series, or gives it its first one; planned talks of before are left out."""
    await ctx.claim()
    row, pair = await locked_series(ctx, series_id)
    step = SeriesStep.schedule if row.state == SeriesState.unscheduled.value else SeriesStep.reschedule
    return await _give_rhythm(ctx, row, pair, rhythm, step)


async def _give_rhythm(
    ctx: Context, row: CoachingSeriesRow, pair: Pair, rhythm: Rhythm, step: SeriesStep
) -> SeriesChange:
    roles = series_roles(ctx.actor_id, row.fact())
    row.state = SERIES.decide(SeriesState(row.state), step, roles).value
    for talk in await _planned(ctx, row):
        if talk.at > ctx.now:
            await _skip(ctx, row, talk)
    zone = pair.me.zone
    row.weeks, row.weekday, row.at, row.minutes = rhythm.weeks, rhythm.weekday, rhythm.at, rhythm.minutes
    row.zone, row.paused_until = zone.key, None
    # The week of the first talk is one that is due, whichever that is.
    both = await calendars(ctx.transaction, row.fact(), ctx.now)
    weekly = Rhythm(1, rhythm.weekday, rhythm.at, rhythm.minutes)
    today = local_day(ctx.now, zone)
    first = next_talk(weekly, zone, today, today - ONE_DAY, both, ctx.now)
    row.anchor = first.nominal if first else today
    row.version += 1
    return await _changed(ctx, row, pair)


async def _planned(ctx: Context, row: CoachingSeriesRow) -> list[CoachingTalkRow]:
    found = await CoachingTalkRepository(ctx.transaction).unsettled([row.id])
    return [talk for talk in found if talk.state == TalkState.planned.value]


async def _changed(ctx: Context, row: CoachingSeriesRow, pair: Pair) -> SeriesChange:
    """The series with its next talk planned, and what is to be said of its hour."""
    await ctx.transaction.session.flush()
    planned = await plan_next(ctx.transaction, row, ctx.now)
    await ctx.transaction.session.flush()
    hours = ""
    if planned is not None:
        of_manager, of_person = await calendars(ctx.transaction, row.fact(), ctx.now)
        mine, theirs = (of_manager, of_person) if pair.is_manager else (of_person, of_manager)
        hours = hours_told(planned.at, mine, theirs, pair.other_called)
    return SeriesChange(pair, row.fact(), planned.fact() if planned else None, hours)


async def pause(ctx: Context, series_id: int, until: date) -> SeriesChange:
    """Leaves out the talks before that day, from which they go on. BadInput: it is over."""
    await ctx.claim()
    row, pair = await locked_series(ctx, series_id)
    check_due(until, local_day(ctx.now, pair.me.zone))
    roles = series_roles(ctx.actor_id, row.fact())
    row.state = SERIES.decide(SeriesState(row.state), SeriesStep.pause, roles).value
    row.paused_until = until
    for talk in await _planned(ctx, row):
        if ctx.now < talk.at and local_day(talk.at, ZoneInfo(row.zone)) < until:
            await _skip(ctx, row, talk)
    return await _changed(ctx, row, pair)


async def resume(ctx: Context, series_id: int) -> SeriesChange:
    """Lets paused talks go on now; those planned after the pause are planned anew."""
    await ctx.claim()
    row, pair = await locked_series(ctx, series_id)
    roles = series_roles(ctx.actor_id, row.fact())
    row.state = SERIES.decide(SeriesState(row.state), SeriesStep.resume, roles).value
    row.paused_until = None
    return await _changed(ctx, row, pair)


async def stop(ctx: Context, series_id: int) -> SeriesChange:
    """Ends the series of the two; what was written stays readable for them."""
    await ctx.claim()
    row, pair = await locked_series(ctx, series_id)
    roles = series_roles(ctx.actor_id, row.fact())
    row.state = SERIES.decide(SeriesState(row.state), SeriesStep.stop, roles).value
    await end(ctx, row)
    return SeriesChange(pair, row.fact(), None)


async def end(ctx: Context, row: CoachingSeriesRow) -> None:
    """What comes with the end of a series: planned talks are dropped, and nothing of them is sent."""
    row.ended_at, row.paused_until = ctx.now, None
    for talk in await drop_planned(ctx.transaction, row):
        await notifications.cancel_talk(ctx, row.fact(), talk.fact())
    await ctx.transaction.session.flush()


async def skip(ctx: Context, series_id: int) -> SeriesChange:
    """Leaves the next talk out. BadInput: none is planned."""
    await ctx.claim()
    row, pair = await locked_series(ctx, series_id)
    await _skip(ctx, row, await _next(ctx, row))
    return await _changed(ctx, row, pair)


async def _next(ctx: Context, row: CoachingSeriesRow) -> CoachingTalkRow:
    planned = await _planned(ctx, row)
    coming = [talk for talk in planned if talk.at > ctx.now]
    if not planned:
        raise BadInput("No 1:1 is planned.")
    return coming[0] if coming else planned[-1]


async def next_id(ctx: Context, series_id: int) -> int:
    """The id of the talk that is next. BadInput: none is planned."""
    row, _ = await locked_series(ctx, series_id)
    return (await _next(ctx, row)).id


async def _skip(ctx: Context, row: CoachingSeriesRow, talk: CoachingTalkRow) -> None:
    series, seen = row.fact(), talk.fact()
    roles = talk_roles(ctx.actor_id, series, seen)
    talk.state = TALKS.decide(seen.state, TalkStep.skip, roles).value
    await notifications.cancel_talk(ctx, series, seen)
    await ctx.transaction.session.flush()


async def skip_talk(ctx: Context, talk_id: int) -> SeriesChange:
    """Leaves out the talk of a card. NotAllowed: it is settled, or another's."""
    await ctx.claim()
    row, pair, talk = await locked_talk(ctx, talk_id)
    await _skip(ctx, row, talk)
    return await _changed(ctx, row, pair)


async def move(ctx: Context, series_id: int, day: date, at: time | None) -> SeriesChange:
    """Moves the next talk to that day, at that time of the actor's zone; None: at the time that it has."""
    await ctx.claim()
    row, pair = await locked_series(ctx, series_id)
    talk = await _next(ctx, row)
    return await _move(ctx, row, pair, talk, day, at)


async def move_talk(ctx: Context, talk_id: int, day: date, at: time) -> SeriesChange:
    """Moves the talk of a card. NotAllowed: it is settled, or another's. BadInput: the time is over."""
    await ctx.claim()
    row, pair, talk = await locked_talk(ctx, talk_id)
    return await _move(ctx, row, pair, talk, day, at)


async def locked_talk(ctx: Context, talk_id: int) -> tuple[CoachingSeriesRow, Pair, CoachingTalkRow]:
    """A talk and its series, locked, for one of the two. BadInput: there is none."""
    repository = CoachingTalkRepository(ctx.transaction)
    found = await repository.find_talk(talk_id)
    if found is None:
        raise BadInput("There is no such talk any more.")
    row, pair = await locked_series(ctx, found.series_id)
    talk = await repository.lock_talk(talk_id)
    if talk is None:
        raise BadInput("There is no such talk any more.")
    return row, pair, talk


async def _move(
    ctx: Context,
    row: CoachingSeriesRow,
    pair: Pair,
    talk: CoachingTalkRow,
    day: date,
    at: time | None,
) -> SeriesChange:
    zone = pair.me.zone
    to = local_instant(day, at or _time_of(talk.at, zone), zone)
    if to <= ctx.now:
        raise BadInput(_OVER, field="day")
    series, seen = row.fact(), talk.fact()
    talk.state = TALKS.decide(seen.state, TalkStep.move, talk_roles(ctx.actor_id, series, seen)).value
    await notifications.cancel_talk(ctx, series, seen)
    talk.at, talk.is_moved, talk.version = to, True, talk.version + 1
    row.version += 1
    return await _changed(ctx, row, pair)


def _time_of(at: datetime, zone: ZoneInfo) -> time:
    return at.astimezone(zone).time()
