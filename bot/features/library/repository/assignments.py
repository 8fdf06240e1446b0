"""The SQL of assignments."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Select

from bot.db.asking import rows_of
from bot.db.repository import ScopedRepository
from bot.features.library.models import AssignmentRow, ResourceRow
from bot.features.library.rules.facts import AssignmentOrigin, AssignmentState

_OPEN = AssignmentState.assigned.value


class AssignmentRepository(ScopedRepository):
    """What is on the lists of the workspace's people."""

    async def assign(self, facts: dict[str, Any]) -> int | None:
        """Inserts an assignment and gives its id; None where the person has it on their list already."""
        statement = self.insert(AssignmentRow).on_conflict_do_nothing().returning(AssignmentRow.id)
        return (await self.add(statement, [facts])).scalar_one_or_none()

    async def lock(self, assignment_id: int) -> AssignmentRow | None:
        """The assignment, locked until the transaction ends; None without one."""
        return await self.lock_row(AssignmentRow, AssignmentRow.id == assignment_id)

    async def find(self, assignment_id: int) -> AssignmentRow | None:
        """The assignment of this id; None without one."""
        return await self.find_row(AssignmentRow, AssignmentRow.id == assignment_id)

    async def open_of(self, person_id: str) -> Sequence[AssignmentRow]:
        """What is on somebody's list, what is due first first, then the oldest."""
        row = AssignmentRow
        query = self.select(row).where(row.person_id == person_id, row.state == _OPEN)
        rows = (await self.session.scalars(query.order_by(row.id))).all()
        return sorted(rows, key=lambda each: (each.due_on or date.max, each.id))

    async def open_given(self, by_id: str) -> Sequence[AssignmentRow]:
        """What somebody gave others and is not closed, what is due first first."""
        row = AssignmentRow
        query = self.select(row).where(row.by_id == by_id, row.person_id != by_id, row.state == _OPEN)
        rows = (await self.session.scalars(query.order_by(row.id))).all()
        return sorted(rows, key=lambda each: (each.due_on or date.max, each.id))

    async def open_with(self, person_id: str, resource_id: int) -> AssignmentRow | None:
        """The open assignment of a resource on somebody's list; None without one."""
        row = AssignmentRow
        return await self.find_row(
            row, row.person_id == person_id, row.resource_id == resource_id, row.state == _OPEN
        )

    async def has_done(self, person_id: str, resource_id: int) -> bool:
        """Whether somebody is through with a resource."""
        row = AssignmentRow
        query = self.select(row, row.id).where(
            row.person_id == person_id,
            row.resource_id == resource_id,
            row.state == AssignmentState.done.value,
        )
        return await self.session.scalar(query.limit(1)) is not None

    async def done_by(self, person_id: str) -> set[int]:
        """Ids of the resources that somebody is through with."""
        row = AssignmentRow
        query = self.select(row, row.resource_id).where(
            row.person_id == person_id, row.state == AssignmentState.done.value
        )
        return set(await self.session.scalars(query))

    async def of_path(self, ids: Collection[str]) -> Sequence[AssignmentRow]:
        """What these people have, or had, from a path, by id."""
        row = AssignmentRow
        query = self.select(row).where(row.person_id.in_(ids), row.origin == AssignmentOrigin.path.value)
        return (await self.session.scalars(query.order_by(row.id))).all()

    async def involving(self, person_id: str) -> Sequence[Any]:
        """Everything on somebody's list or given by them: (assignment, title of the resource), by id."""
        row = AssignmentRow
        query = self.select(row, row, ResourceRow.title).join(ResourceRow, ResourceRow.id == row.resource_id)
        mine = (row.person_id == person_id) | (row.by_id == person_id)
        found = await self.session.execute(query.where(mine).order_by(row.id))
        return list(found)

    @rows_of("assignments with")
    def waiting(self, person_id: str) -> Select[Any]:
        """Open assignments on somebody's list, or given by them, with title and minutes."""
        row = AssignmentRow
        columns = (row.id, row.resource_id, row.person_id, row.by_id, row.due_on, row.given_at)
        of_resource = (ResourceRow.title, ResourceRow.minutes)
        query = self.select(row, *columns, *of_resource)
        query = query.join(ResourceRow, ResourceRow.id == row.resource_id)
        mine = (row.person_id == person_id) | (row.by_id == person_id)
        return query.where(mine, row.state == _OPEN)

    async def drop_before(self, day: date) -> None:
        """Deletes assignments that were closed before this day."""
        at = datetime.combine(day, time(), UTC)
        await self.session.execute(
            self.delete(AssignmentRow).where(AssignmentRow.state != _OPEN, AssignmentRow.closed_at < at)
        )
