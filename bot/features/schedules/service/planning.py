"""Plans the next run of each recipient, and runs it once when it is due."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.common.cadences import Run, last_passed, next_run, runs_until
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.schedules.models import ScheduledRun
from bot.features.schedules.repository import ScheduleRepository
from bot.features.schedules.service.recipients import Key, ScheduleRecipient, wanted
from bot.framework.scheduled import Declared, Scheduled

DueTurn = tuple[ScheduleRecipient, ScheduledRun]

# When to look again for a recipient without a coming run.
_LOOK_AGAIN = timedelta(days=30)
# A run falls in its nominal month, so its nominal day is at most this long ago.
_LOOK_BACK = timedelta(days=31)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Agenda:
    """The work of one tick. `to_plan`: recipients without a run, or with one of an older version.

    `to_drop`: runs of those who are gone. `to_take`: runs that are due or have moved. `is_undeclared`: a
    declared schedule is not stored. `is_untold`: admins must be told of missed runs.
    """

    is_undeclared: bool
    to_plan: list[tuple[ScheduleRecipient, ScheduledRun | None]]
    to_drop: list[Key]
    to_take: list[DueTurn]
    is_untold: bool


async def agenda(transaction: Transaction, declared: Declared, now: datetime) -> Agenda:
    """Compares stored runs with the recipients there are; a cheap reading when nothing has changed."""
    repository = ScheduleRepository(transaction)
    schedules = await repository.schedules()
    # Those of other kinds are planned by a newer Pacer, beside this one.
    planned = [turn for turn in await repository.turns() if turn.kind in declared]
    turns = {(turn.kind, turn.subject_id): turn for turn in planned}
    oldest = min([now, *(turn.next_at for turn in turns.values())])
    since, yesterday = (oldest - _LOOK_BACK).date(), (now - _ONE_DAY).date()
    subjects = await wanted(transaction, declared, schedules, since, yesterday)
    both = [(subject, turns.get(key)) for key, subject in subjects.items()]
    return Agenda(
        is_undeclared=not declared.keys() <= schedules.keys(),
        to_plan=[(subject, turn) for subject, turn in both if turn is None or _is_old(turn, subject)],
        to_drop=[key for key in turns if key not in subjects],
        to_take=[
            (subject, turn)
            for subject, turn in both
            if turn and not _is_old(turn, subject) and (turn.next_at <= now or _has_changed(subject, turn))
        ],
        is_untold=await repository.is_untold(),
    )


def _has_changed(subject: ScheduleRecipient, turn: ScheduledRun) -> bool:
    return subject.has_moved(turn) or subject.has_other_cadence(turn)


def _is_old(turn: ScheduledRun, subject: ScheduleRecipient) -> bool:
    return turn.version != subject.row.version


async def plan(
    transaction: Transaction, some: Sequence[tuple[ScheduleRecipient, ScheduledRun | None]], now: datetime
) -> None:
    """Stores first runs, or recomputed ones; past days and days dealt with before a change do not count."""
    await ScheduleRepository(transaction).plan([_begun(subject, turn, now) for subject, turn in some])


def _begun(subject: ScheduleRecipient, turn: ScheduledRun | None, now: datetime) -> dict[str, Any]:
    cadence = subject.cadence
    days_off = subject.days_from(date.min, subject.zone)
    done = max(last_passed(cadence, now, days_off), turn.done if turn else date.min)
    return {
        "kind": subject.row.kind,
        "subject_id": subject.id,
        "next_at": _at(next_run(cadence, done, days_off), now),
        "done": done,
        "zone": subject.zone.key,
        "version": subject.row.version,
        "calendar": subject.mark,
        "cadence": subject.cadence_mark,
    }


def _at(run: Run | None, now: datetime) -> datetime:
    return run.at if run else now + _LOOK_AGAIN


async def drop(transaction: Transaction, keys: Sequence[Key]) -> None:
    """Deletes the runs of these (kind, recipient id)."""
    await ScheduleRepository(transaction).drop_turns(keys)


async def take(transaction: Transaction, declared: Declared, due: DueTurn, now: datetime) -> None:
    """Sends a run that is due, or recomputes one that has moved; nothing when another node took it."""
    subject, seen = due
    repository = ScheduleRepository(transaction)
    turn = await repository.lock(seen)
    row = (await repository.schedules()).get(seen.kind)
    if turn is None or row is None or turn.version != row.version:
        return
    each, cadence = declared[seen.kind], subject.cadence
    if subject.has_other_cadence(turn):
        for name, value in _begun(subject, turn, now).items():
            setattr(turn, name, value)
        return
    # The stored run was promised in the zone of then: earlier runs do not count.
    zone = ZoneInfo(turn.zone)
    days_off = subject.days_from(local_day(turn.next_at, zone), zone)
    await _deal(transaction, each, turn, runs_until(cadence, turn.done, days_off, now), now)
    if subject.has_moved(turn):
        days_off = subject.days_from(local_day(now, zone), subject.zone)
        await _move(transaction, each, turn, runs_until(cadence, turn.done, days_off, now), subject, now)
    turn.next_at = _at(next_run(cadence, turn.done, days_off), now)
    turn.cadence = subject.cadence_mark


async def _deal(
    transaction: Transaction, each: Scheduled, turn: ScheduledRun, due: Sequence[Run], now: datetime
) -> None:
    """Sends the newest due run unless it is too late; the others are recorded as missed."""
    if not due:
        return
    is_in_time = now - due[-1].at <= each.grace
    if is_in_time:
        await _enqueue(transaction, each, turn.subject_id, due[-1], now)
    await ScheduleRepository(transaction).miss(turn, due[:-1] if is_in_time else due, now)
    turn.done = due[-1].nominal


async def _move(
    transaction: Transaction,
    each: Scheduled,
    turn: ScheduledRun,
    past: Sequence[Run],
    subject: ScheduleRecipient,
    now: datetime,
) -> None:
    """Recomputes a run after a change of zone or days off.

    What is past in the new zone is sent, not missed.
    """
    has_travelled = turn.zone != subject.zone.key
    for run in past:
        # After a change of days off, a past run is sent only if it is not too late.
        if has_travelled or now - run.at <= each.grace:
            await _enqueue(transaction, each, turn.subject_id, replace(run, at=now), now)
        turn.done = run.nominal
    turn.zone, turn.calendar = subject.zone.key, subject.mark


async def _enqueue(
    transaction: Transaction, each: Scheduled, subject_id: str, run: Run, now: datetime
) -> None:
    notice = await each.write(transaction, subject_id, run, now)
    if notice is None:
        return
    key, to = f"{each.kind}:{subject_id}:{run.nominal}", Recipient(subject_id)
    await Outbox(transaction).enqueue(
        notice, now, to=to, dedupe_key=key, due=run.at, expires_after=each.lives
    )
