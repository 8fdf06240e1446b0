"""The deeds over boards: to be named or not, what a team's channel gets, how the company compares."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from bot.common.errors import BadInput
from bot.db.idempotency import claim_request
from bot.db.transaction import Transaction
from bot.features.leaderboards.repository import BoardRepository
from bot.features.leaderboards.rules.facts import MOST_PARTS, PERIODS, USUAL_WEIGHTS, Comparing, WeeklyBoard
from bot.features.leaderboards.rules.scores import Weight
from bot.features.leaderboards.rules.specs import COMBINED, GOALS, KUDOS, Engine, Measure
from bot.features.leaderboards.rules.tiers import TierBy
from bot.features.metrics.service.scopes import every_metric
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import Team


async def hidden(transaction: Transaction) -> frozenset[str]:
    """Those who do not want to be named on boards."""
    return await BoardRepository(transaction).hidden()


async def hide(transaction: Transaction, actor_id: str, key: str, now: datetime) -> None:
    """The actor is not named any more; nobody's place changes."""
    await claim_request(transaction, key, now)
    await people.actor(transaction, actor_id)
    await BoardRepository(transaction).hide(actor_id, now)


async def show(transaction: Transaction, actor_id: str, key: str, now: datetime) -> None:
    """The actor is named again."""
    await claim_request(transaction, key, now)
    await people.actor(transaction, actor_id)
    await BoardRepository(transaction).show(actor_id)


async def choices(transaction: Transaction) -> dict[int, WeeklyBoard]:
    """What the channels of teams get, of those teams for which somebody chose."""
    return {
        team_id: WeeklyBoard(Measure(row.what, Engine(row.engine)), row.period, row.is_on)
        for team_id, row in (await BoardRepository(transaction).team_boards()).items()
    }


async def team_to_choose_for(transaction: Transaction, team_id: int, actor_id: str) -> Team:
    """The team, which the actor leads or administers; a Refusal otherwise."""
    return await teams.team_led_by(transaction, team_id, actor_id, "choose what its channel gets")


async def choose(
    transaction: Transaction, team_id: int, choice: WeeklyBoard, actor_id: str, key: str, now: datetime
) -> Team:
    """A team's channel gets this board every week, or none; its manager and admins decide."""
    await claim_request(transaction, key, now)
    team = await team_to_choose_for(transaction, team_id, actor_id)
    if choice.period not in PERIODS:
        raise BadInput("Choose one of the periods.", field="period")
    await BoardRepository(transaction).choose(
        {
            "team_id": team.id,
            "is_on": choice.is_on,
            "what": choice.measure.what,
            "engine": choice.measure.engine.value,
            "period": choice.period,
            "set_by": actor_id,
            "set_at": now,
        }
    )
    return team


async def comparing(transaction: Transaction) -> Comparing:
    """How the company compares; the usual way until an admin decides."""
    repository = BoardRepository(transaction)
    row, parts = await repository.rules(), await repository.weights()
    if row is None:
        return Comparing()
    weights = tuple(
        Weight(
            part.what, Fraction(part.weight) / 100, Fraction(part.target) if part.target is not None else None
        )
        for part in parts
    )
    return Comparing(TierBy(row.tier_by), weights or USUAL_WEIGHTS)


async def decide(
    transaction: Transaction,
    tier_by: TierBy,
    weights: Sequence[tuple[str, Decimal, Decimal | None]],
    actor_id: str,
    key: str,
    now: datetime,
) -> None:
    """How the company compares, from now on; admins only. `weights`: measure, percent, target."""
    await people.require_admin(transaction, actor_id, "change how people are compared")
    await claim_request(transaction, key, now)
    known = {metric.key for metric in await every_metric(transaction)} | {GOALS}
    if not 1 <= len(weights) <= MOST_PARTS or len({what for what, *_ in weights}) < len(weights):
        raise BadInput(f"Choose 1 to {MOST_PARTS} different parts.", field="weights")
    for what, _, _ in weights:
        if what not in known or what in (KUDOS, COMBINED):
            raise BadInput("That cannot be a part of the combined score.", field="weights")
    total = sum((weight for _, weight, _ in weights), Decimal(0))
    if any(weight <= 0 for _, weight, _ in weights) or total != 100:
        raise BadInput(f"The parts add up to {total.normalize():f}%, not to 100%.", field="weights")
    rows = [
        {"place": place, "what": what, "weight": weight, "target": target}
        for place, (what, weight, target) in enumerate(weights)
    ]
    await BoardRepository(transaction).decide(
        {"tier_by": tier_by.value, "set_by": actor_id, "set_at": now}, rows
    )
