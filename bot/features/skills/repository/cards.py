"""The SQL of profiles, rubrics, gap cards and untouched windows."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func

from bot.db.asking import rows_of, whether
from bot.db.repository import ScopedRepository
from bot.features.skills.models import GapCardRow, RubricLineRow, SellerProfileRow, UntouchedWindowRow


class ProfileRepository(ScopedRepository):
    """Who sells what, and changed lines of rubrics."""

    async def newest(self, ids: Collection[str] | None = None) -> Sequence[SellerProfileRow]:
        """The newest profile of each of these people (None: of everybody); by member."""
        newest = self.select(SellerProfileRow, func.max(SellerProfileRow.id)).group_by(
            SellerProfileRow.member_id
        )
        if ids is not None:
            newest = newest.where(SellerProfileRow.member_id.in_(ids))
        query = self.select(SellerProfileRow).where(SellerProfileRow.id.in_(newest.scalar_subquery()))
        return (await self.session.scalars(query.order_by(SellerProfileRow.member_id))).all()

    @rows_of("profiles")
    def of_people(self, ids: Sequence[str]) -> Select[Any]:
        """The newest profile of each of these people: columns of `SellerProfileRow`."""
        row = SellerProfileRow
        newest = self.select(row, func.max(row.id)).where(row.member_id.in_(ids)).group_by(row.member_id)
        return self.select(row, *row.__table__.columns).where(row.id.in_(newest))

    async def keep(self, profiles: Sequence[dict[str, Any]]) -> None:
        """Adds these rows (columns of `SellerProfileRow`)."""
        if profiles:
            await self.add(self.insert(SellerProfileRow), profiles)

    async def lines(self, role: str | None = None) -> Sequence[RubricLineRow]:
        """The changed lines of a role, or of all."""
        query = self.select(RubricLineRow)
        if role is not None:
            query = query.where(RubricLineRow.role == role)
        return (await self.session.scalars(query)).all()

    async def keep_lines(self, role: str, skill: str, lines: Sequence[dict[str, Any]]) -> None:
        """Replaces the changed lines of a skill; none of them: they are as shipped."""
        mine = (RubricLineRow.role == role, RubricLineRow.skill == skill)
        await self.session.execute(self.delete(RubricLineRow).where(*mine))
        if lines:
            await self.add(self.insert(RubricLineRow), lines)


class CardRepository(ScopedRepository):
    """Gap cards, and windows in which nothing was done."""

    async def made_in(self, week: date) -> frozenset[str]:
        """Ids of those of whom a card of this week is there."""
        return frozenset(
            await self.session.scalars(
                self.select(GapCardRow, GapCardRow.person_id).where(GapCardRow.week == week)
            )
        )

    async def keep(self, cards: Sequence[dict[str, Any]]) -> None:
        """Adds these cards (columns of `GapCardRow`); of a week that somebody has one of, nothing changes."""
        await self.add(self.insert(GapCardRow).on_conflict_do_nothing(), cards)

    async def find(self, card_id: int) -> GapCardRow | None:
        """The card with this id; None without it."""
        return await self.find_row(GapCardRow, GapCardRow.id == card_id)

    async def newest_of(self, person_id: str, manager_id: str | None = None, limit: int = 1) -> Sequence[Any]:
        """The newest cards of somebody, the newest first; with `manager_id` those made while they led."""
        query = self.select(GapCardRow).where(GapCardRow.person_id == person_id)
        if manager_id is not None:
            query = query.where(GapCardRow.manager_id == manager_id)
        return (await self.session.scalars(query.order_by(GapCardRow.week.desc()).limit(limit))).all()

    async def all_of(self, person_id: str) -> Sequence[GapCardRow]:
        """Every card of somebody, by week."""
        query = self.select(GapCardRow).where(GapCardRow.person_id == person_id)
        return (await self.session.scalars(query.order_by(GapCardRow.week))).all()

    async def drop_before(self, day: date) -> None:
        """Deletes the cards of weeks before."""
        await self.session.execute(self.delete(GapCardRow).where(GapCardRow.week < day))

    async def newest_for(self, manager_id: str, since: date) -> Sequence[GapCardRow]:
        """Cards of everybody whom this manager led when they were made, since then, the newest first."""
        query = self.select(GapCardRow).where(GapCardRow.manager_id == manager_id, GapCardRow.week >= since)
        return (await self.session.scalars(query.order_by(GapCardRow.week.desc(), GapCardRow.id))).all()

    @whether("cards of people led")
    def any_for(self, manager_id: str) -> Sequence[Select[Any]]:
        """Whether there are cards of people whom this manager led when they were made."""
        query = self.select(GapCardRow, GapCardRow.id).where(GapCardRow.manager_id == manager_id)
        return (query,)

    async def unseen(self, since: date) -> Sequence[Any]:
        """Cards of weeks from then on that their person has not seen: (id, person)."""
        columns, is_unseen = (GapCardRow.id, GapCardRow.person_id), GapCardRow.seen_at.is_(None)
        query = self.select(GapCardRow, *columns).where(GapCardRow.week >= since, is_unseen)
        rows: Sequence[Any] = (await self.session.execute(query)).all()
        return rows

    async def see(self, card_id: int, now: datetime) -> None:
        """Records when the person first saw a card."""
        query = self.update(GapCardRow).where(GapCardRow.id == card_id, GapCardRow.seen_at.is_(None))
        await self.session.execute(query.values(seen_at=now))

    async def windows(self, metric: str, role: str, flag: str) -> Sequence[float]:
        """How untouched windows of a flag ended, the newest first."""
        query = self.select(UntouchedWindowRow, UntouchedWindowRow.z).where(
            UntouchedWindowRow.metric == metric,
            UntouchedWindowRow.role == role,
            UntouchedWindowRow.flag == flag,
        )
        return (await self.session.scalars(query.order_by(UntouchedWindowRow.starts_on.desc()))).all()

    async def replace_windows(self, metric: str, role: str, rows: Sequence[dict[str, Any]]) -> None:
        """Replaces all windows of a metric and role by these (columns of `UntouchedWindowRow`)."""
        mine = (UntouchedWindowRow.metric == metric, UntouchedWindowRow.role == role)
        await self.session.execute(self.delete(UntouchedWindowRow).where(*mine))
        if rows:
            await self.add(self.insert(UntouchedWindowRow), rows)
