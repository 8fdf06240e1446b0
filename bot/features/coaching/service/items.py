"""Actions: set, taken on, done, given a new day; carried over until they are done."""

from datetime import date, datetime, timedelta

from bot.common.due_days import check_due
from bot.common.errors import BadInput, NotAllowed
from bot.common.periods import local_day
from bot.features.coaching.models.talks import CoachingSeriesRow
from bot.features.coaching.models.words import ActionItemRow
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.repository.words import CoachingWordRepository
from bot.features.coaching.rules.facts import (
    ActionItem,
    CoachingSeries,
    ItemOrigin,
    TopicOrigin,
    TopicState,
    item_roles,
)
from bot.features.coaching.rules.outcomes import FIRST_LOOK
from bot.features.coaching.rules.pair import Pair, called
from bot.features.coaching.rules.state_machine import ITEMS, CoachingRole, ItemState, ItemStep
from bot.features.coaching.rules.words import (
    DUE_LATER,
    LONGEST_TOPIC,
    MOST_ACTIONS,
    SLIPS_TOLD,
    ItemWords,
)
from bot.features.coaching.service.pairs import find_pair, open_series
from bot.features.people.service import members as people
from bot.framework.context import Context

GONE = "There is no such action any more."
REOPENED_FOR = timedelta(days=30)
OFFERED_FOR = timedelta(days=10)
_CLOCK = frozenset({CoachingRole.clock})


async def set_item(ctx: Context, pair: Pair, words: ItemWords, owner_id: str) -> ActionItem:
    """Sets an action for oneself, which is open at once, or offers one to the other of the two.

    BadInput: there are too many. AlreadyRecorded: the request came before.
    """
    await ctx.claim()
    row = await open_series(ctx, pair)
    return (await add_items(ctx, row, pair, [(owner_id, words)]))[0]


async def add_items(
    ctx: Context,
    row: CoachingSeriesRow,
    pair: Pair,
    items: list[tuple[str, ItemWords]],
    talk_id: int | None = None,
    field: str | None = None,
) -> list[ActionItem]:
    """Adds actions, each with its owner, to a locked series. BadInput with this field: there are too many."""
    repository = CoachingWordRepository(ctx.transaction)
    there = (await repository.count_open_items([row.id])).get(row.id, 0)
    if items and there + len(items) > MOST_ACTIONS:
        raise BadInput(
            f"{MOST_ACTIONS} actions are open between you: finish or drop some first.", field=field
        )
    made = []
    for owner_id, words in items:
        due_on = words.due_on or await next_day(ctx, row.fact(), owner_id)
        step = ItemStep.set if owner_id == ctx.actor_id else ItemStep.offer
        state = ITEMS.decide(None, step, item_roles(ctx.actor_id, owner_id, ctx.actor_id))
        facts = {
            "series_id": row.id,
            "talk_id": talk_id,
            "owner_id": owner_id,
            "author_id": ctx.actor_id,
            "text": words.text,
            "skill": words.skill,
            "due_on": due_on,
            "slips": 0,
            "state": state.value,
            "origin": ItemOrigin.talk.value,
            "made_at": ctx.now,
            "done_at": None,
        }
        made.append((await repository.new_item(facts)).fact())
    return made


async def next_day(ctx: Context, series: CoachingSeries, owner_id: str) -> date:
    """The owner's day of the next planned talk, or two weeks from now."""
    zone = (await people.person(ctx.transaction, owner_id)).zone
    planned = await CoachingTalkRepository(ctx.transaction).planned_after(series.id, ctx.now)
    return local_day(planned.at, zone) if planned else local_day(ctx.now, zone) + DUE_LATER


async def change_item(ctx: Context, item_id: int, step: ItemStep) -> ActionItem:
    """Takes a step with an action, as `step_item` does. AlreadyRecorded: the request came before."""
    await ctx.claim()
    return await step_item(ctx, item_id, step)


async def step_item(ctx: Context, item_id: int, step: ItemStep) -> ActionItem:
    """Takes a step with an action: done, taken on, declined, dropped; within a request that is claimed.

    NotAllowed: not now, or not the actor's to do. BadInput: none that the actor may see.
    """
    row = await locked_item(ctx, item_id)
    before = row.fact()
    if step is ItemStep.drop and before.state is ItemState.offered:
        step = ItemStep.withdraw if ctx.actor_id == before.author_id else ItemStep.decline
    row.state = (await _decided(ctx, before, step)).value
    if step is ItemStep.reopen and before.done_at and ctx.now > before.done_at + REOPENED_FOR:
        raise NotAllowed("That is too long ago: it can be opened again for 30 days.")
    row.done_at = ctx.now if row.state == ItemState.done.value else None
    if step is ItemStep.take and row.watch:
        today = await _today(ctx, row.owner_id)
        row.watched_from, row.looks_on = today, today + FIRST_LOOK
    if step is ItemStep.offer_again:
        row.made_at = ctx.now
        row.due_on = max(row.due_on, await _today(ctx, row.owner_id))
    await ctx.transaction.session.flush()
    return row.fact()


