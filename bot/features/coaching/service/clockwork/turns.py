"""Carries out what time brings for 1:1s, each in a transaction of its own."""

from zoneinfo import ZoneInfo

from bot.common.date_ranges import ONE_DAY
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.coaching.models.talks import CoachingSeriesRow, CoachingTalkRow
from bot.features.coaching.notices import TalkPrep
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.repository.words import CoachingWordRepository
from bot.features.coaching.rules.cadence import rhythm_of, run_of
from bot.features.coaching.rules.facts import Say, says_of
from bot.features.coaching.rules.state_machine import (
    ITEMS,
    SERIES,
    TALKS,
    CoachingRole,
    ItemState,
    ItemStep,
    SeriesState,
    SeriesStep,
    TalkState,
    TalkStep,
)
from bot.features.coaching.service import notifications, series
from bot.features.coaching.service.clockwork import prep
from bot.features.coaching.service.clockwork.due import CoachingTurn, TurnKind
from bot.features.coaching.service.planning import calendars, plan_next
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.framework.context import Context

_CLOCK = frozenset({CoachingRole.clock})
MOST_TALKS = 8


async def deal_with(ctx: Context, turn: CoachingTurn) -> None:
    """Does one of the things that are due; nothing where it was done, or is not due any more."""
    match turn.kind:
        case TurnKind.end | TurnKind.resume | TurnKind.plan:
            await _of_series(ctx, turn)
        case TurnKind.prepare_day:
            await _prepare_day(ctx, turn)
        case TurnKind.expire:
            await _expire(ctx, turn.id)
        case TurnKind.adjust | TurnKind.prepare | TurnKind.ask | TurnKind.lapse:
            await _of_talk(ctx, turn)


async def _of_series(ctx: Context, turn: CoachingTurn) -> None:
    row = await CoachingTalkRepository(ctx.transaction).lock_series(turn.id)
    if row is None or row.state == SeriesState.ended.value:
        return
    state = SeriesState(row.state)
    if turn.kind is TurnKind.end:
        if await _is_pair(ctx, row):
            return
        row.state = SERIES.decide(state, SeriesStep.end, _CLOCK).value
        await series.end(ctx, row)
        return
    if turn.kind is TurnKind.resume and state is SeriesState.paused:
        row.state, row.paused_until = SERIES.decide(state, SeriesStep.resume, _CLOCK).value, None
        await ctx.transaction.session.flush()
    await plan_next(ctx.transaction, row, ctx.now)


async def _is_pair(ctx: Context, row: CoachingSeriesRow) -> bool:
    known = await people.people(ctx.transaction, [row.manager_id, row.person_id])
    are_there = len(known) == 2 and all(each.is_active_person for each in known.values())
    chart = await teams.load_org_chart(ctx.transaction)
    return are_there and chart.manager_of(row.person_id) == row.manager_id


async def _of_talk(ctx: Context, turn: CoachingTurn) -> None:
    repository = CoachingTalkRepository(ctx.transaction)
    found = await repository.find_talk(turn.id)
    row = await repository.lock_series(found.series_id) if found else None
    talk = await repository.lock_talk(turn.id) if row else None
    if row is None or talk is None:
        return
    match turn.kind:
        case TurnKind.lapse:
            await _lapse(ctx, row, talk)
        case TurnKind.adjust:
            await _adjust(ctx, row, talk)
        case TurnKind.ask:
            silent = [who for who in row.fact().pair if says_of(who, row.fact(), talk.fact()) is Say.none]
            if TalkState(talk.state) in (TalkState.planned, TalkState.said, TalkState.denied):
                await notifications.ask(ctx, row.fact(), talk.fact(), tuple(silent))
        case TurnKind.prepare:
            if talk.state == TalkState.planned.value:
                await _prepare(ctx, row, talk)


async def _prepare(ctx: Context, row: CoachingSeriesRow, talk: CoachingTalkRow) -> None:
    facts, told = row.fact(), talk.fact()
    card = TalkPrep(is_manager=False, talks=(await prep.prepared(ctx, facts, told, row.person_id),))
    await Outbox(ctx.transaction).enqueue(
        card,
        ctx.now,
        to=Recipient(row.person_id),
        dedupe_key=notifications.prep_key(told, row.person_id),
        expires_after=2 * ONE_DAY,
        not_after=talk.at,
    )


async def _prepare_day(ctx: Context, turn: CoachingTurn) -> None:
    """The manager's card of a day, with all talks that are planned on it."""
    if turn.day is None:
        return
    manager = await people.person(ctx.transaction, turn.manager_id)
    pairs = [
        (row.fact(), talk.fact())
        for row, talk in await CoachingTalkRepository(ctx.transaction).planned_of(turn.manager_id)
        if talk.at.astimezone(manager.zone).date() == turn.day
    ]
    if not pairs:
        return
    talks = [await prep.prepared(ctx, facts, talk, turn.manager_id) for facts, talk in pairs[:MOST_TALKS]]
    await Outbox(ctx.transaction).enqueue(
        TalkPrep(is_manager=True, talks=tuple(talks), more=len(pairs) - len(talks)),
        ctx.now,
        to=Recipient(turn.manager_id),
        dedupe_key=notifications.day_key(turn.manager_id, turn.day),
        expires_after=ONE_DAY,
        not_after=pairs[-1][1].at,
    )


async def _lapse(ctx: Context, row: CoachingSeriesRow, talk: CoachingTalkRow) -> None:
    state = TalkState(talk.state)
    if TALKS.may(state, TalkStep.lapse, _CLOCK) and talk.at < ctx.now:
        talk.state = TALKS.decide(state, TalkStep.lapse, _CLOCK).value
        await ctx.transaction.session.flush()
        await notifications.take_back_question(ctx, row.fact(), talk.fact())


async def _adjust(ctx: Context, row: CoachingSeriesRow, talk: CoachingTalkRow) -> None:
    """Moves a planned talk by the days off as they are now; one that falls out gives way to the next."""
    facts = row.fact()
    rhythm = rhythm_of(facts)
    if talk.state != TalkState.planned.value or rhythm is None or facts.anchor is None or talk.at <= ctx.now:
        return
    both = await calendars(ctx.transaction, facts, ctx.now)
    run = run_of(rhythm, ZoneInfo(facts.zone), facts.anchor, talk.nominal, both)
    if run is not None and run.at == talk.at:
        return
    await notifications.cancel_talk(ctx, facts, talk.fact())
    if run is None or run.at <= ctx.now:
        talk.state = TALKS.decide(TalkState(talk.state), TalkStep.end, _CLOCK).value
    else:
        talk.at, talk.version = run.at, talk.version + 1
    await ctx.transaction.session.flush()
    await plan_next(ctx.transaction, row, ctx.now)


async def _expire(ctx: Context, item_id: int) -> None:
    row = await CoachingWordRepository(ctx.transaction).lock_item(item_id)
    if row is not None and row.state == ItemState.offered.value:
        row.state = ITEMS.decide(ItemState(row.state), ItemStep.expire, _CLOCK).value
