"""The only SQL of kudos."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func
from sqlalchemy.sql import ColumnElement

from bot.common.periods import Period
from bot.db.repository import ScopedRepository
from bot.features.kudos.models import (
    Kudos,
    KudosLine,
    KudosSettingsRow,
    KudosTag,
    KudosTotal,
    SpentPoints,
)
from bot.features.kudos.rules.facts import Side


class KudosRepository(ScopedRepository):
    """Kudos, totals, tags, spent points and settings of one workspace."""

    async def spend(self, giver_id: str, day: date, cost: int, allowance: int) -> int | None:
        """Raises what the giver spent that day by `cost`, if `allowance` covers it; the new total, else None.

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
        """Points that the giver spent on that local day; 0 without any."""
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

    async def write(self, facts: dict[str, Any], receivers: Sequence[str]) -> int:
        """Inserts one giving (columns of `Kudos`) with its lines and tags, and counts it; its id."""
        statement = self.insert(Kudos).returning(Kudos.id)
        kudos_id = int((await self.add(statement, [facts])).scalar_one())
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
        return kudos_id

    async def _count(self, received: Mapping[str, int], giver_id: str) -> None:
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
        """The giving of this id, undone ones too; None where the workspace has none."""
        return (await self.session.scalars(self.select(Kudos).where(Kudos.id == kudos_id))).one_or_none()

    async def newest_of(self, giver_id: str) -> Kudos | None:
        """The newest giving of this person that counts and was no reaction; None without one."""
        query = (
            self.select(Kudos)
            .where(Kudos.giver_id == giver_id, Kudos.undone_at.is_(None), Kudos.reacted_to.is_(None))
            .order_by(Kudos.created_at.desc(), Kudos.id.desc())
            .limit(1)
        )
        return (await self.session.scalars(query)).one_or_none()

    async def by_reaction(self, giver_id: str, reacted_to: str) -> Kudos | None:
        """What this person gave by reacting to this message, if it still counts; else None."""
        query = self.select(Kudos).where(
            Kudos.reacted_to == reacted_to, Kudos.giver_id == giver_id, Kudos.undone_at.is_(None)
        )
        return (await self.session.scalars(query.limit(1))).one_or_none()

    async def undo(self, kudos: Kudos, by: str, now: datetime) -> Sequence[str] | None:
        """Makes this giving count nothing and gives its points back; its receivers, None when undone before.

        Rows are locked in the order of a giving, what was spent before the totals, so the two never deadlock.
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

    async def totals(self, side: Side, period: Period) -> list[tuple[str, int]]:
        """(member id, points above 0) within the period, most first, then by id."""
        query = self._all_time(side) if period.is_all_time else self._in(side, period)
        return [(who, int(total)) for who, total in await self.session.execute(query)]

    def _all_time(self, side: Side) -> Select[Any]:
        points = KudosTotal.received if side == "receiver" else KudosTotal.given
        query = self.select(KudosTotal, KudosTotal.member_id, points).where(points > 0)
        return query.order_by(points.desc(), KudosTotal.member_id)

    def _in(self, side: Side, period: Period) -> Select[Any]:
        person = KudosLine.receiver_id if side == "receiver" else KudosLine.giver_id
        points = func.sum(KudosLine.points)
        return (
            self.select(KudosLine, person, points)
            .where(*_within(KudosLine.created_at, period))
            .group_by(person)
            .having(points > 0)
            .order_by(points.desc(), person)
        )

    async def lines_in(
        self, period: Period, receiver_id: str | None = None, giver_id: str | None = None
    ) -> Sequence[Any]:
        """Rows of `GivenLine` that count in the period, one a receiver, the oldest first.

        `receiver_id` and `giver_id` keep those to this one, or by that one.
        """
        columns = (
            KudosLine.kudos_id,
            KudosLine.giver_id,
            KudosLine.receiver_id,
            KudosLine.points,
            KudosLine.created_at,
            Kudos.reason,
            Kudos.is_private,
        )
        query = self.select(KudosLine, *columns).join(Kudos, Kudos.id == KudosLine.kudos_id)
        query = query.where(*_within(KudosLine.created_at, period), KudosLine.points > 0)
        if receiver_id is not None:
            query = query.where(KudosLine.receiver_id == receiver_id)
        if giver_id is not None:
            query = query.where(KudosLine.giver_id == giver_id)
        rows: Sequence[Any] = (await self.session.execute(query.order_by(KudosLine.id))).all()
        return rows

    async def last_received(self, ids: Collection[str]) -> dict[str, datetime]:
        """When each of these people last received points; who never did is left out."""
        query = (
            self.select(KudosLine, KudosLine.receiver_id, func.max(KudosLine.created_at))
            .where(KudosLine.receiver_id.in_(ids), KudosLine.points > 0)
            .group_by(KudosLine.receiver_id)
        )
        return dict(map(tuple, await self.session.execute(query)))

    async def received_ever(self, person_id: str) -> int:
        """All points that this person received; 0 without any."""
        query = self.select(KudosTotal, KudosTotal.received).where(KudosTotal.member_id == person_id)
        return await self.session.scalar(query) or 0

    async def given_in(self, person_id: str, period: Period) -> int:
        """Points that this person gave within the period; 0 without any."""
        query = self.select(Kudos, func.sum(Kudos.cost)).where(
            Kudos.giver_id == person_id, Kudos.undone_at.is_(None), *_within(Kudos.created_at, period)
        )
        return int(await self.session.scalar(query) or 0)

    async def latest_for(self, receiver_id: str, limit: int) -> Sequence[Kudos]:
        """Newest givings to this person that still count, at most `limit`, the newest first."""
        ids = (
            self.select(KudosLine, KudosLine.kudos_id)
            .where(KudosLine.receiver_id == receiver_id, KudosLine.points > 0)
            .order_by(KudosLine.created_at.desc(), KudosLine.id.desc())
            .limit(limit)
        )
        query = self.select(Kudos).where(Kudos.id.in_(ids)).order_by(Kudos.created_at.desc(), Kudos.id.desc())
        return (await self.session.scalars(query)).all()

    async def value_totals(self, period: Period) -> dict[str, int]:
        """Points by value within the period; values without any giving are left out."""
        query = (
            self.select(KudosTag, KudosTag.value, func.sum(KudosTag.points))
            .where(*_within(KudosTag.created_at, period))
            .group_by(KudosTag.value)
        )
        return {value: int(total) for value, total in await self.session.execute(query)}

    async def settings(self) -> KudosSettingsRow | None:
        """The stored settings; None until an admin decides."""
        return (await self.session.scalars(self.select(KudosSettingsRow))).one_or_none()

    async def keep_settings(self, facts: dict[str, Any]) -> None:
        """Inserts or replaces the settings (columns of `KudosSettingsRow`)."""
        statement = self.insert(KudosSettingsRow).on_conflict_do_update(
            index_elements=[KudosSettingsRow.workspace_id], set_=facts
        )
        await self.add(statement, [facts])


def _within(column: ColumnElement[datetime] | Any, period: Period) -> list[ColumnElement[bool]]:
    return [column >= period.start, column < period.end]