async def postpone(ctx: Context, item_id: int, due_on: date) -> ActionItem:
    """Gives an open action a new day; once the old one is over, it has slipped.

    BadInput: the day is over, or there is no such action for the actor.
    """
    await ctx.claim()
    row = await locked_item(ctx, item_id)
    me = await people.person(ctx.transaction, ctx.actor_id)
    check_due(due_on, local_day(ctx.now, me.zone), "due")
    await _decided(ctx, row.fact(), ItemStep.new_day)
    await _give_day(ctx, row, due_on)
    return row.fact()


async def _give_day(ctx: Context, row: ActionItemRow, due_on: date) -> None:
    if row.due_on < await _today(ctx, row.owner_id) and due_on > row.due_on:
        row.slips += 1
        if row.slips == SLIPS_TOLD:
            await _put_on_agenda(ctx, row.fact())
    row.due_on = due_on
    await ctx.transaction.session.flush()


async def _put_on_agenda(ctx: Context, item: ActionItem) -> None:
    """Adds, once, the topic that an action was twice later than agreed."""
    repository = CoachingWordRepository(ctx.transaction)
    text = f'Twice later than agreed: "{item.text}"'[:LONGEST_TOPIC]
    if await repository.has_topic_of(item.series_id, text, TopicOrigin.action.value):
        return
    await repository.new_topic(
        {
            "series_id": item.series_id,
            "author_id": item.owner_id,
            "text": text,
            "is_private": False,
            "origin": TopicOrigin.action.value,
            "state": TopicState.open.value,
            "talk_id": None,
            "added_at": ctx.now,
        }
    )


async def carry_over(ctx: Context, series: CoachingSeries, next_at: datetime | None) -> None:
    """Gives each open action whose day is over that of the next talk; without one, two weeks more."""
    repository = CoachingWordRepository(ctx.transaction)
    for row in await repository.items([series.id], ItemState.open):
        owner = await people.person(ctx.transaction, row.owner_id)
        today = local_day(ctx.now, owner.zone)
        if row.due_on < today:
            ITEMS.decide(ItemState(row.state), ItemStep.carry, _CLOCK)
            await _give_day(ctx, row, local_day(next_at, owner.zone) if next_at else today + DUE_LATER)


async def bring_along(ctx: Context, item_id: int) -> ActionItem:
    """Takes an own open action of 1:1s that have ended into those with whoever leads the actor now.

    There it is as if set anew; nothing else of before is read there. BadInput: it is no such action.
    """
    await ctx.claim()
    row = await locked_item(ctx, item_id)
    old = await CoachingTalkRepository(ctx.transaction).find_series(row.series_id)
    if old is None or old.ended_at is None or row.owner_id != ctx.actor_id:
        raise BadInput(GONE)
    await _decided(ctx, row.fact(), ItemStep.drop)
    pair = await find_pair(ctx, "")
    series = await open_series(ctx, pair)
    due_on = max(row.due_on, await _today(ctx, ctx.actor_id))
    made = await add_items(ctx, series, pair, [(ctx.actor_id, ItemWords(row.text, due_on, row.skill))])
    new = await CoachingWordRepository(ctx.transaction).lock_item(made[0].id)
    if new is not None:
        new.watch, new.watched_from, new.looks_on = row.watch, row.watched_from, row.looks_on
    row.state = ItemState.dropped.value
    await ctx.transaction.session.flush()
    return made[0]


async def locked_item(ctx: Context, item_id: int) -> ActionItemRow:
    """An action, locked, that the actor may see. BadInput: none; the sentence is the same for both."""
    await people.actor(ctx.transaction, ctx.actor_id)
    found = await CoachingWordRepository(ctx.transaction).lock_item(item_id)
    series = await CoachingTalkRepository(ctx.transaction).find_series(found.series_id) if found else None
    if found is None or series is None or ctx.actor_id not in series.fact().pair:
        raise BadInput(GONE)
    return found


async def _decided(ctx: Context, item: ActionItem, step: ItemStep) -> ItemState:
    roles = item_roles(ctx.actor_id, item.owner_id, item.author_id)
    after = ITEMS.next_state(item.state, step, roles)
    if after is None:
        raise NotAllowed(await _refusal(ctx, item, step))
    return after


async def _refusal(ctx: Context, item: ActionItem, step: ItemStep) -> str:
    is_mine = item.owner_id == ctx.actor_id
    owner = "you" if is_mine else called(await people.person(ctx.transaction, item.owner_id))
    has, owner_s = ("You have", "yours") if is_mine else (f"{owner} has", f"{owner}'s")
    return ITEMS.refusal(item.state, step).format(owner_has=has, owner_s=owner_s)


async def _today(ctx: Context, member_id: str) -> date:
    return local_day(ctx.now, (await people.person(ctx.transaction, member_id)).zone)
