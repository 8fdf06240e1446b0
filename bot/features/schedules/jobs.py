"""Plans the next runs of scheduled messages, and sends those that are due, every 15 seconds."""

from datetime import datetime, timedelta

import structlog

from bot.features.schedules.service import planning, settings
from bot.framework.context import Contexts
from bot.framework.feature import Catalog
from bot.framework.jobs import Job
from bot.framework.scheduled import Declared
from bot.slack.client import SlackClient

log = structlog.stdlib.get_logger(__name__)

EVERY = timedelta(seconds=15)
PLANNED_AT_ONCE = 50


def jobs(catalog: Catalog) -> tuple[Job, ...]:
    """The job that runs what the features declare."""

    async def tick(contexts: Contexts, _: SlackClient, workspace_id: str, now: datetime) -> None:
        await tick_once(contexts, catalog.scheduled, workspace_id, now)

    return (Job("schedules.tick", EVERY, tick, settings.next_moment, daily=True),)


async def tick_once(contexts: Contexts, declared: Declared, workspace_id: str, now: datetime) -> None:
    """Plans and runs what is due in one workspace; safe on any number of nodes: each run is taken once."""
    agenda = await _agenda(contexts, declared, workspace_id, now)
    if agenda.is_undeclared:
        async with contexts.background(workspace_id, now) as ctx:
            await settings.declare(ctx.transaction, declared, now)
        agenda = await _agenda(contexts, declared, workspace_id, now)
    await _plan(contexts, workspace_id, agenda, now)
    for due in agenda.to_take:
        await _take(contexts, declared, workspace_id, due, now)
    if agenda.to_take or agenda.is_untold:
        async with contexts.background(workspace_id, now) as ctx:
            await settings.tell_missed(ctx.transaction, declared, now)


async def _agenda(
    contexts: Contexts, declared: Declared, workspace_id: str, now: datetime
) -> planning.Agenda:
    async with contexts.reading(workspace_id) as reading:
        return await planning.agenda(reading, declared, now)


async def _plan(contexts: Contexts, workspace_id: str, agenda: planning.Agenda, now: datetime) -> None:
    for first in range(0, len(agenda.to_plan), PLANNED_AT_ONCE):
        async with contexts.background(workspace_id, now) as ctx:
            await planning.plan(ctx.transaction, agenda.to_plan[first : first + PLANNED_AT_ONCE], now)
    if agenda.to_drop:
        async with contexts.background(workspace_id, now) as ctx:
            await planning.drop(ctx.transaction, agenda.to_drop)


async def _take(
    contexts: Contexts, declared: Declared, workspace_id: str, due: planning.DueTurn, now: datetime
) -> None:
    try:
        async with contexts.background(workspace_id, now) as ctx:
            await planning.take(ctx.transaction, declared, due, now)
    except Exception:
        # A door: one turn that cannot be taken must not keep the others waiting. It is tried again.
        log.exception("schedule.run_failed", schedule=due[1].kind, workspace_id=workspace_id)
