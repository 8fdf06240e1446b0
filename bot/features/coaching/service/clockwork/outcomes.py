"""What came of actions, by the clock: judged once a window is over, and told to both at the same moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.common.date_ranges import ONE_DAY
from bot.common.periods import local_day, midnight
from bot.db.transaction import Transaction
from bot.features.coaching.models.talks import CoachingSeriesRow
from bot.features.coaching.models.words import ActionItemRow
from bot.features.coaching.repository.outcomes import OutcomeRepository
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.repository.words import CoachingWordRepository
from bot.features.coaching.rules.outcomes import GIVEN_UP, IN_PREP_WITHIN, OutcomeAnswer
from bot.features.coaching.rules.state_machine import SeriesState
from bot.features.coaching.service import notifications
from bot.features.coaching.service.outcomes import outcome_fact
from bot.features.people.service.settings import settings_of
from bot.features.skills.rules.outcome_facts import OutcomeCard, WatchedAction
from bot.features.skills.rules.settings import SkillSettings
from bot.features.skills.service.notifications import has_room
from bot.features.skills.service.outcomes import judge
from bot.features.skills.service.watching import stored
from bot.features.workspace import service as workspace
from bot.framework.context import Context
from bot.slack.text import escape

# Judging reads much: the rest waits for the next look.
_AT_ONCE = 40


@dataclass(frozen=True)
class JudgedItem:
    """An action as it was judged on a day: cards by metric, of those whose window is over."""

    item_id: int
    watched_from: date
    today: date
    cards: Mapping[str, OutcomeCard]


async def due(transaction: Transaction, now: datetime) -> list[JudgedItem]:
    """Actions that are to be looked at today, judged; none while an admin has switched outcomes off."""
    if not (await settings_of(transaction, SkillSettings)).outcome_cards:
        return []
    today = local_day(now, await workspace.zone_of(transaction))
    ids = await OutcomeRepository(transaction).to_look_at(today)
    found = []
    for item_id in ids[:_AT_ONCE]:
        row = await CoachingWordRepository(transaction).find_item(item_id)
        if row is not None and row.watched_from is not None:
            cards = await _judged(transaction, row, row.watched_from, now)
            found.append(JudgedItem(item_id, row.watched_from, today, cards))
    return found


async def next_look(transaction: Transaction) -> datetime | None:
    """When an action is looked at next: the beginning of its day in the workspace; None without any."""
    day = await OutcomeRepository(transaction).next_look()
    return midnight(day, await workspace.zone_of(transaction)) if day else None


async def _judged(
    transaction: Transaction, row: ActionItemRow, begun_on: date, now: datetime
) -> dict[str, OutcomeCard]:
    kept = await OutcomeRepository(transaction).of_item(row.id, begun_on)
    cards = {}
    for metric in (row.watch or {}).keys() - {each.metric for each in kept}:
        action = WatchedAction(row.owner_id, escape(row.text), metric, begun_on)
        card = await judge(transaction, action, now)
        if card is not None:
            cards[metric] = card
    return cards


async def keep_and_tell(ctx: Context, judged: JudgedItem) -> None:
    """Stores what came of an action, and tells both; looked at again tomorrow while a window is open."""
    item = await CoachingWordRepository(ctx.transaction).lock_item(judged.item_id)
    if item is None or item.watched_from != judged.watched_from or item.looks_on is None:
        return
    series = await CoachingTalkRepository(ctx.transaction).find_series(item.series_id)
    if series is None or series.state == SeriesState.ended.value:
        item.looks_on = None
        return
    repository = OutcomeRepository(ctx.transaction)
    in_prep = bool(judged.cards) and await _goes_with_prep(ctx, series)
    rows = [_columns(ctx, item, series, card, in_prep) for card in judged.cards.values()]
    await repository.keep(rows)
    kept = await repository.of_item(item.id, judged.watched_from)
    is_open = len(kept) < len(item.watch or {}) and judged.today < judged.watched_from + GIVEN_UP
    item.looks_on = judged.today + ONE_DAY if is_open else None
    await ctx.transaction.session.flush()
    new = [outcome_fact(each) for each in kept if each.metric in judged.cards and not each.is_in_prep]
    for each in new:
        await notifications.tell_outcome(ctx, series.fact(), each)


def _columns(
    ctx: Context, item: ActionItemRow, series: CoachingSeriesRow, card: OutcomeCard, in_prep: bool
) -> dict[str, object]:
    return {
        "item_id": item.id,
        "series_id": series.id,
        "owner_id": item.owner_id,
        "manager_id": series.manager_id,
        "metric": card.action.metric,
        "skill": item.skill,
        "begun_on": card.action.begun_on,
        "facts": stored(card),
        "is_in_prep": in_prep,
        "answer": OutcomeAnswer.none.value,
        "made_at": ctx.now,
    }


async def _goes_with_prep(ctx: Context, series: CoachingSeriesRow) -> bool:
    """Whether both get it with the cards of their next 1:1: it is soon, or they got enough this week."""
    planned = await CoachingTalkRepository(ctx.transaction).planned_after(series.id, ctx.now)
    if planned is None:
        return False
    if planned.at <= ctx.now + IN_PREP_WITHIN:
        return True
    return not all([await has_room(ctx, who) for who in series.fact().pair])
