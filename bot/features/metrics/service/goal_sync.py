"""Goals that follow a metric, so that nobody reports what the ledger knows."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.errors import BadInput
from bot.common.periods import local_day, midnight
from bot.db.transaction import Transaction
from bot.features.goals.commands.intents import GoalName
from bot.features.goals.rules.access import roles_in
from bot.features.goals.rules.formatting import in_quotes
from bot.features.goals.rules.progress import OWN_NUMBER, Goal, GoalKind
from bot.features.goals.rules.state_machine import GoalAction, GoalState, may
from bot.features.goals.service import progress
from bot.features.goals.service import queries as goals
from bot.features.goals.service.queries import Viewer
from bot.features.goals.service.search import find_goal
from bot.features.ledger.service import holds
from bot.features.ledger.service import queries as ledger
from bot.features.metrics.repository import MetricRepository
from bot.features.metrics.rules.figures import Unit, rounded
from bot.features.metrics.rules.metric import Metric
from bot.features.metrics.service.scopes import every_metric, metric_at, metrics_of
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.books import BookRules
from bot.framework.context import Context

# Which goals can follow a metric in this unit, and how much the metric's 1 is for the goal.
_FITS: dict[Unit, tuple[GoalKind, int]] = {
    Unit.money: (GoalKind.money, 1),
    Unit.number: (GoalKind.number, 1),
    Unit.percent: (GoalKind.percent, 100),
}
_PLACES = 4


async def feed(ctx: Context, number: int, words: str) -> str:
    """Lets a goal follow the metric that `words` name, or none for ""; gives the sentence for the actor.

    BadInput when the metric's unit does not fit the goal; a Refusal when the actor may not report on it.
    """
    viewer = await goals.load_viewer(ctx.transaction, ctx.actor_id)
    goal = await find_goal(ctx.transaction, GoalName(number=number), viewer, ctx.now)
    repository = MetricRepository(ctx.transaction)
    if not words:
        await progress.hand_over(ctx, goal.id, to_metric=False)
        await repository.stop_feeding(goal.id)
        return f"{in_quotes(goal)} is reported by hand again."
    rules = await settings_of(ctx.transaction, BookRules)
    metric, rest = metric_at(words, await metrics_of(ctx.transaction, rules.stages, with_kinds=True))
    if rest:
        raise BadInput(f"Write `/metrics feed {goal.name} {metric.name.lower()}`, nothing after it.")
    _check_fits(goal, metric, rules.currency)
    await progress.hand_over(ctx, goal.id, to_metric=True)
    facts = {
        "goal_id": goal.id,
        "metric": metric.key,
        "set_by": ctx.actor_id,
        "set_at": ctx.now,
        "seen_at": None,
    }
    await repository.feed(facts)
    await bring_up_to_date(ctx, goal.id)
    follows = f"{in_quotes(goal)} follows *{metric.name}* from its first day to its last."
    return f"{follows} Check-ins do not ask for it."


async def may_follow(ctx: Context) -> list[Goal]:
    """The actor's goals with a number of their own, which may follow a figure; soonest due first."""
    viewer = await goals.load_viewer(ctx.transaction, ctx.actor_id)
    book = await goals.book_of(ctx.transaction, viewer.org_chart, ctx.now)
    found = [goal for goal in book.goals if _may_follow(goal, viewer)]
    return sorted(found, key=lambda goal: (goal.due, goal.number))


def _may_follow(goal: Goal, viewer: Viewer) -> bool:
    has_number = goal.kind is not GoalKind.milestone and goal.roll_up in OWN_NUMBER
    roles = roles_in(goal, viewer.person, viewer.org_chart)
    return has_number and may(goal.state, GoalAction.arrange, roles)


def can_be_followed(metric: Metric) -> bool:
    """Whether there are goals in the unit of this metric."""
    return metric.unit in _FITS


def _check_fits(goal: Goal, metric: Metric, currency: str) -> None:
    fits = _FITS.get(metric.unit)
    if fits is None or fits[0] is not goal.kind:
        raise BadInput(
            f"{metric.name} is counted in {metric.unit.value}, {in_quotes(goal)} in {goal.kind.value}."
        )
    if goal.kind is GoalKind.money and goal.unit != currency:
        raise BadInput(f"{in_quotes(goal)} is in {goal.unit}, and the books are kept in {currency}.")
    if goal.start:
        raise BadInput(f"{in_quotes(goal)} does not begin at zero: a metric cannot write it.")


async def due(transaction: Transaction, now: datetime) -> list[int]:
    """Ids of active goals whose figures may have changed since they were last brought up to date.

    By what was heard of since, or by a new day, whose facts may have been known before.
    """
    feeds = await MetricRepository(transaction).feeds()
    heard = await ledger.last_heard(transaction, now) if feeds else None
    zone = await workspace.zone_of(transaction)
    found = [
        each.goal_id
        for each in feeds
        if each.seen_at is None
        or (heard is not None and heard >= each.seen_at)
        or local_day(each.seen_at, zone) < local_day(now, zone)
    ]
    active = await goals.active_among(transaction, found) if found else ()
    return [goal_id for goal_id in found if goal_id in active]


async def next_due(transaction: Transaction) -> datetime | None:
    """When a figure may change without anything new: on the next local day, or when a hold ends."""
    seen = [each.seen_at for each in await MetricRepository(transaction).feeds() if each.seen_at is not None]
    if not seen:
        return None
    zone = await workspace.zone_of(transaction)
    next_day = midnight(local_day(min(seen), zone) + ONE_DAY, zone)
    return min(filter(None, [next_day, await holds.first_lapse(transaction)]))


async def bring_up_to_date(ctx: Context, goal_id: int) -> bool:
    """Reports the metric's value on the goal; False when nothing has changed."""
    repository = MetricRepository(ctx.transaction)
    feeds = await repository.feeds([goal_id])
    found = await goals.facts_of_goal(ctx.transaction, goal_id)
    if not feeds or found is None or found.state is not GoalState.active:
        return False
    value = await _value(ctx.transaction, found, feeds[0].metric, ctx.now)
    await repository.have_seen([goal_id], await holds.known_at(ctx.transaction, ctx.now))
    if value is None:
        return False
    by_clock = replace(ctx, actor_id="", request_key=f"metrics.feed:{goal_id}:{ctx.now.isoformat()}")
    return await progress.follow(by_clock, goal_id, value)


async def _value(transaction: Transaction, goal: Goal, key: str, now: datetime) -> Decimal | None:
    metrics = {metric.key: metric for metric in await every_metric(transaction)}
    metric = metrics.get(key)
    if metric is None:
        return None
    if goal.team_id is not None:
        whose = await ledger.of_team(transaction, goal.team_id, now)
    else:
        whose = ledger.of_person(goal.owner_id)
    owner = await people.person(transaction, goal.owner_id)
    days = DateRange(goal.begins, min(goal.due, local_day(now, owner.zone)) + ONE_DAY)
    facts = await ledger.facts(transaction, whose, days, now, with_stages=key.startswith("stage:"))
    figure = metric.figure(facts, days)
    if figure.value is None:
        return None
    return rounded(Fraction(figure.value) * _FITS[metric.unit][1], _PLACES)
