"""The SQL of plays and of what their users say."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_

from bot.db.repository import ScopedRepository
from bot.features.plays.models import PlayPostRow, PlayRow, PlayTruthRow, PlayUseRow
from bot.features.plays.rules.facts import PlayState


class PlayRepository(ScopedRepository):
    """Plays, uses and nods of the workspace."""

    async def write(self, facts: dict[str, Any]) -> PlayRow:
        """Inserts a play and gives its row."""
        statement = self.insert(PlayRow).returning(PlayRow.id)
        found = (await self.add(statement, [facts])).scalar_one()
        return await self.session.get_one(PlayRow, found)

    async def find(self, play_id: int) -> PlayRow | None:
        """The play of this id; None without one."""
        return await self.find_row(PlayRow, PlayRow.id == play_id)

    async def lock(self, play_id: int) -> PlayRow | None:
        """The play, locked until the transaction ends; None without one."""
        return await self.lock_row(PlayRow, PlayRow.id == play_id)

    async def written_by(self, author_id: str) -> Sequence[PlayRow]:
        """Everything that somebody wrote, by id."""
        query = self.select(PlayRow).where(PlayRow.author_id == author_id)
        return (await self.session.scalars(query.order_by(PlayRow.id))).all()

    async def use(self, facts: dict[str, Any]) -> bool:
        """Records that a play was used on a deal; False where that was said of this deal."""
        statement = self.insert(PlayUseRow).on_conflict_do_nothing().returning(PlayUseRow.play_id)
        return (await self.add(statement, [facts])).scalar_one_or_none() is not None

    async def uses(self, play_ids: Collection[int]) -> Sequence[PlayUseRow]:
        """All uses of these plays."""
        row = PlayUseRow
        query = self.select(row).where(row.play_id.in_(play_ids))
        return (await self.session.scalars(query.order_by(row.play_id, row.deal_id))).all()

    async def used_by(self, user_id: str) -> Sequence[Any]:
        """Uses of somebody: (use, title of the play)."""
        row = PlayUseRow
        query = self.select(row, row, PlayRow.title).join(PlayRow, PlayRow.id == row.play_id)
        found = await self.session.execute(query.where(row.user_id == user_id).order_by(row.day, row.play_id))
        return list(found)

    async def has_used(self, play_id: int, user_id: str) -> bool:
        """Whether somebody has used a play."""
        row = PlayUseRow
        query = self.select(row, row.play_id).where(row.play_id == play_id, row.user_id == user_id)
        return await self.session.scalar(query.limit(1)) is not None

    async def nod(self, play_id: int, user_id: str, at: datetime) -> None:
        """Records that a user says that a play is still true."""
        statement = self.insert(PlayTruthRow)
        keys = ["workspace_id", "play_id", "user_id"]
        statement = statement.on_conflict_do_update(index_elements=keys, set_={"at": statement.excluded.at})
        await self.add(statement, [{"play_id": play_id, "user_id": user_id, "at": at}])

    async def nods_since(self, play_id: int, at: datetime) -> int:
        """How many users have said so since then."""
        row = PlayTruthRow
        return await self.count(self.select(row, row.user_id).where(row.play_id == play_id, row.at > at))

    async def unused_since(self, at: datetime) -> Sequence[PlayRow]:
        """Shared plays that were neither confirmed nor used since then, by id."""
        row = PlayRow
        query = self.select(row).where(
            row.state == PlayState.shared.value,
            row.confirmed_at <= at,
            or_(row.used_on.is_(None), row.used_on <= at.date()),
        )
        return (await self.session.scalars(query.order_by(row.id))).all()

    async def best_for(self, skills: Collection[str], fresh_since: datetime, most: int) -> Sequence[PlayRow]:
        """Shared plays of these skills that are not stale: the most used first, then the newest."""
        row, use = PlayRow, PlayUseRow
        counted = self.select(use, use.play_id, func.count().label("times")).group_by(use.play_id).subquery()
        query = self.select(row).outerjoin(counted, counted.c.play_id == row.id)
        query = query.where(
            row.state == PlayState.shared.value,
            row.skill.in_(skills),
            or_(row.confirmed_at > fresh_since, row.used_on > fresh_since.date()),
        )
        order = (func.coalesce(counted.c.times, 0).desc(), row.confirmed_at.desc(), row.id.desc())
        return (await self.session.scalars(query.order_by(*order).limit(most))).all()

    async def newest_unposted(self, channel_id: str) -> PlayRow | None:
        """The newest shared play with a use that did not stand in this channel yet; None without one."""
        row, use, post = PlayRow, PlayUseRow, PlayPostRow
        used = self.select(use, use.play_id)
        posted = self.select(post, post.play_id).where(post.channel_id == channel_id)
        query = self.select(row).where(
            row.state == PlayState.shared.value, row.id.in_(used), row.id.not_in(posted)
        )
        found: PlayRow | None = await self.session.scalar(query.order_by(row.id.desc()).limit(1))
        return found

    async def post(self, play_id: int, channel_id: str, at: datetime) -> None:
        """Records that a play stands in a channel."""
        rows = [{"play_id": play_id, "channel_id": channel_id, "at": at}]
        await self.add(self.insert(PlayPostRow).on_conflict_do_nothing(), rows)

    async def drop_before(self, at: datetime, day: date) -> None:
        """Deletes drafts and archived plays that nobody has touched since then, and uses of before.

        What was said of a play goes with it.
        """
        row = PlayRow
        is_unused = or_(row.used_on.is_(None), row.used_on < day)
        gone = (row.state != PlayState.shared.value, row.confirmed_at < at, is_unused)
        old = self.select(row, row.id).where(*gone)
        for each in (PlayUseRow, PlayTruthRow, PlayPostRow):
            await self.session.execute(self.delete(each).where(each.play_id.in_(old)))
        await self.session.execute(self.delete(row).where(*gone))
        await self.session.execute(self.delete(PlayUseRow).where(PlayUseRow.day < day))
