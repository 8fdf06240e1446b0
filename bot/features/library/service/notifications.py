"""Reminders of what is on somebody's list: two at most, taken back once it is closed."""

from datetime import datetime, time, timedelta

from bot.common.periods import local_instant
from bot.deliveries.outbox import Outbox, OutgoingNotice
from bot.deliveries.recipients import Recipient
from bot.features.library.notices import AssignmentReminder
from bot.features.library.rules.facts import Assignment, AssignmentOrigin, Resource
from bot.features.people.service import members as people
from bot.framework.context import Context

_BEFORE_DUE = timedelta(days=2)
_AGAIN_AFTER = timedelta(days=7)
_LIVES = timedelta(days=7)
_MORNING = time(9)


def reminder_key(assignment_id: int, number: int) -> str:
    """Dedupe key of the first or second reminder of an assignment."""
    return f"{AssignmentReminder.kind}:{assignment_id}:{number}"


async def remind(ctx: Context, assignment: Assignment, resource: Resource) -> None:
    """Plans the reminders: when it is given by others, and before its day (of a path's: a week later)."""
    person = await people.person(ctx.transaction, assignment.person_id)
    is_own, is_path = (assignment.origin is each for each in (AssignmentOrigin.own, AssignmentOrigin.path))
    by = "" if is_own or is_path else (await people.person(ctx.transaction, assignment.by_id)).name
    notice = AssignmentReminder(
        assignment.id, resource.title, resource.minutes, by, assignment.due_on, is_path
    )
    times: list[tuple[int, datetime]] = [] if is_own else [(1, ctx.now)]
    if assignment.due_on is not None:
        second = local_instant(assignment.due_on - _BEFORE_DUE, _MORNING, person.zone)
        times += [(2, second)] if second > ctx.now else []
    elif is_path:
        times.append((2, ctx.now + _AGAIN_AFTER))
    await Outbox(ctx.transaction).enqueue_all(
        [
            OutgoingNotice(
                notice,
                to=Recipient(assignment.person_id),
                dedupe_key=reminder_key(assignment.id, number),
                due=at,
                expires_after=_LIVES,
            )
            for number, at in times
        ],
        ctx.now,
    )


async def take_back(ctx: Context, assignment_id: int) -> None:
    """Takes the reminders back: it is done, declined or dropped."""
    for number in (1, 2):
        await Outbox(ctx.transaction).retract(reminder_key(assignment_id, number), ctx.now)
