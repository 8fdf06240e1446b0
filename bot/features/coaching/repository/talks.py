"""The SQL of series and talks."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_

from bot.db.asking import rows_of
from bot.db.repository import ScopedRepository
from bot.features.coaching.models.talks import CoachingSeriesRow, CoachingTalkRow
from bot.features.coaching.rules.state_machine import SeriesState, TalkState

_LIVE = CoachingSeriesRow.state != SeriesState.ended.value
_UNSETTLED = [each.value for each in (TalkState.planned, TalkState.said, TalkState.denied, TalkState.at_odds)]


def series_with(repository: ScopedRepository, member_id: str) -> Select[Any]:
    """SQL of the ids of somebody's series, those that have ended too."""
    return repository.select(CoachingSeriesRow, CoachingSeriesRow.id).where(_is_one_of_two(member_id))


def _is_one_of_two(member_id: str) -> ColumnElement[bool]:
    return or_(CoachingSeriesRow.manager_id == member_id, CoachingSeriesRow.person_id == member_id)


class CoachingTalkRepository(ScopedRepository):
    """Series and talks of the workspace."""

    async def begin(self, facts: dict[str, Any]) -> CoachingSeriesRow | None:
        """Inserts a series and gives its row; None where the pair has one that has not ended."""
        statement = self.insert(CoachingSeriesRow).on_conflict_do_nothing().returning(CoachingSeriesRow.id)
        found = (await self.add(statement, [facts])).scalar_one_or_none()
        return await self.session.get_one(CoachingSeriesRow, found) if found is not None else None

    async def lock_series(self, series_id: int) -> CoachingSeriesRow | None:
        """The series, as it is now and locked until the transaction ends; None without one."""
        return await self.lock_row(CoachingSeriesRow, CoachingSeriesRow.id == series_id)

    async def find_series(self, series_id: int) -> CoachingSeriesRow | None:
        """The series of this id; None without one."""
        return await self.find_row(CoachingSeriesRow, CoachingSeriesRow.id == series_id)

    async def live_of_pair(self, manager_id: str, person_id: str) -> CoachingSeriesRow | None:
        """The series of these two that has not ended; None without one."""
        is_pair = (CoachingSeriesRow.manager_id == manager_id, CoachingSeriesRow.person_id == person_id)
        return await self.find_row(CoachingSeriesRow, *is_pair, _LIVE)

    async def all_between(self, one_id: str, other_id: str) -> Sequence[CoachingSeriesRow]:
        """Every series of these two, whoever led whom, the newest first; ended ones too."""
        row = CoachingSeriesRow
        is_pair = or_(
            and_(row.manager_id == one_id, row.person_id == other_id),
            and_(row.manager_id == other_id, row.person_id == one_id),
        )
        query = self.select(row).where(is_pair).order_by(row.id.desc())
        return (await self.session.scalars(query)).all()

    async def all_of(self, member_id: str, *, ended: bool = False) -> Sequence[CoachingSeriesRow]:
        """Every series of somebody, by id; `ended`: those that have ended too."""
        query = self.select(CoachingSeriesRow).where(_is_one_of_two(member_id))
        query = query if ended else query.where(_LIVE)
        return (await self.session.scalars(query.order_by(CoachingSeriesRow.id))).all()

    @rows_of("coaching series")
    def series_of(self, member_id: str) -> Select[Any]:
        """Every series of somebody, those that have ended too: columns of `CoachingSeriesRow`."""
        query = self.select(CoachingSeriesRow, *CoachingSeriesRow.__table__.columns)
        return query.where(_is_one_of_two(member_id))

    async def live(self) -> Sequence[CoachingSeriesRow]:
        """Every series that has not ended, by id."""
        query = self.select(CoachingSeriesRow).where(_LIVE).order_by(CoachingSeriesRow.id)
        return (await self.session.scalars(query)).all()

    async def new_talk(self, facts: dict[str, Any]) -> CoachingTalkRow:
        """Inserts a talk and gives its row."""
        found = (
            await self.add(self.insert(CoachingTalkRow).returning(CoachingTalkRow.id), [facts])
        ).scalar_one()
        return await self.session.get_one(CoachingTalkRow, found)

    async def lock_talk(self, talk_id: int) -> CoachingTalkRow | None:
        """The talk, as it is now and locked until the transaction ends; None without one."""
        return await self.lock_row(CoachingTalkRow, CoachingTalkRow.id == talk_id)

    async def find_talk(self, talk_id: int) -> CoachingTalkRow | None:
        """The talk of this id; None without one."""
        return await self.find_row(CoachingTalkRow, CoachingTalkRow.id == talk_id)

    async def planned_after(self, series_id: int, at: datetime) -> CoachingTalkRow | None:
        """The planned talk that begins after this instant; None without one."""
        row = CoachingTalkRow
        query = self.select(row).where(
            row.series_id == series_id, row.state == TalkState.planned.value, row.at > at
        )
        return (await self.session.scalars(query.order_by(row.at).limit(1))).one_or_none()

    @rows_of("unsettled talks")
    def unsettled_of(self, member_id: str) -> Select[Any]:
        """Talks of somebody's series that are neither confirmed nor over: columns of `CoachingTalkRow`."""
        row = CoachingTalkRow
        query = self.select(row, *row.__table__.columns).where(row.state.in_(_UNSETTLED))
        return query.where(row.series_id.in_(series_with(self, member_id)))

    async def unsettled(self, series_ids: Collection[int]) -> Sequence[CoachingTalkRow]:
        """The talks of these series that are neither confirmed nor over, the oldest first."""
        row = CoachingTalkRow
        query = self.select(row).where(row.series_id.in_(series_ids), row.state.in_(_UNSETTLED))
        return (await self.session.scalars(query.order_by(row.at, row.id))).all()

    async def all_unsettled(self) -> Sequence[CoachingTalkRow]:
        """The talks of everybody that are neither confirmed nor over, the oldest first."""
        row = CoachingTalkRow
        query = self.select(row).where(row.state.in_(_UNSETTLED))
        return (await self.session.scalars(query.order_by(row.at, row.id))).all()

    async def planned_of(self, manager_id: str) -> list[tuple[CoachingSeriesRow, CoachingTalkRow]]:
        """The planned talks of a manager with their series, the earliest first."""
        series, talk = CoachingSeriesRow, CoachingTalkRow
        query = self.select(talk, series, talk).join(series, series.id == talk.series_id)
        query = query.where(
            series.manager_id == manager_id, _LIVE, talk.state == TalkState.planned.value
        ).order_by(talk.at, talk.id)
        return [(row, planned) for row, planned in await self.session.execute(query)]

    async def talks(
        self, series_ids: Collection[int], since: datetime, limit: int
    ) -> Sequence[CoachingTalkRow]:
        """Talks that began since this instant, the newest first, at most `limit`."""
        row = CoachingTalkRow
        query = self.select(row).where(row.series_id.in_(series_ids), row.at >= since)
        return (await self.session.scalars(query.order_by(row.at.desc(), row.id.desc()).limit(limit))).all()

    async def last_nominal(self, series_id: int) -> date | None:
        """The newest nominal day of which there is a talk; None without one."""
        query = self.select(CoachingTalkRow, func.max(CoachingTalkRow.nominal))
        found: date | None = await self.session.scalar(query.where(CoachingTalkRow.series_id == series_id))
        return found

    async def last_held(self, series_ids: Collection[int]) -> dict[int, date]:
        """The day of the last held talk of each of these series, by its id."""
        row = CoachingTalkRow
        query = self.select(row, row.series_id, func.max(row.held_on)).where(
            row.series_id.in_(series_ids), row.state == TalkState.held.value
        )
        return dict(map(tuple, await self.session.execute(query.group_by(row.series_id))))

    async def count_held(self, series_id: int) -> int:
        """How many talks of a series were held."""
        query = self.select(CoachingTalkRow, CoachingTalkRow.id)
        return await self.count(
            query.where(CoachingTalkRow.series_id == series_id, CoachingTalkRow.state == TalkState.held.value)
        )

    async def held_between(
        self, series_ids: Collection[int], first: date, end: date
    ) -> Sequence[CoachingTalkRow]:
        """Held talks of these series on days from `first` up to, but without, `end`, the oldest first."""
        row = CoachingTalkRow
        query = self.select(row).where(
            row.series_id.in_(series_ids),
            row.state == TalkState.held.value,
            row.held_on >= first,
            row.held_on < end,
        )
        return (await self.session.scalars(query.order_by(row.held_on, row.id))).all()
