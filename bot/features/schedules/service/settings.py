"""Settings of schedules: how they stand, what an admin changes, what was missed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.common.cadences import Cadence
from bot.common.errors import BadInput
from bot.db.asking import Question, answer
from bot.db.transaction import Transaction
from bot.features.people.service import members as people
from bot.features.schedules.models import Schedule
from bot.features.schedules.notices import MissedRuns
from bot.features.schedules.repository import ScheduleRepository, cadence_of, columns_of
from bot.features.schedules.rules import PERSON, WORKSPACE, NextTurn, Standing
from bot.framework.context import Context
from bot.framework.scheduled import Declared, Scheduled

_LATELY = timedelta(days=7)


async def standing(transaction: Transaction, declared: Declared, actor_id: str) -> list[Standing]:
    """Every declared schedule as it stands for the actor."""
    repository = ScheduleRepository(transaction)
    rows = await repository.schedules()
    shown = [(each, rows[kind]) for kind, each in declared.items() if kind in rows]
    places = {each.kind: await _place(transaction, each, row) for each, row in shown}
    several = {each.kind: next(iter(await each.places(transaction)), None) for each, _ in shown}
    subjects = {kind: places[kind] or several[kind] or actor_id for kind in places}
    turns = await repository.turns_of({actor_id, *subjects.values()})
    next_at = {(turn.kind, turn.subject_id, turn.version): turn.next_at for turn in turns}
    own = {each.kind: mine for each, _ in shown if (mine := (await each.cadences(transaction)).get(actor_id))}
    return [
        Standing(
            kind=each.kind,
            title=each.title,
            description=each.description,
            whom=each.whom,
            cadence=cadence_of(row),
            own=own.get(each.kind),
            is_on=row.is_on,
            zone=row.zone,
            channel_id=places[each.kind],
            next_at=next_at.get((each.kind, subjects[each.kind], row.version)),
        )
        for each, row in shown
    ]


async def _place(transaction: Transaction, each: Scheduled, row: Schedule) -> str | None:
    if each.whom != "channel":
        return None
    return row.channel_id or await each.place(transaction)


async def turns(transaction: Transaction, subject_id: str) -> Sequence[NextTurn]:
    """Of each kind of message the next run for a person or channel, and the last day that was dealt with."""
    found = await ScheduleRepository(transaction).turns_of([subject_id])
    return [NextTurn(turn.kind, turn.next_at, turn.done) for turn in found]


async def turn(transaction: Transaction, kind: str, subject_id: str) -> NextTurn | None:
    """The next run of one kind of message for a person or channel; None where there is none."""
    return next((each for each in await turns(transaction, subject_id) if each.kind == kind), None)


async def planned(transaction: Transaction, person_id: str, until: datetime) -> Sequence[str]:
    """Kinds of the messages whose next run for this person is before `until`."""
    turns = await ScheduleRepository(transaction).turns_of([person_id])
    return [turn.kind for turn in turns if turn.next_at < until]


async def next_moment(transaction: Transaction) -> datetime | None:
    """When the next run is due; None without any."""
    return await ScheduleRepository(transaction).next_moment()


async def next_run(transaction: Transaction, declared: Declared) -> tuple[str, datetime] | None:
    """Title and instant of what comes next by itself; None when nothing does."""
    first = await ScheduleRepository(transaction).first()
    return (declared[first.kind].title, first.next_at) if first and first.kind in declared else None


async def next_for(transaction: Transaction, kind: str, person_id: str) -> datetime | None:
    """When this kind is next sent to this person; None when it is not."""
    found: datetime | None = await answer(transaction, next_question(transaction, kind, person_id))
    return found


def next_question(transaction: Transaction, kind: str, person_id: str) -> Question[Any]:
    """The question that `next_for` asks."""
    return ScheduleRepository(transaction).next_of(kind, person_id)


async def declare(transaction: Transaction, declared: Declared, now: datetime) -> None:
    """Inserts the declared schedules that the workspace does not have yet, on their defaults."""
    there = await ScheduleRepository(transaction).schedules()
    rows = [
        {
            "kind": each.kind,
            "is_on": each.is_on,
            **columns_of(each.cadence),
            "zone": PERSON if each.whom == "people" else WORKSPACE,
            "channel_id": None,
            "version": 1,
            "changed_at": now,
            "changed_by": None,
        }
        for each in declared.values()
        if each.kind not in there
    ]
    await ScheduleRepository(transaction).add_schedules(rows)


async def change(
    ctx: Context, kind: str, *, is_on: bool, cadence: Cadence, zone: str, channel_id: str | None
) -> None:
    """Stores a schedule as an admin chose. NotAllowed for others; BadInput when it does not exist."""
    await people.require_admin(ctx.transaction, ctx.actor_id, "change what comes by itself")
    await ctx.claim()
    repository = ScheduleRepository(ctx.transaction)
    if kind not in await repository.schedules():
        raise BadInput("That schedule does not exist any more.")
    values = {"is_on": is_on, "zone": zone, "channel_id": channel_id, **columns_of(cadence)}
    await repository.change_schedule(kind, {**values, "changed_at": ctx.now, "changed_by": ctx.actor_id})


async def missed_lately(transaction: Transaction, now: datetime) -> int:
    """Number of runs missed in the last seven days."""
    return await ScheduleRepository(transaction).missed_since(now - _LATELY)


async def tell_missed(transaction: Transaction, declared: Declared, now: datetime) -> None:
    """Notifies admins of all missed runs in one message; waits until nothing is overdue."""
    repository = ScheduleRepository(transaction)
    if await repository.overdue(now):
        return  # More may be found missed, here or by another node: the last one tells.
    missed = await repository.tell_missed()
    counts = Counter(declared[run.kind].title for run in missed if run.kind in declared)
    if not counts:
        return
    missed_runs = MissedRuns(
        missed=tuple(sorted(counts.items())),
        since=int(min(run.due_at for run in missed).timestamp()),
        noticed=int(now.timestamp()),
    )
    newest = max(run.id for run in missed)
    await people.tell_admins(
        transaction, lambda admin: replace(missed_runs, zone=admin.zone.key), str(newest), now
    )
