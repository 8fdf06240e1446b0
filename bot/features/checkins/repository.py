"""The only SQL of check-ins."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, tuple_

from bot.common.facts import fact_of
from bot.db.asking import rows_of
from bot.db.repository import ScopedRepository
from bot.features.checkins.models import CheckinRow, TeamCheckins
from bot.features.checkins.rules import TeamPlan


class CheckinRepository(ScopedRepository):
    """Check-ins and the teams' settings of one workspace."""

    async def plans(self) -> dict[int, TeamPlan]:
        """Stored settings by team id; teams that never decided are left out."""
        return {
            row.team_id: fact_of(row, TeamPlan)
            for row in await self.session.scalars(self.select(TeamCheckins))
        }

    @rows_of("plans of check-ins")
    def every_plan(self) -> Select[Any]:
        """The stored settings of all teams: columns of `TeamCheckins`."""
        return self.select(TeamCheckins, *TeamCheckins.__table__.columns)

    @rows_of("newest check-in")
    def newest(self, person_id: str) -> Select[Any]:
        """The check-in that this person was asked for last: columns of `CheckinRow`; no row if never."""
        own = self.select(CheckinRow, func.max(CheckinRow.id)).where(CheckinRow.person_id == person_id)
        query = self.select(CheckinRow, *CheckinRow.__table__.columns)
        return query.where(CheckinRow.id == own.scalar_subquery())

    async def keep_plan(self, team_id: int, plan: TeamPlan) -> None:
        """Inserts or replaces the settings of a team."""
        facts = asdict(plan)
        statement = self.insert(TeamCheckins).on_conflict_do_update(
            index_elements=[TeamCheckins.workspace_id, TeamCheckins.team_id], set_=facts
        )
        await self.add(statement, [{"team_id": team_id, **facts}])

    async def ask(self, facts: dict[str, Any]) -> int | None:
        """Inserts a check-in (columns of `CheckinRow`) and gives its id; None: asked on that day already."""
        statement = self.insert(CheckinRow).on_conflict_do_nothing().returning(CheckinRow.id)
        words = dict.fromkeys(("wins", "blockers", "next_week"), "")
        blank: dict[str, Any] = {"answered_at": None, "answered_ids": [], **words}
        return (await self.add(statement, [{**blank, **facts}])).scalar()

    async def lock(self, checkin_id: int) -> CheckinRow | None:
        """The check-in of this id, freshly read and locked until the transaction ends; None without one."""
        return await self.lock_row(CheckinRow, CheckinRow.id == checkin_id)

    async def find(self, checkin_id: int) -> CheckinRow | None:
        """The check-in of this id, without a lock; None where the workspace has none."""
        return await self.find_row(CheckinRow, CheckinRow.id == checkin_id)

    async def newest_of(self, person_id: str) -> CheckinRow | None:
        """The check-in that this person was asked for last; None if never."""
        query = (
            self.select(CheckinRow)
            .where(CheckinRow.person_id == person_id)
            .order_by(CheckinRow.id.desc())
            .limit(1)
        )
        return (await self.session.scalars(query)).one_or_none()

    async def of_people(
        self, person_ids: Collection[str], first: date, asked_by: datetime
    ) -> Sequence[CheckinRow]:
        """Check-ins of these people with a day from `first` on, asked by then; the newest day last."""
        query = self.select(CheckinRow).where(
            CheckinRow.person_id.in_(person_ids), CheckinRow.nominal >= first, CheckinRow.asked_at <= asked_by
        )
        return (await self.session.scalars(query.order_by(CheckinRow.nominal, CheckinRow.id))).all()

    @rows_of("newest answered check-ins")
    def newest_answered(self, person_ids: Sequence[str], first: date, asked_by: datetime) -> Select[Any]:
        """The newest answered check-in of each, of a day from `first` on, asked by then.

        `id`, `person_id`, `asked_at`, `answered_at`, `blockers`.
        """
        row = CheckinRow
        theirs = (row.person_id.in_(person_ids), row.nominal >= first)
        answered = (row.asked_at <= asked_by, row.answered_at.is_not(None))
        newest = self.select(row, row.person_id, func.max(row.nominal)).where(*theirs, *answered)
        query = self.select(row, row.id, row.person_id, row.asked_at, row.answered_at, row.blockers)
        return query.where(*theirs, tuple_(row.person_id, row.nominal).in_(newest.group_by(row.person_id)))

    async def answered(self, person_id: str, first: date, end: date) -> Sequence[CheckinRow]:
        """Answered check-ins of a person with a day in [first, end), the oldest first."""
        query = self.select(CheckinRow).where(
            CheckinRow.person_id == person_id,
            CheckinRow.nominal >= first,
            CheckinRow.nominal < end,
            CheckinRow.answered_at.is_not(None),
        )
        return (await self.session.scalars(query.order_by(CheckinRow.nominal))).all()
