"""Givings: what was spent, given and taken back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from bot.db.repository import ScopedRepository
from bot.features.kudos.models import Kudos, KudosLine, KudosTag, KudosTotal, SpentPoints
from bot.features.kudos.repository.totals import TOTALS


class KudosRepository(ScopedRepository):
    """Kudos of the workspace, one giving at a time."""

    async def spend(self, giver_id: str, day: date, cost: int, allowance: int) -> int | None:
        """Raise what the giver spent that day by `cost`, if `allowance` covers it; the new total, else None.

        One statement decides, so that any number of gives at once can never spend more than there is.
        """
        if cost > allowance:
            return None
        row = {"giver_id": giver_id, "day": day, "points": cost}
        statement = (
            self.insert(SpentPoints)
            .on_conflict_do_update(
                index_elements=[SpentPoints.workspace_id, SpentPoints.giver_id, SpentPoints.day],
                set_={"points": SpentPoints.points + cost},
                where=SpentPoints.points + cost <= allowance,
            )
            .returning(SpentPoints.points)
        )
        return (await self.add(statement, [row])).scalar()

    async def spent(self, giver_id: str, day: date) -> int:
        """What the giver spent that day."""
        query = self.select(SpentPoints, SpentPoints.points).where(
            SpentPoints.giver_id == giver_id, SpentPoints.day == day
        )
        return await self.session.scalar(query) or 0

    async def _give_back(self, giver_id: str, day: date, cost: int) -> None:
        await self.session.execute(
            self.update(SpentPoints)
            .where(SpentPoints.giver_id == giver_id, SpentPoints.day == day)
            .values(points=SpentPoints.points - cost)
        )

    async def is_recorded(self, request_key: str) -> bool:
        """Whether the request of this key has given kudos before."""
        query = self.select(Kudos, Kudos.id).where(Kudos.request_key == request_key)
        return await self.session.scalar(query) is not None

    async def write(self, facts: dict[str, Any], receivers: Sequence[str]) -> int | None:
        """Write one giving with its lines and tags; its id. None, and nothing written, for a repeat."""
        keys = [Kudos.workspace_id, Kudos.request_key]
        statement = self.insert(Kudos).on_conflict_do_nothing(index_elements=keys).returning(Kudos.id)
        kudos_id = (await self.add(statement, [facts])).scalar()
        if kudos_id is None:
            return None
        common = {"kudos_id": kudos_id, "created_at": facts["created_at"]}
        points = facts["points_each"]
        lines = [
            {**common, "giver_id": facts["giver_id"], "receiver_id": receiver, "points": points}
            for receiver in receivers
        ]
        await self.add(self.insert(KudosLine), lines)
        await self._count(dict.fromkeys(receivers, points), facts["giver_id"])
        if facts["values"]:
            tags = [{**common, "value": value, "points": facts["cost"]} for value in facts["values"]]
            await self.add(self.insert(KudosTag), tags)
        return int(kudos_id)

    async def _count(self, received: Mapping[str, int], giver_id: str) -> None:
        self._transaction.memory.forget(TOTALS)
        # Sorted, so that two givings at once lock these rows in the same order and never wait for each other.
        given = {giver_id: sum(received.values())}
        rows = [
            {"member_id": who, "received": received.get(who, 0), "given": given.get(who, 0)}
            for who in sorted({*received, giver_id})
        ]
        statement = self.insert(KudosTotal)
        summed = {
            "received": KudosTotal.received + statement.excluded.received,
            "given": KudosTotal.given + statement.excluded.given,
        }
        keys = [KudosTotal.workspace_id, KudosTotal.member_id]
        await self.add(statement.on_conflict_do_update(index_elements=keys, set_=summed), rows)

    async def find(self, kudos_id: int) -> Kudos | None:
        """The kudos with this id, with its lines; None when there is none."""
        return await self.find_row(Kudos, Kudos.id == kudos_id)

    async def newest_of(self, giver_id: str) -> Kudos | None:
        """The newest giving of this person that still counts."""
        query = (
            self.select(Kudos)
            .where(Kudos.giver_id == giver_id, Kudos.undone_at.is_(None), Kudos.reacted_to.is_(None))
            .order_by(Kudos.created_at.desc(), Kudos.id.desc())
            .limit(1)
        )
        return (await self.session.scalars(query)).one_or_none()

    async def undo(self, kudos: Kudos, by: str, now: datetime) -> Sequence[str] | None:
        """Make this giving count nothing, its points come back; its receivers, None when undone before.

        Rows are locked in the order of a giving, what was spent before the totals: the two never wait for
        each other.
        """
        claim = (
            self.update(Kudos)
            .where(Kudos.id == kudos.id, Kudos.undone_at.is_(None))
            .values(undone_at=now, undone_by=by)
            .returning(Kudos.id)
        )
        if (await self.session.execute(claim)).scalar() is None:
            return None
        await self._give_back(kudos.giver_id, kudos.spent_on, kudos.cost)
        for ledger in (KudosLine, KudosTag):
            column = ledger.__table__.c.kudos_id
            await self.session.execute(self.update(ledger).where(column == kudos.id).values(points=0))
        receivers = await self._receivers(kudos.id)
        await self._count(dict.fromkeys(receivers, -kudos.points_each), kudos.giver_id)
        return receivers

    async def _receivers(self, kudos_id: int) -> Sequence[str]:
        query = self.select(KudosLine, KudosLine.receiver_id).where(KudosLine.kudos_id == kudos_id)
        return (await self.session.scalars(query.order_by(KudosLine.id))).all()
