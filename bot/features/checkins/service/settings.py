"""How teams check in, and who decides it."""

from collections.abc import Mapping
from dataclasses import replace

from bot.common.cadences import Cadence
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.checkins.repository import CheckinRepository
from bot.features.checkins.rules import TeamPlan, check_plan
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import OrgChart, Team
from bot.framework.context import Context


async def plan_of(transaction: Transaction, team: Team | None) -> TeamPlan:
    """Settings of a team; the defaults where it never decided, and for people without a team (None)."""
    plans = await CheckinRepository(transaction).plans()
    return plans.get(team.id, TeamPlan()) if team else TeamPlan()


async def own_cadences(transaction: Transaction) -> Mapping[str, Cadence]:
    """When members are asked, by member id, in teams that decided it; all others follow the default."""
    plans = await CheckinRepository(transaction).plans()
    org_chart = await teams.load_org_chart(transaction) if plans else OrgChart(())
    return {
        who: plans[team.id].cadence for team in org_chart.teams if team.id in plans for who in team.member_ids
    }


async def set_plan(ctx: Context, team_id: int, plan: TeamPlan) -> TeamPlan:
    """Stores how a team checks in, with weeks counted from the actor's today; gives what was stored.

    Only the team's manager and admins: NotAllowed. BadInput: no such team, or an invalid value with its
    field. AlreadyRecorded: the request came before.
    """
    actor_id = ctx.actor_id
    await ctx.claim()
    await teams.team_led_by(ctx.transaction, team_id, actor_id, "decide how it checks in")
    actor = await people.actor(ctx.transaction, actor_id)
    kept = check_plan(replace(plan, anchor=local_day(ctx.now, actor.zone)))
    await CheckinRepository(ctx.transaction).keep_plan(team_id, kept)
    return kept


async def plans_for(transaction: Transaction, actor_id: str) -> list[tuple[Team, TeamPlan]]:
    """Teams that the actor decides for, with their settings: those they lead; all for admins."""
    org_chart, actor = await teams.load_org_chart(transaction), await people.actor(transaction, actor_id)
    plans = await CheckinRepository(transaction).plans()
    mine = org_chart.teams if actor.is_admin else org_chart.led_by(actor_id)
    return [(team, plans.get(team.id, TeamPlan())) for team in mine]
