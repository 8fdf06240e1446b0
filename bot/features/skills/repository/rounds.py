"""The SQL of rounds of ratings."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select

from bot.db.asking import rows_of
from bot.db.repository import ScopedRepository
from bot.features.skills.models import SkillAgreedRow, SkillRatingRow, SkillRoundRow


class RoundRepository(ScopedRepository):
    """Rounds, ratings, and levels that were agreed on."""

    async def open(self, facts: dict[str, Any]) -> int | None:
        """Adds a round (columns of `SkillRoundRow`) and gives its id; None where one is open meanwhile."""
        insert = self.insert(SkillRoundRow).on_conflict_do_nothing().returning(SkillRoundRow.id)
        found: int | None = (await self.add(insert, [facts])).scalar_one_or_none()
        return found

    async def newest_of(self, person_id: str) -> SkillRoundRow | None:
        """The newest round of somebody; None without one."""
        query = self.select(SkillRoundRow).where(SkillRoundRow.person_id == person_id)
        found = await self.session.scalars(query.order_by(SkillRoundRow.opened_at.desc()).limit(1))
        return found.one_or_none()

    @rows_of("rounds of people")
    def of_people(self, ids: Sequence[str]) -> Select[Any]:
        """The rounds of these people: `person_id`, `opened_at`, `closed_at`."""
        row = SkillRoundRow
        return self.select(row, row.person_id, row.opened_at, row.closed_at).where(row.person_id.in_(ids))

    async def in_reviews(self, person_id: str) -> Sequence[SkillRoundRow]:
        """Rounds of somebody whose levels they let into reviews, by id."""
        mine = (SkillRoundRow.person_id == person_id, SkillRoundRow.in_review.is_(True))
        query = self.select(SkillRoundRow).where(*mine)
        return (await self.session.scalars(query.order_by(SkillRoundRow.id))).all()

    async def all_of(self, member_id: str) -> Sequence[SkillRoundRow]:
        """Every round that somebody is one of the two of, by id."""
        mine = (SkillRoundRow.person_id == member_id) | (SkillRoundRow.manager_id == member_id)
        query = self.select(SkillRoundRow).where(mine)
        return (await self.session.scalars(query.order_by(SkillRoundRow.id))).all()

    async def drop_before(self, at: datetime) -> None:
        """Deletes rounds that were opened before, with their ratings and levels."""
        old = self.select(SkillRoundRow, SkillRoundRow.id).where(SkillRoundRow.opened_at < at)
        for statement in (
            self.delete(SkillRatingRow).where(SkillRatingRow.round_id.in_(old)),
            self.delete(SkillAgreedRow).where(SkillAgreedRow.round_id.in_(old)),
            self.delete(SkillRoundRow).where(SkillRoundRow.opened_at < at),
        ):
            await self.session.execute(statement)

    async def find(self, round_id: int) -> SkillRoundRow | None:
        """The round with this id; None without it."""
        return await self.find_row(SkillRoundRow, SkillRoundRow.id == round_id)

    async def lock(self, round_id: int) -> SkillRoundRow | None:
        """The round with this id as it is now, which nobody else can change meanwhile."""
        return await self.lock_row(SkillRoundRow, SkillRoundRow.id == round_id)

    @rows_of("rounds of a rater")
    def of_rater(self, member_id: str, state: str) -> Select[Any]:
        """Rounds in this state that somebody is one of the two of: columns of `SkillRoundRow`."""
        mine = (SkillRoundRow.person_id == member_id) | (SkillRoundRow.manager_id == member_id)
        query = self.select(SkillRoundRow, *SkillRoundRow.__table__.columns)
        return query.where(mine, SkillRoundRow.state == state)

    async def opened_before(self, instant: datetime) -> Sequence[int]:
        """Ids of rounds that are not closed and were opened before then."""
        query = self.select(SkillRoundRow, SkillRoundRow.id).where(
            SkillRoundRow.state != "closed", SkillRoundRow.opened_at < instant
        )
        return (await self.session.scalars(query.order_by(SkillRoundRow.id))).all()

    async def ratings(self, round_id: int, rater_id: str | None = None) -> Sequence[SkillRatingRow]:
        """The ratings of a round, of both or of one."""
        query = self.select(SkillRatingRow).where(SkillRatingRow.round_id == round_id)
        if rater_id is not None:
            query = query.where(SkillRatingRow.rater_id == rater_id)
        return (await self.session.scalars(query)).all()

    async def rate(self, round_id: int, rater_id: str, rows: Sequence[dict[str, Any]]) -> None:
        """Replaces the ratings of one of the two."""
        mine = (SkillRatingRow.round_id == round_id, SkillRatingRow.rater_id == rater_id)
        await self.session.execute(self.delete(SkillRatingRow).where(*mine))
        await self.add(self.insert(SkillRatingRow), rows)

    async def agreed(self, round_id: int) -> Sequence[SkillAgreedRow]:
        """The levels of a round that were proposed or agreed on."""
        query = self.select(SkillAgreedRow).where(SkillAgreedRow.round_id == round_id)
        return (await self.session.scalars(query)).all()

    async def agree(self, facts: dict[str, Any]) -> None:
        """Inserts or replaces the level of a skill (columns of `SkillAgreedRow`)."""
        keys = [SkillAgreedRow.workspace_id, SkillAgreedRow.round_id, SkillAgreedRow.skill]
        same = {name: facts[name] for name in ("level", "by", "confirmed_at")}
        insert = self.insert(SkillAgreedRow)
        await self.add(insert.on_conflict_do_update(index_elements=keys, set_=same), [facts])

    async def confirmed(
        self, ids: Collection[str], since: datetime, manager_id: str | None = None
    ) -> Sequence[Any]:
        """Levels that two agreed on since then: (person, skill, level), the oldest first.

        `manager_id`: those agreed on with this manager alone.
        """
        columns = (SkillRoundRow.person_id, SkillAgreedRow.skill, SkillAgreedRow.level)
        query = (
            self.select(SkillAgreedRow, *columns)
            .join(SkillRoundRow, SkillRoundRow.id == SkillAgreedRow.round_id)
            .where(SkillRoundRow.person_id.in_(ids), SkillAgreedRow.confirmed_at >= since)
        )
        if manager_id is not None:
            query = query.where(SkillRoundRow.manager_id == manager_id)
        rows: Sequence[Any] = (await self.session.execute(query.order_by(SkillAgreedRow.confirmed_at))).all()
        return rows
