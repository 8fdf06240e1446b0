"""Whose turn it is: planned ahead for everybody, and taken when it is due, by one node, once."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox, Owed
from bot.deliveries.targets import Target
from bot.features.schedules.models import Schedule, Turn
from bot.features.schedules.repository import ScheduleRepository, cadence_of
from bot.features.schedules.rules import Cadence, DaysOff, Run, first_run, next_run
from bot.features.schedules.scheduled import Declared, Scheduled
from bot.features.schedules.subjects import days_off_of, wanted

# Who has no run in sight is looked at again.
_LOOK_AGAIN = timedelta(days=30)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Agenda:
    """What a tick has to do: turns to plan anew, to drop, turns that are due; missed ones to tell of."""

    to_plan: list[tuple[str, str]]
    to_drop: list[tuple[str, str]]
    due: list[Turn]
    has_untold: bool


async def agenda(transaction: Transaction, declared: Declared, now: datetime) -> Agenda:
    """Compare what is planned with who is there; cheap when nothing has changed."""
    repository = ScheduleRepository(transaction)
    schedules = await repository.schedules()
    subjects = await wanted(transaction, declared, schedules)
    turns = {(turn.kind, turn.subject_id): turn for turn in await repository.turns()}
    stale = [key for key, basis in subjects.items() if key not in turns or _basis(turns[key]) != basis]
    return Agenda(
        to_plan=stale,
        to_drop=[key for key in turns if key not in subjects],
        due=[turn for key, turn in turns.items() if key in subjects and turn.next_at <= now],
        has_untold=await repository.has_untold(),
    )


def _basis(turn: Turn) -> tuple[str, int]:
    return (turn.zone, turn.version)


async def plan(
    transaction: Transaction, declared: Declared, keys: list[tuple[str, str]], now: datetime
) -> None:
    """Compute these turns anew: a day that is dealt with is not due again, a day that is due is not lost."""
    repository = ScheduleRepository(transaction)
    schedules = await repository.schedules()
    before = {(turn.kind, turn.subject_id): turn for turn in await repository.turns()}
    rows = []
    for kind, subject_id in keys:
        row, turn = schedules[kind], before.get((kind, subject_id))
        since = turn.done if turn else None
        days_off = await days_off_of(transaction, declared[kind], row, subject_id, now, since)
        cadence = cadence_of(row)
        if turn is not None and turn.version == row.version:
            run = await _moved(transaction, declared[kind], turn, cadence, days_off, now)
        else:
            run = _begun(cadence, turn, days_off, now)
        rows.append(_turn(row, subject_id, run, days_off, now))
    await repository.plan(rows)


def _begun(cadence: Cadence, turn: Turn | None, days_off: DaysOff, now: datetime) -> Run | None:
    run = first_run(cadence, now, days_off)
    already_done = run is not None and turn is not None and run.nominal <= turn.done
    return next_run(cadence, turn.done, days_off) if turn and already_done else run


async def _moved(
    transaction: Transaction, each: Scheduled, turn: Turn, cadence: Cadence, days_off: DaysOff, now: datetime
) -> Run | None:
    """Somebody is in another zone now: what is due there today and past already goes out at once."""
    run = next_run(cadence, turn.done, days_off)
    if run is None or run.at > now or local_day(run.at, days_off.zone) < local_day(now, days_off.zone):
        return run
    await _owe(transaction, each, turn.subject_id, replace(run, at=now), now)
    return next_run(cadence, run.nominal, days_off)


def _turn(
    row: Schedule, subject_id: str, run: Run | None, days_off: DaysOff, now: datetime
) -> dict[str, Any]:
    today = local_day(now, days_off.zone)
    return {
        "kind": row.kind,
        "subject_id": subject_id,
        "next_at": run.at if run else now + _LOOK_AGAIN,
        "done": run.nominal - _ONE_DAY if run else today,
        "zone": days_off.zone.key,
        "version": row.version,
    }


async def take(transaction: Transaction, declared: Declared, seen: Turn, now: datetime) -> bool:
    """Deal with a turn that is due; whether something was missed. Nothing when another node has it."""
    repository = ScheduleRepository(transaction)
    turn = await repository.lock(seen)
    row = (await repository.schedules()).get(seen.kind)
    if turn is None or row is None:
        return False
    each = declared[seen.kind]
    days_off = await days_off_of(transaction, each, row, turn.subject_id, now, turn.done)
    cadence = cadence_of(row)
    missed = False
    run = next_run(cadence, turn.done, days_off)
    while run is not None and run.at <= now:
        following = next_run(cadence, run.nominal, days_off)
        overtaken = following is not None and following.at <= now
        if overtaken or now - run.at > each.grace:
            await repository.miss(turn, run, now)
            missed = True
        else:
            await _owe(transaction, each, turn.subject_id, run, now)
        turn.done = run.nominal
        run = following
    turn.next_at = run.at if run else now + _LOOK_AGAIN
    return missed


async def _owe(transaction: Transaction, each: Scheduled, subject_id: str, run: Run, now: datetime) -> None:
    facts = await each.write(transaction, subject_id, run, now)
    if facts is None:
        return
    key = f"{each.kind}:{subject_id}:{run.nominal}"
    target = Target(subject_id)
    owed = Owed(kind=each.kind, target=target, dedupe_key=key, facts=facts, due=run.at, lives=each.lives)
    await Outbox(transaction).owe([owed], now)
