"""The SQL of what actions watch, and of what came of them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func

from bot.db.repository import ScopedRepository
from bot.features.coaching.models.outcomes import CoachingOutcomeRow
from bot.features.coaching.models.words import ActionItemRow
from bot.features.coaching.rules.state_machine import ItemState

_WATCHED = [ItemState.open.value, ItemState.done.value]


class OutcomeRepository(ScopedRepository):
    """Actions that watch a figure, and outcomes, of the workspace."""

    async def to_look_at(self, today: date) -> Sequence[int]:
        """Ids of actions that are to be looked at on this day."""
        row = ActionItemRow
        query = self.select(row, row.id).where(row.looks_on <= today, row.state.in_(_WATCHED))
        return (await self.session.scalars(query.order_by(row.id))).all()

    async def next_look(self) -> date | None:
        """The next day on which an action is to be looked at; None without any."""
        row = ActionItemRow
        query = self.select(row, func.min(row.looks_on)).where(row.state.in_(_WATCHED))
        found: date | None = await self.session.scalar(query)
        return found

    async def keep(self, outcomes: Sequence[dict[str, Any]]) -> None:
        """Adds outcomes (columns of `CoachingOutcomeRow`); one that is there stays as it is."""
        if outcomes:
            await self.add(self.insert(CoachingOutcomeRow).on_conflict_do_nothing(), outcomes)

    async def of_item(self, item_id: int, begun_on: date) -> Sequence[CoachingOutcomeRow]:
        """The outcomes of an action that was watched from this day on, by id."""
        row = CoachingOutcomeRow
        query = self.select(row).where(row.item_id == item_id, row.begun_on == begun_on)
        return (await self.session.scalars(query.order_by(row.id))).all()

    async def lock(self, outcome_id: int) -> CoachingOutcomeRow | None:
        """The outcome, locked until the transaction ends; None without one."""
        return await self.lock_row(CoachingOutcomeRow, CoachingOutcomeRow.id == outcome_id)

    async def find(self, outcome_id: int) -> CoachingOutcomeRow | None:
        """The outcome of this id; None without one."""
        return await self.find_row(CoachingOutcomeRow, CoachingOutcomeRow.id == outcome_id)

    async def in_prep(self, series_id: int, since: datetime) -> Sequence[CoachingOutcomeRow]:
        """Outcomes made since then that stand on the cards before a talk, the newest first."""
        row = CoachingOutcomeRow
        query = self.select(row).where(
            row.series_id == series_id, row.is_in_prep.is_(True), row.made_at >= since, row.answer == ""
        )
        return (await self.session.scalars(query.order_by(row.id.desc()))).all()

    async def of_manager(self, manager_id: str, since: datetime) -> Sequence[CoachingOutcomeRow]:
        """Outcomes of people whom this manager led then, made since then, by id."""
        row = CoachingOutcomeRow
        query = self.select(row).where(row.manager_id == manager_id, row.made_at >= since)
        return (await self.session.scalars(query.order_by(row.id))).all()

    async def of_owner(self, owner_id: str) -> Sequence[CoachingOutcomeRow]:
        """Every outcome of somebody's actions, by id."""
        row = CoachingOutcomeRow
        query = self.select(row).where(row.owner_id == owner_id)
        return (await self.session.scalars(query.order_by(row.id))).all()
