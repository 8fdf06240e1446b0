"""The clock's door: each tick plans what has changed and takes the turns that are due."""

from datetime import datetime, timedelta

from bot.db.transaction import Database
from bot.features.schedules import planning, service
from bot.features.schedules.repository import ScheduleRepository
from bot.features.schedules.scheduled import Declared
from bot.slack.client import SlackClient
from bot.slack.jobs import Job

EVERY = timedelta(seconds=15)
PLANNED_AT_ONCE = 50


def jobs(declared: Declared) -> tuple[Job, ...]:
    """The jobs for what the features declare."""

    async def tick(db: Database, _: SlackClient, workspace_id: str, now: datetime) -> None:
        await tick_once(db, declared, workspace_id, now)

    return (Job("schedules.tick", EVERY, tick),)


async def tick_once(db: Database, declared: Declared, workspace_id: str, now: datetime) -> None:
    """One tick in one workspace. Any number of nodes may tick: each turn is taken once."""
    async with db.reading(workspace_id) as reading:
        missing = declared.keys() - (await ScheduleRepository(reading).schedules()).keys()
    if missing:
        async with db.transaction(workspace_id, urgent=False) as transaction:
            await service.declare(transaction, declared, now)
    async with db.reading(workspace_id) as reading:
        agenda = await planning.agenda(reading, declared, now)
    await _replan(db, declared, workspace_id, agenda, now)
    missed = agenda.has_untold
    for turn in agenda.due:
        async with db.transaction(workspace_id, urgent=False) as transaction:
            missed |= await planning.take(transaction, declared, turn, now)
    if missed:
        async with db.transaction(workspace_id, urgent=False) as transaction:
            await service.tell_missed(transaction, declared, now)


async def _replan(
    db: Database, declared: Declared, workspace_id: str, agenda: planning.Agenda, now: datetime
) -> None:
    for first in range(0, len(agenda.to_plan), PLANNED_AT_ONCE):
        async with db.transaction(workspace_id, urgent=False) as transaction:
            some = agenda.to_plan[first : first + PLANNED_AT_ONCE]
            await planning.plan(transaction, declared, some, now)
    if agenda.to_drop:
        async with db.transaction(workspace_id, urgent=False) as transaction:
            await ScheduleRepository(transaction).drop_turns(agenda.to_drop)
