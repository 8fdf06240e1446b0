"""Whether a talk took place: each says so, and it counts when both do."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.common.date_ranges import ONE_DAY
from bot.common.dates import write_day, write_time
from bot.common.errors import BadInput, NotAllowed
from bot.common.periods import local_day, local_instant, midnight
from bot.features.coaching.models.talks import CoachingSeriesRow, CoachingTalkRow
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.rules.cadence import rhythm_of
from bot.features.coaching.rules.facts import CoachingSeries, CoachingTalk, Say, series_roles, talk_roles
from bot.features.coaching.rules.pair import Pair
from bot.features.coaching.rules.state_machine import TALKS, TalkState, TalkStep
from bot.features.coaching.service import notifications
from bot.features.coaching.service.items import carry_over
from bot.features.coaching.service.pairs import open_series
from bot.features.coaching.service.planning import plan_next, talk_facts
from bot.features.coaching.service.series import locked_talk
from bot.framework.context import Context

RECORDED_FOR = timedelta(days=7)
CONFIRMED_FOR = timedelta(days=30)
_NOON = time(12)
_SAYS = {TalkStep.yes: Say.yes, TalkStep.no: Say.no, TalkStep.take_back: Say.none}
_TOO_LONG_AGO = "That is too long ago: a talk can be recorded for a week."


@dataclass(frozen=True)
class TalkSaid:
    """A talk after somebody has said whether it took place."""

    pair: Pair
    series: CoachingSeries
    talk: CoachingTalk


async def say(ctx: Context, talk_id: int, step: TalkStep) -> TalkSaid:
    """Says yes or no of a talk, or takes that back.

    NotAllowed: before it begins, too late, or not the actor's to say. AlreadyRecorded: it came before.
    """
    await ctx.claim()
    row, pair, talk = await locked_talk(ctx, talk_id)
    return await _say(ctx, row, pair, talk, step)


async def _say(
    ctx: Context, row: CoachingSeriesRow, pair: Pair, talk: CoachingTalkRow, step: TalkStep
) -> TalkSaid:
    series, seen = row.fact(), talk.fact()
    after = TALKS.decide(seen.state, step, talk_roles(ctx.actor_id, series, seen))
    _check_time(ctx.now, pair, seen)
    if pair.is_manager:
        talk.manager_says = _SAYS[step].value
    else:
        talk.person_says = _SAYS[step].value
    talk.state = after.value
    if after is TalkState.held:
        talk.held_on = local_day(talk.at, ZoneInfo(series.zone))
        await ctx.transaction.session.flush()
        if series.ended_at is None:  # What is left of 1:1s that have ended stays as it is.
            planned = await plan_next(ctx.transaction, row, ctx.now)
            await carry_over(ctx, series, planned.at if planned else None)
    await ctx.transaction.session.flush()
    said = TalkSaid(pair, row.fact(), talk.fact())
    await notifications.show_said(ctx, said.series, said.talk)
    return said


def _check_time(now: datetime, pair: Pair, talk: CoachingTalk) -> None:
    if now < talk.at:
        begins, today = talk.at.astimezone(pair.me.zone), local_day(now, pair.me.zone)
        day = "" if begins.date() == today else f"on {write_day(begins.date(), today)} "
        raise NotAllowed(f"It begins {day}at {write_time(begins.time())}: tell me afterwards.")
    if talk.state is TalkState.unconfirmed and now > talk.at + CONFIRMED_FOR:
        raise NotAllowed("That is too long ago: it can be confirmed for 30 days.")


async def record(ctx: Context, pair: Pair, day: date | None) -> TalkSaid:
    """Says that the two talked on that day; None: at the last planned time, else today.

    A talk of that day that waits for a word gets this one. NotAllowed: one of that day is held; BadInput: the
    day is more than a week ago, or to come.
    """
    await ctx.claim()
    today = local_day(ctx.now, pair.me.zone)
    if day is not None and day > today:
        raise BadInput("That is to come: tell me afterwards.")
    if day is not None and today - day > RECORDED_FOR:
        raise BadInput(_TOO_LONG_AGO)
    row = await open_series(ctx, pair)
    talk = await _waiting(ctx, row, pair, day, today)
    if talk is not None:
        return await _say(ctx, row, pair, talk, TalkStep.yes)
    on = day or today
    series = row.fact()
    roles = series_roles(ctx.actor_id, series)
    state = TALKS.decide(None, TalkStep.record, roles)
    mine = "manager_says" if pair.is_manager else "person_says"
    at = ctx.now if on == today else _at_on(series, on, pair)
    facts = {**talk_facts(row.id, on, at), "state": state.value, mine: Say.yes.value, "is_moved": True}
    talk = await CoachingTalkRepository(ctx.transaction).new_talk(facts)
    said = TalkSaid(pair, series, talk.fact())
    await notifications.ask_other(ctx, series, said.talk)
    return said


def _at_on(series: CoachingSeries, day: date, pair: Pair) -> datetime:
    rhythm = rhythm_of(series)
    at = rhythm.at if rhythm else _NOON
    return local_instant(day, at, pair.me.zone)


async def _waiting(
    ctx: Context, row: CoachingSeriesRow, pair: Pair, day: date | None, today: date
) -> CoachingTalkRow | None:
    """The talk that a yes is about: of that day, or the newest that waits for the actor's word."""
    repository, zone = CoachingTalkRepository(ctx.transaction), pair.me.zone
    since = midnight(today - RECORDED_FOR - ONE_DAY, zone)
    recent = await repository.talks([row.id], since, 50)
    if day is not None:
        of_day = [talk for talk in recent if local_day(talk.at, zone) == day and _may_be_said(talk)]
        held = [talk for talk in of_day if talk.state == TalkState.held.value]
        found = next(iter(held or of_day), None)
    else:
        past = [talk for talk in recent if talk.at <= ctx.now and _waits_for(talk, pair)]
        coming = [talk for talk in recent if local_day(talk.at, zone) == today and _may_be_said(talk)]
        found = next(iter([*past, *coming]), None)
    return await repository.lock_talk(found.id) if found else None


def _may_be_said(talk: CoachingTalkRow) -> bool:
    return talk.state not in (TalkState.missed.value, TalkState.skipped.value, TalkState.dropped.value)


def _waits_for(talk: CoachingTalkRow, pair: Pair) -> bool:
    says = talk.manager_says if pair.is_manager else talk.person_says
    open_states = (TalkState.planned, TalkState.said, TalkState.denied, TalkState.at_odds)
    return says != Say.yes.value and talk.state in [each.value for each in open_states]
