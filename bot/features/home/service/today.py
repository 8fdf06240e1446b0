"""What stands in Today, but for the needs."""

from typing import Any

from bot.common.moments import WallClock
from bot.common.periods import local_day
from bot.db.asking import Question
from bot.features.checkins.notices import CheckinAsked
from bot.features.goals.service import queries as goal_queries
from bot.features.goals.service.overview import foremost
from bot.features.home.rules.facts import OwnNumbers, Reader, Today
from bot.features.home.service.parts import load_numbers
from bot.features.home.service.setup import load_setup
from bot.features.home.service.teams import called, load_led_teams
from bot.features.leaderboards.service import boards
from bot.features.ledger.service import own_entries
from bot.features.ledger.service import queries as ledger
from bot.features.schedules.service import settings as schedules
from bot.features.teams import service as teams
from bot.framework.context import Context
from bot.framework.doors import WorkspaceRole

_FOREMOST = 3


async def questions(ctx: Context) -> list[Question[Any]]:
    """What Today begins with."""
    return [
        schedules.next_question(ctx.transaction, CheckinAsked.kind, ctx.actor_id),
        ledger.told_question(ctx.transaction, ctx.now),
        *await number_questions(ctx),
    ]


async def number_questions(ctx: Context) -> list[Question[Any]]:
    """What somebody's own figures begin with; of a team's board only for who is in a team."""
    transaction = ctx.transaction
    waited = own_entries.waited_question(transaction, ctx.actor_id, ctx.now)
    own = (await teams.load_org_chart(transaction)).team_of(ctx.actor_id)
    return [waited, *(boards.questions(transaction, ctx.now) if own else [])]


async def load_today(ctx: Context, reader: Reader) -> Today:
    """Figures of who sells, goals, teams of who leads; for other admins what is to be set up."""
    sells, leads = WorkspaceRole.seller in reader.roles, WorkspaceRole.leads in reader.roles
    numbers = await load_numbers(ctx) if sells else OwnNumbers(None)
    viewer = await goal_queries.load_viewer(ctx.transaction, ctx.actor_id)
    teams, led = await load_led_teams(ctx) if leads else ([], 0)
    setup = await load_setup(ctx) if WorkspaceRole.admin in reader.roles and not leads else None
    return Today(
        needs=(),
        numbers=numbers,
        goals=await foremost(ctx.transaction, viewer, ctx.now, _FOREMOST),
        today=local_day(ctx.now, viewer.person.zone),
        next_at=await schedules.next_for(ctx.transaction, CheckinAsked.kind, ctx.actor_id),
        heard_at=await ledger.told_at(ctx.transaction, ctx.now) if sells or leads else None,
        teams=teams,
        called=called(teams),
        led=led,
        setup=setup if setup and not setup.is_over else None,
        clock=WallClock(viewer.person.zone, ctx.now),
    )
