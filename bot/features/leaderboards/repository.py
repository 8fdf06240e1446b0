"""The SQL of opt-outs, weekly boards and posted boards."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select

from bot.db.asking import rows_of
from bot.db.repository import ScopedRepository
from bot.features.leaderboards.models import BoardOptOut, BoardWeight, PostedBoard, TeamBoard


class BoardRepository(ScopedRepository):
    """Opt-outs, weekly boards of teams, weights of the combined score, and posted boards."""

    @rows_of("hidden on boards")
    def hidden(self) -> Select[Any]:
        """The members who opted out of being named: `member_id`."""
        return self.select(BoardOptOut, BoardOptOut.member_id)

    async def hide(self, member_id: str, now: datetime) -> None:
        """Records the opt-out; nothing changes when the member has one already."""
        statement = self.insert(BoardOptOut).on_conflict_do_nothing()
        await self.add(statement, [{"member_id": member_id, "since": now}])

    async def show(self, member_id: str) -> None:
        """Removes the opt-out; nothing changes without one."""
        await self.session.execute(self.delete(BoardOptOut).where(BoardOptOut.member_id == member_id))

    async def team_boards(self) -> dict[int, TeamBoard]:
        """The weekly boards that were chosen, by team id; teams on the default are missing."""
        return {row.team_id: row for row in await self.session.scalars(self.select(TeamBoard))}

    async def choose(self, facts: dict[str, Any]) -> None:
        """Inserts or replaces a team's weekly board.

        `facts` are the columns of `TeamBoard`, `team_id` the key.
        """
        insert = self.insert(TeamBoard)
        keys = [TeamBoard.workspace_id, TeamBoard.team_id]
        same = {name: value for name, value in facts.items() if name != "team_id"}
        await self.add(insert.on_conflict_do_update(index_elements=keys, set_=same), [facts])

    async def weights(self) -> Sequence[BoardWeight]:
        """The parts of the combined score, by `place`; empty on the default."""
        return (await self.session.scalars(self.select(BoardWeight).order_by(BoardWeight.place))).all()

    async def keep_weights(self, weights: Sequence[dict[str, Any]]) -> None:
        """Replaces all parts of the combined score."""
        await self.session.execute(self.delete(BoardWeight))
        if weights:
            await self.add(self.insert(BoardWeight), weights)

    async def keep_posted(self, rows: Sequence[dict[str, Any]]) -> None:
        """Inserts boards that are posted now; `rows` are columns of `PostedBoard`."""
        if rows:
            await self.add(self.insert(PostedBoard), rows)

    async def last_posted(self, spec: str) -> list[Any] | None:
        """The rows with which the board of this spec was last posted; None when it never was."""
        query = self.select(PostedBoard, PostedBoard.rows).where(PostedBoard.spec == spec)
        found: list[Any] | None = await self.session.scalar(query.order_by(PostedBoard.id.desc()).limit(1))
        return found

    async def unchecked(self, since: datetime, before: datetime) -> Sequence[PostedBoard]:
        """Boards posted since `since` and last compared with the ledger by `before`, oldest first."""
        query = self.select(PostedBoard).where(
            PostedBoard.posted_at >= since, PostedBoard.checked_at <= before
        )
        return (await self.session.scalars(query.order_by(PostedBoard.id))).all()

    async def lock_posted(self, dedupe_key: str) -> Sequence[PostedBoard]:
        """The boards of one posted message, oldest first, locked until the transaction ends."""
        query = self.select(PostedBoard).where(PostedBoard.dedupe_key == dedupe_key)
        return (await self.session.scalars(query.order_by(PostedBoard.id).with_for_update())).all()
