"""What givings come to, by person, period and value."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func
from sqlalchemy.sql import ColumnElement

from bot.common.memory import Remembered
from bot.common.periods import Period
from bot.db.repository import ScopedRepository
from bot.features.kudos.models import Kudos, KudosLine, KudosTag, KudosTotal
from bot.features.kudos.rules.facts import Side

TOTALS = Remembered[list[tuple[str, int]]]("kudos totals by side and period")


class KudosTotalRepository(ScopedRepository):
    """Sums and lists of many givings."""

    async def totals(self, side: Side, period: Period) -> list[tuple[str, int]]:
        """Points by person within the period, most first, then by id so that the order is stable."""

        async def load() -> list[tuple[str, int]]:
            query = self._all_time(side) if period.is_all_time else self._in(side, period)
            return [(who, int(total)) for who, total in await self.session.execute(query)]

        return await self._transaction.memory.once(TOTALS, load, side, period)

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
        """Every giving of the period (to this one, by that one), a row for each receiver, with its words."""
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
        """When each of these people received anything last."""
        query = (
            self.select(KudosLine, KudosLine.receiver_id, func.max(KudosLine.created_at))
            .where(KudosLine.receiver_id.in_(ids), KudosLine.points > 0)
            .group_by(KudosLine.receiver_id)
        )
        return dict(map(tuple, await self.session.execute(query)))

    async def received_ever(self, person_id: str) -> int:
        """All the points that this person received."""
        query = self.select(KudosTotal, KudosTotal.received).where(KudosTotal.member_id == person_id)
        return await self.session.scalar(query) or 0

    async def given_in(self, person_id: str, period: Period) -> int:
        """The points that this person gave within the period."""
        query = self.select(Kudos, func.sum(Kudos.cost)).where(
            Kudos.giver_id == person_id, Kudos.undone_at.is_(None), *_within(Kudos.created_at, period)
        )
        return int(await self.session.scalar(query) or 0)

    async def latest_for(self, receiver_id: str, limit: int) -> Sequence[Kudos]:
        """The newest givings to this person that still count."""
        ids = (
            self.select(KudosLine, KudosLine.kudos_id)
            .where(KudosLine.receiver_id == receiver_id, KudosLine.points > 0)
            .order_by(KudosLine.created_at.desc(), KudosLine.id.desc())
            .limit(limit)
        )
        query = self.select(Kudos).where(Kudos.id.in_(ids)).order_by(Kudos.created_at.desc(), Kudos.id.desc())
        return (await self.session.scalars(query)).all()

    async def value_totals(self, period: Period) -> dict[str, int]:
        """Points by value within the period."""
        query = (
            self.select(KudosTag, KudosTag.value, func.sum(KudosTag.points))
            .where(*_within(KudosTag.created_at, period))
            .group_by(KudosTag.value)
        )
        return {value: int(total) for value, total in await self.session.execute(query)}


def _within(column: ColumnElement[datetime] | Any, period: Period) -> list[ColumnElement[bool]]:
    return [column >= period.start, column < period.end]
