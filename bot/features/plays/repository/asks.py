"""The SQL of questions: what one would do again, and why a deal was lost."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func

from bot.db.asking import rows_of
from bot.db.repository import ScopedRepository
from bot.features.plays.models import DealDebriefRow, PlayAskRow


class PlayAskRepository(ScopedRepository):
    """Questions to the workspace's people."""

    async def asked_of(self, deal_ids: Collection[int]) -> set[int]:
        """About which of these deals their owners were asked for a play."""
        row = PlayAskRow
        return set(await self.session.scalars(self.select(row, row.deal_id).where(row.deal_id.in_(deal_ids))))

    async def asked_since(self, at: datetime) -> set[str]:
        """Ids of those who were asked for a play since then."""
        row = PlayAskRow
        return set(await self.session.scalars(self.select(row, row.owner_id).where(row.at > at)))

    async def ask(self, facts: dict[str, Any]) -> bool:
        """Records a question for a play; False where it was asked before."""
        statement = self.insert(PlayAskRow).on_conflict_do_nothing().returning(PlayAskRow.deal_id)
        return (await self.add(statement, [facts])).scalar_one_or_none() is not None

    async def find_ask(self, deal_id: int, owner_id: str) -> PlayAskRow | None:
        """The question to this owner about this deal; None without one."""
        row = PlayAskRow
        return await self.find_row(row, row.deal_id == deal_id, row.owner_id == owner_id)

    async def unanswered(self, since: datetime) -> Sequence[PlayAskRow]:
        """Questions for a play that were asked since then and not answered."""
        row = PlayAskRow
        query = self.select(row).where(row.at > since, row.closed_at.is_(None))
        return (await self.session.scalars(query.order_by(row.deal_id))).all()

    async def debriefed(self, deal_ids: Collection[int]) -> set[int]:
        """About the loss of which of these deals their owners were asked."""
        row = DealDebriefRow
        return set(await self.session.scalars(self.select(row, row.deal_id).where(row.deal_id.in_(deal_ids))))

    async def ask_loss(self, facts: dict[str, Any]) -> int | None:
        """Records a question about a loss and gives its id; None where it was asked before."""
        statement = self.insert(DealDebriefRow).on_conflict_do_nothing().returning(DealDebriefRow.id)
        return (await self.add(statement, [facts])).scalar_one_or_none()

    async def find_loss(self, debrief_id: int) -> DealDebriefRow | None:
        """The question of this id; None without one."""
        return await self.find_row(DealDebriefRow, DealDebriefRow.id == debrief_id)

    async def lock_loss(self, debrief_id: int) -> DealDebriefRow | None:
        """The question, locked until the transaction ends; None without one."""
        return await self.lock_row(DealDebriefRow, DealDebriefRow.id == debrief_id)

    @rows_of("losses without reason")
    def open_losses(self, owner_id: str) -> Select[Any]:
        """Lost deals of somebody for which a reason waits."""
        row = DealDebriefRow
        query = self.select(row, row.id, row.deal_id, row.name, row.at)
        return query.where(row.owner_id == owner_id, row.closed_at.is_(None))

    @rows_of("losses that nobody explains")
    def silent_losses(self, owner_ids: Collection[str], since: datetime) -> Select[Any]:
        """How many losses asked about since then have no reason, by owner: (owner_id, times)."""
        row = DealDebriefRow
        query = self.select(row, row.owner_id, func.count().label("times")).where(
            row.owner_id.in_(owner_ids), row.at > since, row.reason == ""
        )
        return query.group_by(row.owner_id)

    async def losses_told(self, owner_ids: Collection[str], since: datetime) -> Sequence[DealDebriefRow]:
        """Losses of these owners since then of which the reason was told, by id."""
        row = DealDebriefRow
        query = self.select(row).where(row.owner_id.in_(owner_ids), row.at > since, row.reason != "")
        return (await self.session.scalars(query.order_by(row.id))).all()

    async def losses_of(self, owner_id: str) -> Sequence[DealDebriefRow]:
        """All that somebody was asked about losses, by id."""
        row = DealDebriefRow
        query = self.select(row).where(row.owner_id == owner_id)
        return (await self.session.scalars(query.order_by(row.id))).all()

    async def drop_before(self, at: datetime) -> None:
        """Deletes questions of before."""
        await self.session.execute(self.delete(DealDebriefRow).where(DealDebriefRow.at < at))
        await self.session.execute(self.delete(PlayAskRow).where(PlayAskRow.at < at))
