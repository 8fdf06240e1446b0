"""What the parts of a screen have in common, read before they are: each of it once, for all of them."""

from typing import Any

from bot.common.periods import local_day
from bot.db.asking import Question, ask
from bot.features.doors import service as doors
from bot.features.goals.service import queries as goals
from bot.features.home.service import today
from bot.features.needs import service as needs
from bot.features.notifications.service import availability as notifications
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import Team
from bot.features.workspace import service as workspace
from bot.framework.context import Context


async def share_for_menu(ctx: Context) -> None:
    """Reads what the roles of the actor and their needs have in common. A Refusal: they may not act here."""
    led = (await teams.load_org_chart(ctx.transaction)).led_by(ctx.actor_id)
    await _share(ctx, led, [])


async def share_for_today(ctx: Context) -> None:
    """As `share_for_menu`, with what the rest of Today reads; a team's own board needs all of that team."""
    org_chart = await teams.load_org_chart(ctx.transaction)
    led, own = org_chart.led_by(ctx.actor_id), org_chart.team_of(ctx.actor_id)
    await _share(ctx, (*led, own) if own else led, await today.questions(ctx))


async def _share(ctx: Context, around: tuple[Team, ...], more: list[Question[Any]]) -> None:
    transaction = ctx.transaction
    if (await people.actor(transaction, ctx.actor_id, guests=True)).is_guest:
        return
    team_ids = sorted({team.id for team in around})
    questions = [await doors.role_question(ctx), *await needs.questions(ctx, ctx.actor_id), *more]
    if team_ids:
        questions.append(teams.stays_question(transaction, team_ids))
    await ask(transaction, questions)
    await goals.book_of(transaction, await teams.load_org_chart(transaction), ctx.now)
    if not team_ids:
        return
    stays = (await teams.stays_in(transaction, team_ids)).values()
    ids = sorted({ctx.actor_id, *(who for of_team in stays for who in of_team)})
    known = await people.people(transaction, [*ids, *(team.manager_id for team in around)])
    day = local_day(ctx.now, await workspace.zone_of(transaction))
    quarter = (await workspace.books_of(transaction)).fiscal.quarter_of(day)
    theirs = [known[who] for who in ids if who in known]
    await notifications.reaches(transaction, theirs, quarter.start)
