"""The clock's door to mentors."""

from datetime import datetime, timedelta

from bot.features.mentors.service import clockwork, solver
from bot.framework.context import Contexts
from bot.framework.item_jobs import one_by_one
from bot.framework.jobs import Job
from bot.slack.client import SlackClient

_EVERY = timedelta(seconds=50)


async def assign(contexts: Contexts, _: SlackClient, workspace_id: str, now: datetime) -> None:
    """Assigns mentors to all open asks at once: read, solved in a child while nothing is open, stored."""
    async with contexts.reading(workspace_id) as reading:
        found = await clockwork.to_assign(reading, now)
    if found is None:
        return
    lists = await solver.solve_apart(found.candidates) if found.candidates.scores else {}
    async with contexts.background(workspace_id, now) as ctx:
        await clockwork.keep(ctx, found, lists)


JOBS = (
    one_by_one("mentors.clock", _EVERY, clockwork.due, clockwork.take_turn, clockwork.next_due),
    Job("mentors.assign", _EVERY, assign, clockwork.next_due),
)
