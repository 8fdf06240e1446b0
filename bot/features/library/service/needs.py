"""What waits for somebody in the library: what is on their list, and what they gave and is long over."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from bot.common.dates import write_day
from bot.common.periods import local_day, midnight
from bot.db.asking import Question, answer
from bot.db.transaction import Transaction
from bot.features.library.repository.assignments import AssignmentRepository
from bot.features.library.rules.ids import OPEN
from bot.features.notifications.service.duty import people_led
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.framework.needs import Need, NeedRank, first_names, fitted, rank_by_day
from bot.slack.text import escape

_LATE_AFTER = timedelta(days=7)


async def questions(transaction: Transaction, person_id: str, _: datetime) -> Sequence[Question[Any]]:
    """What is on their list, or given by them."""
    return [AssignmentRepository(transaction).waiting(person_id)]


async def needs_of(transaction: Transaction, person_id: str, now: datetime) -> Sequence[Need]:
    """Own ones until they are done or declined; for who gave one, seven days after its day."""
    rows = await answer(transaction, AssignmentRepository(transaction).waiting(person_id))
    if not rows:
        return []
    viewer = await people.person(transaction, person_id)
    if viewer.is_guest:
        return []
    today = local_day(now, viewer.zone)
    called = first_names(await people.names(transaction, {row.person_id for row in rows}))
    ordered = sorted(rows, key=lambda row: int(row.id))
    mine = [_own(row, today) for row in ordered if row.person_id == person_id]
    late = [row for row in ordered if row.person_id != person_id and _is_late(row.due_on, today)]
    if not late:
        return mine
    led = people_led(viewer, await teams.load_org_chart(transaction))
    return [*mine, *(_given(row, viewer, called) for row in late if row.person_id in led)]


def _is_late(due_on: date | None, today: date) -> bool:
    return due_on is not None and due_on + _LATE_AFTER <= today


def _own(row: Any, today: date) -> Need:
    by = f", by {write_day(row.due_on, today)}" if row.due_on else f", {row.minutes} min"
    return Need(
        f"library.read:{row.id}",
        fitted("To read or watch: ", escape(row.title), by),
        "Open",
        OPEN,
        rank_by_day(NeedRank.write, row.due_on, today),
        since=row.given_at,
        value=str(row.id),
        due=row.due_on,
        sign=":books:",
    )


def _given(row: Any, viewer: Person, called: dict[str, str]) -> Need:
    name = called.get(row.person_id, "somebody")
    return Need(
        f"library.late:{row.id}",
        fitted(f'{name}: "', escape(row.title), '" is a week late'),
        "Open",
        OPEN,
        NeedRank.gap,
        since=midnight(row.due_on, viewer.zone),
        value=str(row.id),
        about_id=row.person_id,
        name=name,
    )
