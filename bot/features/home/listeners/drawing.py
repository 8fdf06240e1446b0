"""Draws the tabs of the App Home: each reads only what it shows."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.features.home.rules.facts import Reader, Today
from bot.features.home.rules.setup import Setup
from bot.features.home.rules.tabs import DrawnTab, Tab
from bot.features.home.service import parts, setup, teams
from bot.features.home.service.reader import load_reader
from bot.features.home.service.today import load_today, share
from bot.features.home.views import tabs as views
from bot.features.home.views.frame import tab_view
from bot.features.home.views.setup import health_blocks, setup_blocks
from bot.features.home.views.team import team_blocks
from bot.features.home.views.today import today_blocks
from bot.features.needs import service as needs
from bot.features.needs.rules import NeedRow
from bot.features.notifications.service import availability as notifications
from bot.features.notifications.views.preferences import home_blocks as message_blocks
from bot.framework.context import Context, Contexts
from bot.framework.doors import WorkspaceRole
from bot.slack.blocks import Block
from bot.slack.requests import Request
from bot.slack.responses import PublishHome


async def draw(request: Request, contexts: Contexts, choose: Callable[[Reader], Tab]) -> PublishHome:
    """The App Home of who acts, with the tab that is chosen of theirs."""
    async with contexts.reading(request) as ctx:
        reader = await load_reader(ctx)
        tab = choose(reader)
        if tab is Tab.today:
            await share(ctx)
    blocks = await _TABS[tab](reader, ctx, contexts)
    if tab is not Tab.today:
        blocks = views.with_doors(reader, tab, blocks)
    return PublishHome(tab_view(reader.tabs, DrawnTab(tab, request.now), blocks))


async def _today(reader: Reader, ctx: Context, contexts: Contexts) -> list[Block]:
    async def rest() -> Today:
        async with contexts.reading_on(ctx) as reading:
            return await load_today(reading, reader)

    async def waiting() -> list[NeedRow]:
        async with contexts.reading_on(ctx) as reading:
            return await needs.load_rows(reading)

    # At once, as they are many: one after the other they would take seconds on a slow database.
    today, rows = await asyncio.gather(rest(), waiting())
    return today_blocks(reader, replace(today, needs=rows))


async def _goals(_: Reader, ctx: Context, contexts: Contexts) -> list[Block]:
    async with contexts.reading_on(ctx) as reading:
        return views.goal_blocks(await parts.load_goal_lists(reading))


async def _numbers(reader: Reader, ctx: Context, contexts: Contexts) -> list[Block]:
    if WorkspaceRole.seller not in reader.roles:
        return views.no_number_blocks()
    async with contexts.reading_on(ctx) as reading:
        return views.number_blocks(await parts.load_sheet(reading))


async def _people(_: Reader, ctx: Context, contexts: Contexts) -> list[Block]:
    async with contexts.reading_on(ctx) as reading:
        return views.thanks_blocks(await parts.load_thanks(reading))


async def _team(_: Reader, ctx: Context, contexts: Contexts) -> list[Block]:
    async with contexts.reading_on(ctx) as reading:
        return team_blocks(await teams.load_led_people(reading))


async def _setup(_: Reader, ctx: Context, contexts: Contexts) -> list[Block]:
    async with contexts.reading_on(ctx) as reading:
        steps, health = await setup.load_setup(reading), await setup.load_health(reading)
    if not steps.is_over:
        return [*setup_blocks(steps), *(health_blocks(health) if health.has_trouble else [])]
    await _end(steps, ctx, contexts)
    return health_blocks(health)


async def _end(steps: Setup, ctx: Context, contexts: Contexts) -> None:
    """Ends the setting up for good, where this is the first look after its last step."""
    if not steps.progress.is_over:
        async with contexts.background(ctx.transaction.workspace_id, ctx.now) as writing:
            await setup.end_setup(writing, ctx.actor_id)


async def _me(_: Reader, ctx: Context, contexts: Contexts) -> list[Block]:
    async with contexts.reading_on(ctx) as reading:
        return message_blocks(await notifications.mine(reading.transaction, reading.actor_id, reading.now))


_TABS: dict[Tab, Callable[[Reader, Context, Contexts], Awaitable[list[Block]]]] = {
    Tab.today: _today,
    Tab.goals: _goals,
    Tab.numbers: _numbers,
    Tab.people: _people,
    Tab.team: _team,
    Tab.setup: _setup,
    Tab.me: _me,
}
