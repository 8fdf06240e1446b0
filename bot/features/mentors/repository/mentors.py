"""The SQL of offers, places and vetoes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import or_

from bot.db.repository import ScopedRepository
from bot.features.mentors.models import MentorOfferRow, MentorPlaceRow, MentorVetoRow


class MentorRepository(ScopedRepository):
    """What people of the workspace offer, and with whom they are never matched."""

    async def places(self) -> dict[str, MentorPlaceRow]:
        """Rows of places, by the mentor whose they are."""
        return {row.mentor_id: row for row in await self.session.scalars(self.select(MentorPlaceRow))}

    async def lock_place(self, mentor_id: str) -> MentorPlaceRow | None:
        """A mentor's places, locked until the transaction ends; None without any."""
        return await self.lock_row(MentorPlaceRow, MentorPlaceRow.mentor_id == mentor_id)

    async def keep_place(self, mentor_id: str, capacity: int, paused_until: date | None) -> None:
        """Inserts or replaces the places of a mentor."""
        statement = self.insert(MentorPlaceRow)
        same = {name: getattr(statement.excluded, name) for name in ("capacity", "paused_until")}
        statement = statement.on_conflict_do_update(index_elements=["workspace_id", "mentor_id"], set_=same)
        await self.add(
            statement, [{"mentor_id": mentor_id, "capacity": capacity, "paused_until": paused_until}]
        )

    async def offers(self) -> Sequence[MentorOfferRow]:
        """All offers, by mentor and skill."""
        row = MentorOfferRow
        return (await self.session.scalars(self.select(row).order_by(row.mentor_id, row.skill))).all()

    async def offer(self, mentor_id: str, skill: str) -> None:
        """Adds an offer; one that is there stays."""
        statement = self.insert(MentorOfferRow).on_conflict_do_nothing()
        await self.add(statement, [{"mentor_id": mentor_id, "skill": skill}])

    async def withdraw(self, mentor_id: str, skill: str | None = None) -> bool:
        """Drops one's offer of a skill (None: all); False where there was none."""
        statement = self.delete(MentorOfferRow).where(MentorOfferRow.mentor_id == mentor_id)
        if skill is not None:
            statement = statement.where(MentorOfferRow.skill == skill)
        return bool((await self.session.scalars(statement.returning(MentorOfferRow.skill))).all())

    async def veto(self, author_id: str, other_id: str) -> None:
        """Adds a veto; one that is there stays."""
        rows = [{"author_id": author_id, "other_id": other_id}]
        await self.add(self.insert(MentorVetoRow).on_conflict_do_nothing(), rows)

    async def unveto(self, author_id: str, other_id: str) -> None:
        """Drops the veto of an author, if there is one."""
        row = MentorVetoRow
        await self.session.execute(
            self.delete(row).where(row.author_id == author_id, row.other_id == other_id)
        )

    async def vetoes_by(self, author_id: str) -> Sequence[str]:
        """With whom somebody is never matched, by their own word."""
        row = MentorVetoRow
        query = self.select(row, row.other_id).where(row.author_id == author_id)
        return (await self.session.scalars(query.order_by(row.other_id))).all()

    async def vetoed_pairs(self) -> set[frozenset[str]]:
        """Pairs of which either has a veto: for the assignment alone, told to nobody."""
        row = MentorVetoRow
        return {
            frozenset(map(str, pair))
            for pair in await self.session.execute(self.select(row, row.author_id, row.other_id))
        }

    async def is_vetoed(self, one_id: str, other_id: str) -> bool:
        """Whether either of two has a veto."""
        row = MentorVetoRow
        ways = [
            (row.author_id == a) & (row.other_id == b) for a, b in ((one_id, other_id), (other_id, one_id))
        ]
        query: Any = self.select(row, row.author_id).where(or_(*ways)).limit(1)
        return await self.session.scalar(query) is not None
