"""What the two see: the page of a pair, and the list of people."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.common.errors import NotAllowed, Refusal
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.coaching.models.talks import CoachingTalkRow
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.repository.words import CoachingWordRepository
from bot.features.coaching.rules.facts import ActionItem, CoachingSeries, CoachingTalk
from bot.features.coaching.rules.pages import (
    MOST_ON_ONE_PAGE,
    PEOPLE_A_PAGE,
    CoachingLine,
    CoachingList,
    PairPage,
)
from bot.features.coaching.rules.pair import Pair
from bot.features.coaching.rules.state_machine import ItemState, TalkState
from bot.features.coaching.service.outcomes import team_lines
from bot.features.coaching.service.pairs import NO_TEAM, find_pair
from bot.features.coaching.service.planning import load_overdue
from bot.features.coaching.service.useful import usefulness
from bot.features.notifications.service.duty import people_led
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.framework.context import Context
from bot.framework.pager import paginate

_LOOKS_BACK = timedelta(days=40)
_MOST_TALKS = 30
_OPEN = (ItemState.open, ItemState.offered)
_UNSETTLED = frozenset(
    {TalkState.planned, TalkState.said, TalkState.denied, TalkState.at_odds, TalkState.unconfirmed}
)
_TOOK_PLACE = frozenset({TalkState.said, TalkState.held, TalkState.at_odds, TalkState.unconfirmed})


async def load_page(ctx: Context, pair: Pair) -> PairPage:
    """The page of the two, as the actor may see it; of 1:1s that have ended, what is left of them."""
    repository, words = CoachingTalkRepository(ctx.transaction), CoachingWordRepository(ctx.transaction)
    rows = await repository.all_between(pair.manager.id, pair.person.id)
    series = rows[0].fact() if rows else None
    ids = [series.id] if series else []
    talks = await repository.talks(ids, ctx.now - _LOOKS_BACK, _MOST_TALKS) if ids else []
    held = await repository.last_held([each.id for each in rows]) if rows else {}
    topics = await words.open_topics(ids, ctx.actor_id) if ids else []
    items = await words.items(ids, *_OPEN) if ids else []
    coming, past = _parted(talks, ctx)
    is_live = series is not None and series.ended_at is None
    return PairPage(
        pair=pair,
        today=local_day(ctx.now, pair.me.zone),
        now=ctx.now,
        series=series,
        next_talk=coming[0] if coming else None,
        waiting=tuple(talk for talk in past if talk.state in _UNSETTLED),
        last_talk=next((talk for talk in past if talk.state in _TOOK_PLACE), None),
        last_held=max(held.values(), default=None),
        topics=tuple(
            each.fact() for each in sorted(topics, key=lambda row: (row.author_id != pair.person.id, row.id))
        ),
        items=tuple(each.fact() for each in items),
        past_items=await load_past_items(ctx, series) if is_live or series is None else (),
    )


def _parted(talks: Sequence[CoachingTalkRow], ctx: Context) -> tuple[list[CoachingTalk], list[CoachingTalk]]:
    """Planned talks to come, the next first; and those that have begun, the newest first."""
    facts = [row.fact() for row in talks]
    coming = [each for each in facts if each.at > ctx.now and each.state is TalkState.planned]
    return coming[::-1], [each for each in facts if each.at <= ctx.now]


async def load_past_items(ctx: Context, live: CoachingSeries | None) -> tuple[ActionItem, ...]:
    """Own open actions of 1:1s that have ended, which can be brought along."""
    found = await CoachingWordRepository(ctx.transaction).items_of(ctx.actor_id, ItemState.open)
    others = {each.series_id for each in found} - ({live.id} if live else set())
    if not others:
        return ()
    mine = await CoachingTalkRepository(ctx.transaction).all_of(ctx.actor_id, ended=True)
    ended = {row.id for row in mine if row.ended_at is not None}
    return tuple(each.fact() for each in found if each.series_id in ended)


async def load_home(ctx: Context) -> CoachingList | None:
    """What the App Home shows of the actor's 1:1s; None for who is in no team, and leads none."""
    try:
        return await load_list(ctx, is_home=True)
    except Refusal:
        return None


async def load_list(ctx: Context, number: int = 1, *, is_home: bool = False) -> CoachingList:
    """The actor's people, and their own 1:1s. NotAllowed: they are in no team, and lead none."""
    viewer = await people.actor(ctx.transaction, ctx.actor_id)
    chart = await teams.load_org_chart(ctx.transaction)
    led = people_led(viewer, chart)
    manager_id = chart.manager_of(viewer.id)
    past = await load_past_items(ctx, None)
    if manager_id is None and not led and not past:
        raise NotAllowed(NO_TEAM)
    own = await load_page(ctx, await find_pair(ctx, "")) if manager_id else None
    lines = await _lines(ctx, led) if led else []
    size = MOST_ON_ONE_PAGE if len(lines) <= MOST_ON_ONE_PAGE else PEOPLE_A_PAGE
    told = await usefulness(ctx) if led else ""
    today = local_day(ctx.now, viewer.zone)
    pooled = await team_lines(ctx) if led and not is_home else ()
    shown = paginate(lines, number, size)
    return CoachingList(viewer, today, shown, own, told, () if own else past, pooled)


async def _lines(ctx: Context, led: frozenset[str]) -> list[CoachingLine]:
    known = await people.people(ctx.transaction, led)
    there = [each for each in known.values() if each.is_active_person and not each.is_guest]
    series = await led_series(ctx.transaction, ctx.actor_id, led)
    ids = [each.id for each in series.values()]
    counts = await CoachingWordRepository(ctx.transaction).count_open_items(ids) if ids else {}
    overdue = await load_overdue(ctx.transaction, ctx.actor_id, ctx.now)
    lines = [_line(each, series.get(each.id), counts, overdue) for each in there]
    return sorted(lines, key=_order)


def _line(
    person: Person,
    series: CoachingSeries | None,
    counts: dict[int, int],
    overdue: dict[str, date | None],
) -> CoachingLine:
    count = counts.get(series.id, 0) if series else 0
    return CoachingLine(person, series, count, person.id in overdue, overdue.get(person.id))


def _order(line: CoachingLine) -> tuple[object, ...]:
    next_at = line.series.next_at if line.series else None
    return (not line.is_overdue, next_at is None, next_at.timestamp() if next_at else 0.0, line.person.name)


async def led_series(
    transaction: Transaction, manager_id: str, led: frozenset[str]
) -> dict[str, CoachingSeries]:
    """The series of a manager with people whom they lead, by the person's id."""
    rows = await CoachingTalkRepository(transaction).all_of(manager_id)
    return {
        row.person_id: row.fact() for row in rows if row.manager_id == manager_id and row.person_id in led
    }
