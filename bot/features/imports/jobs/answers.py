"""The jobs that take in what waited for an answer, once it is there."""

from datetime import datetime, timedelta

from bot.features.imports.service import answered
from bot.framework.context import Contexts
from bot.framework.jobs import Job, only_when_written
from bot.slack.client import SlackClient

EVERY = timedelta(seconds=5)
LOOKS_EVERY = timedelta(minutes=10)


async def take_in_answered(contexts: Contexts, _: SlackClient, workspace_id: str, now: datetime) -> None:
    """Takes in what waited for an answer that is there by now, slice by slice."""
    async with contexts.reading(workspace_id) as reading:
        waits = await answered.is_waiting(reading)
    while waits:
        async with contexts.background(workspace_id, now) as ctx:
            waits = await answered.take_slice(ctx.transaction, now)


async def look_for_people(contexts: Contexts, _: SlackClient, workspace_id: str, now: datetime) -> None:
    """Finds unknown people who have joined since: by their address, nobody needs to say who they are."""
    async with contexts.reading(workspace_id) as reading:
        found = await answered.known_by_now(reading)
    if found:
        async with contexts.background(workspace_id, now) as ctx:
            await answered.people_joined(ctx.transaction, found, now)


JOBS = (
    Job("imports.answered", EVERY, take_in_answered, only_when_written),
    Job("imports.joined", LOOKS_EVERY, look_for_people),
)
