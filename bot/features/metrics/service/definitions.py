"""Chooses the metrics that a team follows, and defines the workspace's own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from bot.common.errors import BadInput, NotAllowed, TooLong
from bot.common.locales import Locale
from bot.db.transaction import Transaction
from bot.features.metrics.commands.measures import parse_measure
from bot.features.metrics.repository import MetricRepository
from bot.features.metrics.rules.custom import parse_formula
from bot.features.metrics.rules.facts import LONGEST_NAME, LONGEST_WHY, MOST_FOLLOWED, OWN_UNITS, TeamMetric
from bot.features.metrics.rules.figures import Unit
from bot.features.metrics.rules.metric import Metric
from bot.features.metrics.service.scopes import every_metric, own_metric
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import Team
from bot.features.workspace.service import locale_of
from bot.framework.context import Context
from bot.slack.text import escape, unescape

MOST_OWN = 50
_KEY = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class FollowedMetric:
    """A metric chosen for a team; target and reason as typed."""

    metric: str
    target: str = ""
    why: str = ""


@dataclass(frozen=True)
class OwnDefinition:
    """A metric as somebody defines it; text is raw."""

    name: str
    formula: str
    unit: Unit
    why: str
    minimum: int = 1
    higher_is_better: bool = True


async def team_to_lead(transaction: Transaction, team_id: int, actor_id: str) -> Team:
    """The team whose metrics the actor may choose. BadInput: it is gone.

    NotAllowed: neither its manager nor an admin.
    """
    return await teams.team_led_by(transaction, team_id, actor_id, "choose what it follows")


async def follow(ctx: Context, team_id: int, choices: list[FollowedMetric]) -> Team:
    """Replaces what the team follows, in this order.

    BadInput names the field `metrics`, `target:<metric>` or `why:<metric>`. NotAllowed for others than its
    manager and admins.
    """
    await ctx.claim()
    team = await team_to_lead(ctx.transaction, team_id, ctx.actor_id)
    if not 1 <= len(choices) <= MOST_FOLLOWED:
        raise BadInput(f"Choose 1 to {MOST_FOLLOWED} metrics.", field="metrics")
    known = {metric.key: metric for metric in await every_metric(ctx.transaction)}
    rows, locale = [], await locale_of(ctx.transaction)
    for place, choice in enumerate(choices):
        metric = known.get(choice.metric)
        if metric is None:
            raise BadInput("One of the metrics does not exist any more: choose again.", field="metrics")
        rows.append(
            {
                "metric": metric.key,
                "place": place,
                "target": parse_metric_target(choice.target, metric, f"target:{metric.key}", locale),
                "why": escape(_checked(choice.why, LONGEST_WHY, f"why:{metric.key}")),
                "set_by": ctx.actor_id,
                "set_at": ctx.now,
            }
        )
    await MetricRepository(ctx.transaction).follow(team.id, rows)
    return team


def parse_metric_target(typed: str, metric: Metric, field: str, locale: Locale) -> Decimal | None:
    """A typed target in the metric's unit, percents as shares. None for no words; BadInput otherwise."""
    return parse_measure(typed, metric.unit, field, locale) if typed.strip() else None


def _checked(words: str, longest: int, field: str) -> str:
    found = " ".join(words.split())
    if len(found) > longest:
        raise TooLong(f"At most {longest:,} characters; this has {len(found):,}.", field=field)
    return found


async def followed(transaction: Transaction, team_id: int) -> list[TeamMetric]:
    """The metrics that the team chose, in its order; empty when it chose none."""
    rows = (await MetricRepository(transaction).followed()).get(team_id, [])
    return [row.fact() for row in rows]


async def targets_of_teams(transaction: Transaction, key: str) -> dict[int, Fraction]:
    """The target of this metric by team id; teams without one are missing."""
    rows = (await MetricRepository(transaction).followed()).items()
    return {
        team_id: Fraction(row.target)
        for team_id, own in rows
        for row in own
        if row.metric == key and row.target is not None
    }


async def define_own(ctx: Context, wanted: OwnDefinition) -> Metric:
    """Defines a metric, or replaces the own one of this name; managers and admins only.

    BadInput names the field.
    """
    await ctx.claim()
    await teams.require_manager(ctx.transaction, ctx.actor_id, "define metrics")
    name = _checked(wanted.name, LONGEST_NAME, "name")
    key_of_name = _KEY.sub("_", name.lower()).strip("_")
    if not key_of_name:
        raise BadInput("Give the metric a name with letters in it.", field="name")
    _check_free(name, f"own:{key_of_name}", await every_metric(ctx.transaction))
    formula = parse_formula(wanted.formula, "formula")
    if wanted.unit not in OWN_UNITS:
        raise BadInput("Choose what it is counted in.", field="unit")
    repository = MetricRepository(ctx.transaction)
    own = await repository.own()
    if len(own) >= MOST_OWN and f"own:{key_of_name}" not in {row.key for row in own}:
        raise BadInput(f"There are {MOST_OWN} own metrics already: retire one first.", field="name")
    await repository.define(
        {
            "key": f"own:{key_of_name}",
            "name": escape(name),
            "formula": formula.text,
            "unit": wanted.unit.value,
            "higher_is_better": wanted.higher_is_better,
            "minimum": max(1, wanted.minimum),
            "why": escape(_checked(wanted.why, LONGEST_WHY, "why")),
            "owner_id": ctx.actor_id,
            "defined_at": ctx.now,
            "retired_at": None,
        }
    )
    rows = {row.key: row for row in await repository.own()}
    return own_metric(rows[f"own:{key_of_name}"])


def _check_free(name: str, key: str, metrics: Sequence[Metric]) -> None:
    """BadInput: by this name another metric is found."""
    for metric in metrics:
        names = {unescape(each).casefold() for each in metric.names()}
        if metric.key != key and name.casefold() in names:
            whose = "of this workspace" if metric.is_own else "of Pacer's"
            raise BadInput(f"“{escape(name)}” is a metric {whose}: choose another name.", field="name")
        if metric.key == key and name.casefold() != unescape(metric.name).casefold():
            raise BadInput(f"“{escape(name)}” is nearly {metric.name}: choose another name.", field="name")


async def retire(ctx: Context, key_of_metric: str) -> None:
    """Retires an own metric. BadInput: it is gone.

    NotAllowed: the actor neither defined it nor is an admin.
    """
    await ctx.claim()
    actor = await people.actor(ctx.transaction, ctx.actor_id)
    rows = {row.key: row for row in await MetricRepository(ctx.transaction).own()}
    row = rows.get(key_of_metric)
    if row is None:
        raise BadInput("That metric does not exist any more.")
    if not actor.is_admin and row.owner_id != ctx.actor_id:
        raise NotAllowed("Only whoever defined a metric, and admins, can retire it.")
    await MetricRepository(ctx.transaction).retire(key_of_metric, ctx.now)
