"""Draws the tabs of the App Home: each reads only what it shows."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace

from bot.features.home.rules.facts import OwnNumbers, Reader
from bot.features.home.rules.setup import Setup
from bot.features.home.rules.tabs import DrawnTab, Tab
from bot.features.home.service import parts, setup, teams
from bot.features.home.service.reader import load_reader
from bot.features.home.service.shared import share_for_tab
from bot.features.home.service.today import load_today
from bot.features.home.views import tabs as views
from bot.features.home.views.frame import tab_view
from bot.features.home.views.setup import health_blocks, setup_blocks
from bot.features.home.views.team import team_blocks
from bot.features.home.views.today import today_blocks
from bot.features.needs import service as needs
from bot.features.notifications.service import availability as notifications
from bot.features.notifications.views.preferences import home_blocks as message_blocks
from bot.framework.context import Context, Contexts
from bot.framework.doors import WorkspaceRole
from bot.slack.blocks import Block
from bot.slack.requests import Request
from bot.slack.responses import PublishHome

# Which tab is drawn, out of these.
Choose = Callable[[Collection[Tab]], Tab]


async def draw(request: Request, contexts: Contexts, choose: Choose) -> PublishHome:
    """The App Home of who acts, with the tab that is chosen of theirs."""
    async with contexts.reading(request) as ctx:
        await share_for_tab(ctx, choose(tuple(Tab)))
        reader = await load_reader(ctx)
        tab = choose(reader.tabs)
        steps = await setup.load_setup(ctx) if tab is Tab.setup else None
        blocks = await (_setup(ctx, steps) if steps else _TABS[tab](reader, ctx))
    if steps and steps.is_over and not steps.progress.is_over:
        # For good, as this is the first look after the last step.
        async with contexts.background(request.workspace_id, request.now) as writing:
            await setup.end_setup(writing, request.actor_id)
    if tab is not Tab.today:
        blocks = views.with_doors(reader, tab, blocks)
    return PublishHome(tab_view(reader.tabs, DrawnTab(tab, request.now), blocks))


async def _today(reader: Reader, ctx: Context) -> list[Block]:
    rows = await needs.load_rows(ctx)
    return today_blocks(reader, replace(await load_today(ctx, reader), needs=rows))


async def _goals(_: Reader, ctx: Context) -> list[Block]:
    return views.goal_blocks(await parts.load_goal_lists(ctx))


async def _numbers(reader: Reader, ctx: Context) -> list[Block]:
    own = await parts.load_sheet(ctx) if WorkspaceRole.seller in reader.roles else OwnNumbers(None)
    led, count = await teams.load_led_teams(ctx) if WorkspaceRole.leads in reader.roles else ([], 0)
    return views.number_blocks(own, led, teams.called(led), count)


async def _people(_: Reader, ctx: Context) -> list[Block]:
    return views.thanks_blocks(await parts.load_thanks(ctx), ctx.now)


async def _team(_: Reader, ctx: Context) -> list[Block]:
    return team_blocks(await teams.load_led_people(ctx))


async def _setup(ctx: Context, steps: Setup) -> list[Block]:
    health = await setup.load_health(ctx)
    if steps.is_over:
        return health_blocks(health)
    return [*setup_blocks(steps), *(health_blocks(health) if health.has_trouble else [])]


async def _me(_: Reader, ctx: Context) -> list[Block]:
    return message_blocks(await notifications.mine(ctx.transaction, ctx.actor_id, ctx.now))


_TABS: dict[Tab, Callable[[Reader, Context], Awaitable[list[Block]]]] = {
    Tab.today: _today,
    Tab.goals: _goals,
    Tab.numbers: _numbers,
    Tab.people: _people,
    Tab.team: _team,
    Tab.me: _me,
}
