"""Settings of leaderboards: being named, weekly boards of teams, how the company compares."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from bot.common.errors import BadInput
from bot.db.asking import Question, answer
from bot.db.transaction import Transaction
from bot.features.leaderboards.repository import BoardRepository
from bot.features.leaderboards.rules.facts import (
    MOST_PARTS,
    USUAL_WEIGHTS,
    BoardSettings,
    Comparing,
    WeeklyBoard,
)
from bot.features.leaderboards.rules.scores import Weight
from bot.features.leaderboards.rules.specs import COMBINED, GOALS, KUDOS, Engine, Measure
from bot.features.leaderboards.rules.tiers import TierBy
from bot.features.metrics.service.scopes import every_metric
from bot.features.people.service import members as people
from bot.features.people.service.settings import save_settings, settings_of
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import Team
from bot.framework.context import Context


async def hidden(transaction: Transaction) -> frozenset[str]:
    """Ids of the members who opted out of being named on boards."""
    found = await answer(transaction, hidden_question(transaction))
    return frozenset(row.member_id for row in found)


def hidden_question(transaction: Transaction) -> Question[Sequence[Any]]:
    """The question that `hidden` asks."""
    return BoardRepository(transaction).hidden()


async def hide(ctx: Context) -> None:
    """Stops naming the actor on boards; ranks do not change. AlreadyRecorded for a repeat of `key`."""
    await ctx.claim()
    await people.actor(ctx.transaction, ctx.actor_id)
    await BoardRepository(ctx.transaction).hide(ctx.actor_id, ctx.now)


async def show(ctx: Context) -> None:
    """Names the actor on boards again. AlreadyRecorded for a repeat of `key`."""
    await ctx.claim()
    await people.actor(ctx.transaction, ctx.actor_id)
    await BoardRepository(ctx.transaction).show(ctx.actor_id)


async def choices(transaction: Transaction) -> dict[int, WeeklyBoard]:
    """Weekly boards by team id; teams on the default are missing."""
    return {
        team_id: WeeklyBoard(Measure(row.what, Engine(row.engine)), row.period, row.is_on)
        for team_id, row in (await BoardRepository(transaction).team_boards()).items()
    }


async def team_to_choose_for(transaction: Transaction, team_id: int, actor_id: str) -> Team:
    """The team whose weekly board the actor may choose. BadInput: it is gone.

    NotAllowed: neither its manager nor an admin.
    """
    return await teams.team_led_by(transaction, team_id, actor_id, "choose what its channel gets")


async def choose(ctx: Context, team_id: int, choice: WeeklyBoard) -> Team:
    """Stores a team's weekly board.

    NotAllowed for others than its manager and admins.
    """
    await ctx.claim()
    team = await team_to_choose_for(ctx.transaction, team_id, ctx.actor_id)
    await BoardRepository(ctx.transaction).choose(
        {
            "team_id": team.id,
            "is_on": choice.is_on,
            "what": choice.measure.what,
            "engine": choice.measure.engine.value,
            "period": choice.period,
            "set_by": ctx.actor_id,
            "set_at": ctx.now,
        }
    )
    return team


async def comparing(transaction: Transaction) -> Comparing:
    """How the company compares; the defaults until an admin decides."""
    chosen = await settings_of(transaction, BoardSettings)
    weights = tuple(
        Weight(
            part.what, Fraction(part.weight) / 100, Fraction(part.target) if part.target is not None else None
        )
        for part in await BoardRepository(transaction).weights()
    )
    return Comparing(chosen.tier_by, weights or USUAL_WEIGHTS)


async def decide(
    ctx: Context, tier_by: TierBy, weights: Sequence[tuple[str, Decimal, Decimal | None]]
) -> None:
    """Stores tiers and the combined score; admins only.

    `weights`: measure, percent, target (None: its own). BadInput unless they are 1 to 5 different measures of
    100% together.
    """
    await save_settings(ctx, BoardSettings(tier_by))
    known = {metric.key for metric in await every_metric(ctx.transaction)} | {GOALS}
    if not 1 <= len(weights) <= MOST_PARTS or len({what for what, *_ in weights}) < len(weights):
        raise BadInput(f"Choose 1 to {MOST_PARTS} different parts.", field="weight:0")
    for what, _, _ in weights:
        if what not in known or what in (KUDOS, COMBINED):
            raise BadInput("That cannot be a part of the combined score.", field="weight:0")
    total = sum((weight for _, weight, _ in weights), Decimal(0))
    if any(weight <= 0 for _, weight, _ in weights) or total != 100:
        raise BadInput(f"The parts add up to {total.normalize():f}%, not to 100%.", field="weight:0")
    rows = [
        {"place": place, "what": what, "weight": weight, "target": target}
        for place, (what, weight, target) in enumerate(weights)
    ]
    await BoardRepository(ctx.transaction).keep_weights(rows)
