"""The SQL of resources and of how useful they were found."""

import random
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import case, func

from bot.db.repository import ScopedRepository
from bot.features.library.models import ResourceRow, ResourceVote, ResourceVoter
from bot.features.library.rules.facts import Usefulness


class ResourceRepository(ScopedRepository):
    """Resources and votes of the workspace."""

    async def add_resource(self, facts: dict[str, Any]) -> int | None:
        """Inserts a resource and gives its id; None where its address is offered already."""
        statement = self.insert(ResourceRow).on_conflict_do_nothing().returning(ResourceRow.id)
        return (await self.add(statement, [facts])).scalar_one_or_none()

    async def count_offered(self) -> int:
        """How many resources are offered."""
        return await self.count(
            self.select(ResourceRow, ResourceRow.id).where(ResourceRow.retired_at.is_(None))
        )

    async def find(self, resource_id: int) -> ResourceRow | None:
        """The resource of this id, retired or not; None without one."""
        return await self.find_row(ResourceRow, ResourceRow.id == resource_id)

    async def lock(self, resource_id: int) -> ResourceRow | None:
        """The resource, locked until the transaction ends; None without one."""
        return await self.lock_row(ResourceRow, ResourceRow.id == resource_id)

    async def with_address(self, url: str) -> int | None:
        """The id of the offered resource with this address; None without one."""
        row = ResourceRow
        query = self.select(row, row.id).where(row.url == url, row.retired_at.is_(None))
        found: int | None = await self.session.scalar(query)
        return found

    async def offered(
        self, skills: Collection[str] | None = None, confirmed_since: datetime | None = None
    ) -> Sequence[ResourceRow]:
        """What is offered, of these skills (None: of all), by id; only what was confirmed since then."""
        row = ResourceRow
        query = self.select(row).where(row.retired_at.is_(None))
        if skills is not None:
            query = query.where(row.skill.in_(skills))
        if confirmed_since is not None:
            query = query.where(row.confirmed_at > confirmed_since)
        return (await self.session.scalars(query.order_by(row.id))).all()

    async def of_ids(self, ids: Collection[int]) -> dict[int, ResourceRow]:
        """Resources by id, retired ones too; missing ones are left out."""
        rows = await self.session.scalars(self.select(ResourceRow).where(ResourceRow.id.in_(ids)))
        return {row.id: row for row in rows}

    async def added_by(self, author_id: str) -> Sequence[ResourceRow]:
        """Everything that somebody added, by id."""
        query = self.select(ResourceRow).where(ResourceRow.author_id == author_id)
        return (await self.session.scalars(query.order_by(ResourceRow.id))).all()

    async def mark_voter(self, resource_id: int, person_id: str) -> bool:
        """Records that somebody has said how useful it was; False where they had before."""
        statement = self.insert(ResourceVoter).on_conflict_do_nothing().returning(ResourceVoter.resource_id)
        rows = [{"resource_id": resource_id, "person_id": person_id}]
        return (await self.add(statement, rows)).scalar_one_or_none() is not None

    async def voted_by(self, person_id: str, resource_ids: Collection[int]) -> set[int]:
        """Of which of these resources somebody has said how useful they were."""
        voter = ResourceVoter
        query = self.select(voter, voter.resource_id).where(
            voter.person_id == person_id, voter.resource_id.in_(resource_ids)
        )
        return set(await self.session.scalars(query))

    async def add_vote(self, resource_id: int, vote: Usefulness) -> None:
        """Adds a vote by writing all of that resource anew, shuffled, under new ids."""
        query = self.select(ResourceVote, ResourceVote.vote).where(ResourceVote.resource_id == resource_id)
        everything = [*(await self.session.scalars(query)), vote.value]
        random.SystemRandom().shuffle(everything)
        await self.session.execute(self.delete(ResourceVote).where(ResourceVote.resource_id == resource_id))
        rows = [{"id": token_hex(16), "resource_id": resource_id, "vote": each} for each in everything]
        await self.add(self.insert(ResourceVote), rows)

    async def votes(self) -> dict[int, Counter[str]]:
        """How many said `useful`, and how many said anything (`all`), by resource."""
        is_useful = case((ResourceVote.vote == Usefulness.useful.value, 1), else_=0)
        query = self.select(ResourceVote, ResourceVote.resource_id, func.sum(is_useful), func.count())
        rows = await self.session.execute(query.group_by(ResourceVote.resource_id))
        return {of: Counter({"useful": int(useful), "all": total}) for of, useful, total in rows}
