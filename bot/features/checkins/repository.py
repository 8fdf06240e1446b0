"""The only SQL of check-ins."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from bot.db.repository import ScopedRepository
from bot.features.checkins.models import Checkin, TeamCheckins
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
        statement = self.insert(Checkin).on_conflict_do_nothing().returning(Checkin.id)
        words = dict.fromkeys(("wins", "blockers", "next_week"), "")
        blank: dict[str, Any] = {"answered_at": None, "answered_ids": [], **words}
        return (await self.add(statement, [{**blank, **facts}])).scalar()

    async def lock(self, checkin_id: int) -> Checkin | None:
        """One check-in, which nobody else can change until the transaction ends."""
        query = self.select(Checkin).where(Checkin.id == checkin_id).with_for_update()
        found = await self.session.scalars(query.execution_options(populate_existing=True))
        return found.one_or_none()

    async def find(self, checkin_id: int) -> Checkin | None:
        """One check-in."""
        query = self.select(Checkin).where(Checkin.id == checkin_id)
        return (await self.session.scalars(query)).one_or_none()

    async def newest_of(self, person_id: str) -> Checkin | None:
        """The newest check-in of this person."""
        query = (
            self.select(Checkin).where(Checkin.person_id == person_id).order_by(Checkin.id.desc()).limit(1)
        )
        return (await self.session.scalars(query)).one_or_none()

    async def of_people(
        self, person_ids: Collection[str], first: date, asked_by: datetime
    ) -> Sequence[Checkin]:
        """What these were asked for a day from `first` on, by then; the newest of each person last."""
        query = self.select(Checkin).where(
            Checkin.person_id.in_(person_ids), Checkin.nominal >= first, Checkin.asked_at <= asked_by
        )
        return (await self.session.scalars(query.order_by(Checkin.nominal, Checkin.id))).all()

    async def answered(self, person_id: str, first: date, end: date) -> Sequence[Checkin]:
        """What somebody has answered of the days from `first`, up to but not including `end`."""
        query = self.select(Checkin).where(
            Checkin.person_id == person_id,
            Checkin.nominal >= first,
            Checkin.nominal < end,
            Checkin.answered_at.is_not(None),
        )
        return (await self.session.scalars(query.order_by(Checkin.nominal))).all()
