"""The SQL of votes on talks: nothing leads from a vote to its talk, its day or its voter."""

import random
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from secrets import token_hex

from sqlalchemy import func

from bot.db.repository import ScopedRepository
from bot.features.coaching.models.talks import TalkVote, TalkVoter


class TalkVoteRepository(ScopedRepository):
    """Votes and voters of the workspace."""

    async def mark_voter(self, talk_id: int, person_id: str) -> bool:
        """Records that somebody has said it; False where they had before."""
        statement = self.insert(TalkVoter).on_conflict_do_nothing().returning(TalkVoter.talk_id)
        rows = [{"talk_id": talk_id, "person_id": person_id}]
        return (await self.add(statement, rows)).scalar_one_or_none() is not None

    async def has_voted(self, talk_id: int, person_id: str) -> bool:
        """Whether somebody has said of this talk how useful it was."""
        query = self.select(TalkVoter, TalkVoter.talk_id)
        query = query.where(TalkVoter.talk_id == talk_id, TalkVoter.person_id == person_id)
        return await self.session.scalar(query) is not None

    async def count_voters(self, talk_ids: Collection[int]) -> int:
        """How many people voted on any of these talks."""
        query = self.select(TalkVoter, func.count(func.distinct(TalkVoter.person_id)))
        return int(await self.session.scalar(query.where(TalkVoter.talk_id.in_(talk_ids))) or 0)

    async def votes(self, manager_id: str, begins: date) -> Sequence[str]:
        """All votes of a manager's quarter, ordered by random ids."""
        query = self.select(TalkVote, TalkVote.vote).where(
            TalkVote.manager_id == manager_id, TalkVote.begins == begins
        )
        return (await self.session.scalars(query.order_by(TalkVote.id))).all()

    async def add_votes(self, manager_id: str, begins: date, votes: Sequence[str]) -> None:
        """Adds votes by writing all of that quarter anew, shuffled, under new ids."""
        everything = [*await self.votes(manager_id, begins), *votes]
        random.SystemRandom().shuffle(everything)
        mine = (TalkVote.manager_id == manager_id, TalkVote.begins == begins)
        await self.session.execute(self.delete(TalkVote).where(*mine))
        rows = [
            {"id": token_hex(16), "manager_id": manager_id, "begins": begins, "vote": each}
            for each in everything
        ]
        await self.add(self.insert(TalkVote), rows)

    async def counted(self, manager_id: str, begins: date) -> Counter[str]:
        """How often each vote was given in a manager's quarter."""
        return Counter(await self.votes(manager_id, begins))
