"""The SQL of boards."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.db.repository import ScopedRepository
from bot.features.leaderboards.models import BoardOptOut, BoardRules, BoardWeight, PostedBoard, TeamBoard


class BoardRepository(ScopedRepository):
    """Opt-outs, choices, weights, and the boards that were posted."""

    async def hidden(self) -> frozenset[str]:
        """Those who are not named."""
        return frozenset(await self.session.scalars(self.select(BoardOptOut, BoardOptOut.member_id)))

    async def hide(self, member_id: str, now: datetime) -> None:
        """Somebody is not named from now on."""
        statement = self.insert(BoardOptOut).on_conflict_do_nothing()
        await self.add(statement, [{"member_id": member_id, "since": now}])

    async def show(self, member_id: str) -> None:
        """Somebody is named again."""
        await self.session.execute(self.delete(BoardOptOut).where(BoardOptOut.member_id == member_id))

    async def team_boards(self) -> dict[int, TeamBoard]:
        """What the managers of teams chose, by the team's id."""
        return {row.team_id: row for row in await self.session.scalars(self.select(TeamBoard))}

    async def choose(self, facts: dict[str, Any]) -> None:
        """What is posted in a team's channel."""
        insert = self.insert(TeamBoard)
        keys = [TeamBoard.workspace_id, TeamBoard.team_id]
        same = {name: value for name, value in facts.items() if name != "team_id"}
        await self.add(insert.on_conflict_do_update(index_elements=keys, set_=same), [facts])

    async def rules(self) -> BoardRules | None:
        """What the company decided."""
        return await self.find_row(BoardRules)

    async def weights(self) -> Sequence[BoardWeight]:
        """The parts of the combined score, in their order."""
        return (await self.session.scalars(self.select(BoardWeight).order_by(BoardWeight.place))).all()

    async def decide(self, facts: dict[str, Any], weights: Sequence[dict[str, Any]]) -> None:
        """Keep what the company decided, and exactly these parts of the combined score."""
        insert = self.insert(BoardRules)
        statement = insert.on_conflict_do_update(index_elements=[BoardRules.workspace_id], set_=facts)
        await self.add(statement, [facts])
        await self.session.execute(self.delete(BoardWeight))
        if weights:
            await self.add(self.insert(BoardWeight), weights)

    async def keep_posted(self, rows: Sequence[dict[str, Any]]) -> None:
        """Boards that are posted."""
        if rows:
            await self.add(self.insert(PostedBoard), rows)

    async def unchecked(self, since: datetime, before: datetime) -> Sequence[PostedBoard]:
        """Boards posted after `since`, and not compared with the books after `before`."""
        query = self.select(PostedBoard).where(
            PostedBoard.posted_at >= since, PostedBoard.checked_at <= before
        )
        return (await self.session.scalars(query.order_by(PostedBoard.id))).all()

    async def lock_posted(self, dedupe_key: str) -> Sequence[PostedBoard]:
        """The boards of one message, for this transaction alone."""
        query = self.select(PostedBoard).where(PostedBoard.dedupe_key == dedupe_key)
        return (await self.session.scalars(query.order_by(PostedBoard.id).with_for_update())).all()
