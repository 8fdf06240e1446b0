"""Whether actions moved anything: what they watch, what came of it, and of a whole team."""

from datetime import date

from bot.common.errors import BadInput, NotAllowed
from bot.common.facts import fact_of
from bot.common.periods import local_day
from bot.features.coaching.models.outcomes import CoachingOutcomeRow
from bot.features.coaching.models.words import ActionItemRow
from bot.features.coaching.repository.outcomes import OutcomeRepository
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.repository.words import CoachingWordRepository
from bot.features.coaching.rules.access import CoachingRecord, PairParties, may_read
from bot.features.coaching.rules.facts import ActionItem, item_roles
from bot.features.coaching.rules.outcomes import (
    COUNTED_FOR,
    FIRST_LOOK,
    CoachingOutcome,
    OutcomeAnswer,
    of_newest,
)
from bot.features.coaching.rules.pair import Pair
from bot.features.coaching.rules.state_machine import ITEMS, ItemState, ItemStep
from bot.features.coaching.service import notifications
from bot.features.coaching.service.items import locked_item
from bot.features.coaching.service.pairs import pair_of
from bot.features.people.service import members as people
from bot.features.skills.rules.outcome_facts import WatchedAction, team_line
from bot.features.skills.rules.pooled import LEAST_ACTIONS, LEAST_ACTORS
from bot.features.skills.rules.rubric import SKILL_NAMES
from bot.features.skills.service import watching
from bot.framework.context import Context
from bot.slack.text import escape

_GONE = "There is no such outcome any more."
_NOT_WATCHED = "Only an action of {name}, who sells, can watch a figure."
_LIVE = (ItemState.open, ItemState.offered)


async def watch(ctx: Context, item_id: int, metric: str) -> tuple[ActionItem, str]:
    """Lets an action watch one more figure of its owner; gives it, and what could be seen of a change.

    BadInput: none that the actor may see, or nothing that can be watched. NotAllowed: it is not open.
    """
    await ctx.claim()
    return await watch_item(ctx, item_id, metric)


async def watch_item(ctx: Context, item_id: int, metric: str) -> tuple[ActionItem, str]:
    """`watch`, within a request that is claimed."""
    row = await locked_item(ctx, item_id)
    series = await CoachingTalkRepository(ctx.transaction).find_series(row.series_id)
    if series is None or series.person_id != row.owner_id:
        who = series.person_id if series else row.owner_id
        name = (await people.person(ctx.transaction, who)).name
        raise BadInput(_NOT_WATCHED.format(name=name), field="watch")
    if ItemState(row.state) not in _LIVE:
        raise NotAllowed("Only an open action can watch a figure.")
    known = await watching.watchable(ctx.transaction, row.owner_id)
    if metric not in known:
        raise BadInput("That is nothing that can be watched here.", field="watch")
    today = await _day_of(ctx, row.owner_id)
    row.watch = {**(row.watch or {}), metric: known[metric]}
    if row.state == ItemState.open.value and row.looks_on is None:
        begin_watching(row, today)
    await ctx.transaction.session.flush()
    action = WatchedAction(row.owner_id, escape(row.text), metric, row.watched_from or today)
    return row.fact(), await watching.foreseen(ctx.transaction, action, ctx.now)


def begin_watching(row: ActionItemRow, today: date) -> None:
    """An action is watched from this day of its owner on; nothing of one that watches nothing."""
    if row.watch:
        row.watched_from, row.looks_on = today, today + FIRST_LOOK


async def _day_of(ctx: Context, member_id: str) -> date:
    return local_day(ctx.now, (await people.person(ctx.transaction, member_id)).zone)


def outcome_fact(row: CoachingOutcomeRow) -> CoachingOutcome:
    """The fact of an outcome."""
    return fact_of(row, CoachingOutcome, answer=OutcomeAnswer(row.answer), card=watching.restored(row.facts))


async def find_outcome(ctx: Context, outcome_id: int) -> tuple[CoachingOutcome, Pair]:
    """What came of an action, for one of the two of then. BadInput: none that the actor may read."""
    row = await OutcomeRepository(ctx.transaction).find(outcome_id)
    return await _readable(ctx, row)


async def _readable(ctx: Context, row: CoachingOutcomeRow | None) -> tuple[CoachingOutcome, Pair]:
    await people.actor(ctx.transaction, ctx.actor_id)
    if row is None or not may_read(
        ctx.actor_id, CoachingRecord.outcome, PairParties(row.manager_id, row.owner_id)
    ):
        raise BadInput(_GONE)
    series = await CoachingTalkRepository(ctx.transaction).find_series(row.series_id)
    if series is None:
        raise BadInput(_GONE)
    return outcome_fact(row), await pair_of(ctx.transaction, series.fact(), ctx.actor_id)


async def answer_outcome(ctx: Context, outcome_id: int, answer: OutcomeAnswer) -> Pair:
    """Goes on, watched anew from today, or ends it; shown on the cards of both. Gives the two.

    BadInput: none that the actor may read. NotAllowed: it was answered, or those 1:1s have ended.
    """
    await ctx.claim()
    row = await OutcomeRepository(ctx.transaction).lock(outcome_id)
    outcome, pair = await _readable(ctx, row)
    series = await CoachingTalkRepository(ctx.transaction).find_series(outcome.series_id)
    if row is None or series is None or series.ended_at is not None:
        raise NotAllowed("Those 1:1s have ended.")
    if outcome.answer is not OutcomeAnswer.none:
        raise NotAllowed("That was answered already.")
    row.answer = answer.value
    item = await CoachingWordRepository(ctx.transaction).lock_item(outcome.item_id)
    if item is not None:
        await _carry_out(ctx, item, answer)
    await ctx.transaction.session.flush()
    await notifications.show_answer(ctx, outcome_fact(row))
    return pair


async def _carry_out(ctx: Context, item: ActionItemRow, answer: OutcomeAnswer) -> None:
    """One that goes on is open, and watched from today; one that ends is done by its owner, or dropped."""
    state, roles = ItemState(item.state), item_roles(ctx.actor_id, item.owner_id, item.author_id)
    if answer is OutcomeAnswer.go_on:
        after = ITEMS.next_state(state, ItemStep.reopen, roles)
        if after is not None:
            item.state, item.done_at = after.value, None
        if item.state == ItemState.open.value:
            today = await _day_of(ctx, item.owner_id)
            item.due_on = max(item.due_on, today)
            begin_watching(item, today)
        return
    item.looks_on = None
    step = ItemStep.done if ctx.actor_id == item.owner_id else ItemStep.drop
    after = ITEMS.next_state(state, step, roles)
    if after is not None:
        item.state = after.value
        item.done_at = ctx.now if after is ItemState.done else None


async def team_lines(ctx: Context) -> tuple[str, ...]:
    """What the actions of the actor's people came to together, a line a skill; () below 8 of 4 people."""
    since = ctx.now - COUNTED_FOR
    rows = await OutcomeRepository(ctx.transaction).of_manager(ctx.actor_id, since)
    by_skill: dict[str, list[CoachingOutcome]] = {}
    for each in of_newest([outcome_fact(row) for row in rows]):
        by_skill.setdefault(each.skill, []).append(each)
    lines = []
    for skill, found in sorted(by_skill.items()):
        if len(found) < LEAST_ACTIONS or len({each.owner_id for each in found}) < LEAST_ACTORS:
            continue
        effect, known = await watching.pooled(ctx.transaction, [each.card for each in found])
        name = SKILL_NAMES[skill].lower() if skill in SKILL_NAMES else "no skill"
        lines.append(team_line(name, len(found), effect, known))
    return tuple(lines)
