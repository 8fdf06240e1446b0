"""The only SQL of check-ins."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from bot.db.repository import ScopedRepository
from bot.features.checkins.models import CheckinRow, TeamCheckins
from bot.features.checkins.rules import TeamPlan


class CheckinRepository(ScopedRepository):
    """Check-ins of the workspace."""

    async def plans(self) -> dict[int, TeamPlan]:
        """How each team checks in that has decided it."""
        return {
            row.team_id: TeamPlan(row.is_on, row.weekday, row.at, row.weeks, row.anchor, row.posts_progress)
            for row in await self.session.scalars(self.select(TeamCheckins))
        }

    async def keep_plan(self, team_id: int, plan: TeamPlan) -> None:
        """Keep how a team checks in."""
        facts = {
            "is_on": plan.is_on,
            "weekday": plan.weekday,
            "at": plan.at,
            "weeks": plan.weeks,
            "anchor": plan.anchor,
            "posts_progress": plan.posts_progress,
        }
        statement = self.insert(TeamCheckins).on_conflict_do_update(
            index_elements=[TeamCheckins.workspace_id, TeamCheckins.team_id], set_=facts
        )
        await self.add(statement, [{"team_id": team_id, **facts}])

    async def ask(self, facts: dict[str, Any]) -> int | None:
        """A new check-in's id; None when this person was asked on that day already."""
        statement = self.insert(CheckinRow).on_conflict_do_nothing().returning(CheckinRow.id)
        words = dict.fromkeys(("wins", "blockers", "next_week"), "")
        blank: dict[str, Any] = {"answered_at": None, "answered_ids": [], **words}
        return (await self.add(statement, [{**blank, **facts}])).scalar()

    async def lock(self, checkin_id: int) -> CheckinRow | None:
        """One check-in, which nobody else can change until the transaction ends."""
        return await self.lock_row(CheckinRow, CheckinRow.id == checkin_id)

    async def find(self, checkin_id: int) -> CheckinRow | None:
        """One check-in."""
        return await self.find_row(CheckinRow, CheckinRow.id == checkin_id)

    async def newest_of(self, person_id: str) -> CheckinRow | None:
        """The newest check-in of this person."""
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
        """What these were asked for a day from `first` on, by then; the newest of each person last."""
        query = self.select(CheckinRow).where(
            CheckinRow.person_id.in_(person_ids), CheckinRow.nominal >= first, CheckinRow.asked_at <= asked_by
        )
        return (await self.session.scalars(query.order_by(CheckinRow.nominal, CheckinRow.id))).all()

    async def answered(self, person_id: str, first: date, end: date) -> Sequence[CheckinRow]:
        """What somebody has answered of the days from `first`, up to but not including `end`."""
        query = self.select(CheckinRow).where(
            CheckinRow.person_id == person_id,
            CheckinRow.nominal >= first,
            CheckinRow.nominal < end,
            CheckinRow.answered_at.is_not(None),
        )
        return (await self.session.scalars(query.order_by(CheckinRow.nominal))).all()
