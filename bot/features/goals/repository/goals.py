"""The only SQL of goals; results are rows, in the order that each method names."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import case, func, or_
from sqlalchemy.sql import ColumnElement

from bot.db.repository import ScopedRepository
from bot.features.goals.models import GoalChangeRow, GoalNumber, GoalRow
from bot.features.goals.rules.progress import FROM_BELOW
from bot.features.goals.rules.state_machine import OPEN, GoalState


class GoalRepository(ScopedRepository):
    """Goals of one workspace, and their changes."""

    async def next_number(self) -> int:
        """A number for a new goal; locks titles and tree until the transaction ends."""
        statement = (
            self.insert(GoalNumber)
            .on_conflict_do_update(
                index_elements=[GoalNumber.workspace_id], set_={"newest": GoalNumber.newest + 1}
            )
            .returning(GoalNumber.newest)
        )
        return int((await self.add(statement, [{"newest": 1}])).scalar_one())

    async def lock_structure(self) -> None:
        """Locks titles and tree of the workspace until the transaction ends."""
        await self.session.execute(self.update(GoalNumber).values(newest=GoalNumber.newest))

    async def write(self, facts: dict[str, Any]) -> GoalRow:
        """Inserts a goal (columns of `GoalRow`) and gives its row."""
        goal_id = (await self.add(self.insert(GoalRow).returning(GoalRow.id), [facts])).scalar_one()
        return await self.session.get_one(GoalRow, goal_id)

    async def lock(self, goal_id: int) -> GoalRow | None:
        """The goal of this id, freshly read and locked until the transaction ends; None without one."""
        return await self.lock_row(GoalRow, GoalRow.id == goal_id)

    async def find(self, goal_id: int) -> GoalRow | None:
        """The goal of this id, without a lock; None where the workspace has none."""
        return await self.find_row(GoalRow, GoalRow.id == goal_id)

    async def numbered(self, number: int) -> GoalRow | None:
        """The goal of this number; None where the workspace has none."""
        return await self.find_row(GoalRow, GoalRow.number == number)

    async def living(self, since: date) -> Sequence[Any]:
        """Open goals, and those done or missed that were due on or after `since`; by number."""
        ended = GoalRow.state.in_((GoalState.done, GoalState.missed)) & (GoalRow.due >= since)
        return await self._goals(or_(GoalRow.state.in_(OPEN), ended))

    async def ended(self, since: date) -> Sequence[Any]:
        """Goals that are done, missed or dropped, and were due on or after `since`; by number."""
        return await self._goals(GoalRow.state.not_in(OPEN), GoalRow.due >= since)

    async def open_of(self, owner_id: str, team_ids: Collection[int]) -> Sequence[Any]:
        """Open goals of this person's own and of these teams, by number."""
        own = (GoalRow.owner_id == owner_id) & GoalRow.team_id.is_(None)
        return await self._goals(GoalRow.state.in_(OPEN), or_(own, GoalRow.team_id.in_(team_ids)))

    async def on_the_calendar(self, today: date) -> Sequence[Any]:
        """Open goals due before `today`, and accepted ones that begin by then; by number."""
        begins = (GoalRow.state == GoalState.accepted) & (GoalRow.begins <= today)
        return await self._goals(GoalRow.state.in_(OPEN), or_(GoalRow.due < today, begins))

    async def first_on_the_calendar(self) -> date | None:
        """The first day on which `on_the_calendar` gives a goal, past or not; None without any."""
        begins = case((GoalRow.state == GoalState.accepted, GoalRow.begins))
        query = self.select(GoalRow, func.min(GoalRow.due), func.min(begins)).where(GoalRow.state.in_(OPEN))
        due, begin = (await self.session.execute(query)).one()
        days = [day for day in (due and due + timedelta(days=1), begin) if day is not None]
        return min(days, default=None)

    async def _goals(self, *where: ColumnElement[bool]) -> Sequence[Any]:
        # As plain rows with the names of the columns: hundreds of them are read at once, and none is changed.
        query = self.select(GoalRow, *GoalRow.__table__.columns).where(*where).order_by(GoalRow.number)
        rows: Sequence[Any] = (await self.session.execute(query)).all()
        return rows

    async def parents(self) -> dict[int, int | None]:
        """Parent's id by id, of every goal; None for those on top."""
        rows = await self.session.execute(self.select(GoalRow, GoalRow.id, GoalRow.parent_id))
        return dict(map(tuple, rows))

    async def has_below(self, goal_id: int) -> bool:
        """Whether any goal stands right below this one."""
        query = self.select(GoalRow, GoalRow.id).where(GoalRow.parent_id == goal_id).limit(1)
        return await self.session.scalar(query) is not None

    async def summed(self) -> Sequence[Any]:
        """Active goals that are summed from those below and have not reached their target, by number."""
        return await self._goals(
            GoalRow.state == GoalState.active, GoalRow.roll_up.in_(FROM_BELOW), GoalRow.reached_at.is_(None)
        )

    async def was_reported_since(self, since: datetime) -> bool:
        """Whether progress was reported on any goal from this instant on."""
        query = self.select(GoalRow, GoalRow.id).where(GoalRow.reported_at >= since).limit(1)
        return await self.session.scalar(query) is not None

    async def shared_since(self, since: datetime) -> Sequence[Any]:
        """Goals whose team was told that they are reached, from this instant on; by number."""
        return await self._goals(GoalRow.shared_at >= since)

    async def by_ids(self, goal_ids: Collection[int]) -> Sequence[Any]:
        """Goals of these ids, by number; missing ones are left out."""
        return await self._goals(GoalRow.id.in_(goal_ids))

    async def note(self, change: dict[str, Any]) -> None:
        """Inserts a change (columns of `GoalChangeRow`)."""
        await self.add(self.insert(GoalChangeRow), [change])

    async def changes(
        self, goal_id: int, limit: int, offset: int, *, with_private: bool
    ) -> Sequence[GoalChangeRow]:
        """A page of a goal's changes, the newest first.

        Without `with_private` those of concerns are left out.
        """
        query = (
            self.select(GoalChangeRow)
            .where(GoalChangeRow.goal_id == goal_id)
            .order_by(GoalChangeRow.id.desc())
        )
        if not with_private:
            query = query.where(GoalChangeRow.is_private.is_(False))
        return (await self.session.scalars(query.limit(limit).offset(offset))).all()

    async def newest_note(self, goal_id: int, action: str) -> str:
        """Note of the newest change by this action; "" where there was none."""
        query = self.select(GoalChangeRow, GoalChangeRow.note).where(
            GoalChangeRow.goal_id == goal_id, GoalChangeRow.deed == action
        )
        return await self.session.scalar(query.order_by(GoalChangeRow.id.desc()).limit(1)) or ""

    async def changes_since(self, goal_ids: Collection[int], since: datetime) -> Sequence[GoalChangeRow]:
        """Changes of these goals from this instant on, the oldest first."""
        query = self.select(GoalChangeRow).where(
            GoalChangeRow.goal_id.in_(goal_ids), GoalChangeRow.at >= since
        )
        return (await self.session.scalars(query.order_by(GoalChangeRow.id))).all()
