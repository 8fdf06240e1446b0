"""What the parts of a screen have in common, read before they are: each of it once, for all of them."""

from typing import Any

from bot.common.periods import local_day
from bot.db.asking import Question, ask
from bot.features.doors import service as doors
from bot.features.goals.service import queries as goals
from bot.features.home.rules.tabs import Tab
from bot.features.home.service import today
from bot.features.ledger.rules.facts import ALWAYS, Population
from bot.features.ledger.service import queries as ledger
from bot.features.ledger.service.locking.contracts import contract_questions, contracts
from bot.features.needs import service as needs
from bot.features.notifications.service import availability as notifications
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import Team
from bot.features.workspace import service as workspace
from bot.framework.context import Context

# Of larger teams the others are read later, as databases take some thousands of values in one statement.
_AT_ONCE = 1_000


async def share_for_menu(ctx: Context) -> None:
    """Reads what the roles of the actor and their needs have in common. A Refusal: they may not act here."""
    if await _begin(ctx):
        org_chart = await teams.load_org_chart(ctx.transaction)
        await _share(ctx, org_chart.led_by(ctx.actor_id), [])


async def share_for_tab(ctx: Context, tab: Tab) -> None:
    """As `share_for_menu`, what a tab begins with; a team's own board needs all of that team."""
    if not await _begin(ctx):
        return
    org_chart = await teams.load_org_chart(ctx.transaction)
    led, own = org_chart.led_by(ctx.actor_id), org_chart.team_of(ctx.actor_id)
    around = (*led, own) if own else led
    if tab is Tab.today:
        await _share(ctx, around, await today.questions(ctx))
    elif tab is Tab.numbers:
        await _read_around(ctx, around, await today.number_questions(ctx))
    elif tab is Tab.team:
        await _read_around(ctx, led, [])


async def _begin(ctx: Context) -> bool:
    """Reads who acts, and where: what tells which questions there are; False for guests, who have none."""
    transaction = ctx.transaction
    who = people.people_question(transaction, [ctx.actor_id])
    await ask(transaction, [teams.chart_question(transaction), who, *workspace.questions(transaction)])
    return not (await people.actor(transaction, ctx.actor_id, guests=True)).is_guest


async def _share(ctx: Context, around: tuple[Team, ...], more: list[Question[Any]]) -> None:
    await _read_around(ctx, around, [*await needs.questions(ctx, ctx.actor_id), *more])
    await goals.book_of(ctx.transaction, await teams.load_org_chart(ctx.transaction), ctx.now)


async def _read_around(ctx: Context, around: tuple[Team, ...], more: list[Question[Any]]) -> None:
    """Asks these questions, and reads who is in these teams, with figures of those that the actor leads."""
    transaction = ctx.transaction
    team_ids = sorted({team.id for team in around})
    there = {who for team in around for who in (*team.member_ids, team.manager_id)}
    ids = sorted({ctx.actor_id, *there})[:_AT_ONCE]
    day = local_day(ctx.now, await workspace.zone_of(transaction))
    quarter = (await workspace.books_of(transaction)).fiscal.quarter_of(day)
    questions = [await doors.role_question(ctx), *more]
    if team_ids:
        questions += [
            teams.stays_question(transaction, team_ids),
            people.people_question(transaction, ids),
            *notifications.reach_questions(transaction, ids, quarter.start),
            *await contract_questions(transaction, ids, ctx.now),
        ]
    await ask(transaction, questions)
    if not team_ids:
        return
    await teams.stays_in(transaction, team_ids)
    known = await people.people(transaction, ids)
    await notifications.reaches(transaction, [known[who] for who in ids if who in known], quarter.start)
    await contracts(transaction, ids, ctx.now)
    led = {who for team in around if team.manager_id == ctx.actor_id for who in team.member_ids}
    if led:
        whose = Population(dict.fromkeys(sorted({*led, ctx.actor_id}), (ALWAYS,)))
        await ledger.booked_facts(transaction, whose, quarter, ctx.now)
