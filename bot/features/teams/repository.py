"""The SQL of teams and memberships."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, or_

from bot.db.asking import rows_of
from bot.db.repository import ScopedRepository
from bot.features.teams.models import TeamMember, TeamRow


class TeamRepository(ScopedRepository):
    """Teams and memberships of the workspace."""

    @rows_of("org chart")
    def chart(self) -> Select[Any]:
        """The teams that have not ended, a row for each current member of each."""
        there = (
            TeamMember.workspace_id == TeamRow.workspace_id,
            TeamMember.team_id == TeamRow.id,
            TeamMember.until.is_(None),
        )
        columns = (TeamRow.id, TeamRow.name, TeamRow.manager_id, TeamRow.channel_id, TeamMember.user_id)
        query = self.select(TeamRow, *columns).outerjoin(TeamMember, and_(*there))
        return query.where(TeamRow.ended_on.is_(None))

    @rows_of("stays")
    def stays(self, team_ids: Collection[int]) -> Select[Any]:
        """All memberships, in any team, of those who are or were in one of these: columns of `TeamMember`."""
        ever = self.select(TeamMember, TeamMember.user_id).where(TeamMember.team_id.in_(team_ids))
        query = self.select(TeamMember, *TeamMember.__table__.columns)
        return query.where(TeamMember.user_id.in_(ever))

    async def first_days(self, ids: Collection[str]) -> dict[str, date]:
        """First day in any team, by person; people who never were in one are missing."""
        query = self.select(TeamMember, TeamMember.user_id, func.min(TeamMember.since))
        query = query.where(TeamMember.user_id.in_(ids)).group_by(TeamMember.user_id)
        return dict(map(tuple, await self.session.execute(query)))

    async def there_since(self, day: date) -> Sequence[str]:
        """Ids of everybody who was in a team on that day or later."""
        query = self.select(TeamMember, TeamMember.user_id).distinct()
        query = query.where(or_(TeamMember.until.is_(None), TeamMember.until > day))
        return (await self.session.scalars(query.order_by(TeamMember.user_id))).all()

    async def add_team(self, facts: dict[str, Any]) -> int:
        """Inserts a team and gives its id."""
        return int((await self.add(self.insert(TeamRow).returning(TeamRow.id), [facts])).scalar_one())

    async def change_team(self, team_id: int, facts: dict[str, Any]) -> None:
        """Updates these columns of a team."""
        await self.session.execute(self.update(TeamRow).where(TeamRow.id == team_id).values(facts))

    async def join(self, team_id: int, user_ids: Collection[str], day: date) -> None:
        """Starts memberships on that day; who left this team on that same day has not left."""
        left_today = (
            TeamMember.team_id == team_id,
            TeamMember.user_id.in_(user_ids),
            TeamMember.until >= day,
        )
        back = self.update(TeamMember).where(*left_today).values(until=None).returning(TeamMember.user_id)
        new = set(user_ids) - set(await self.session.scalars(back))
        if new:
            rows = [{"team_id": team_id, "user_id": who, "since": day} for who in sorted(new)]
            await self.add(self.insert(TeamMember), rows)

    async def leave(self, team_id: int, user_ids: Collection[str], day: date) -> None:
        """Ends memberships on that day; those that began on it are deleted."""
        there = (TeamMember.team_id == team_id, TeamMember.user_id.in_(user_ids), TeamMember.until.is_(None))
        await self.session.execute(self.delete(TeamMember).where(*there, TeamMember.since >= day))
        await self.session.execute(self.update(TeamMember).where(*there).values(until=day))
