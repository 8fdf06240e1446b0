"""The SQL of records that wait for an answer."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func

from bot.db.asking import rows_of
from bot.db.repository import ScopedRepository
from bot.features.imports.models.waiting import LaterWin, ParkedRow, ReplacedParkedRow, TwinAnswer

# Databases take some thousands of values in one statement.
CHUNK = 500


class ParkedRepository(ScopedRepository):
    """Records of one workspace that wait for an answer."""

    async def parked(self, source: str, kind: str, ids: Sequence[str]) -> dict[str, ParkedRow]:
        """The records of this kind that wait, of those with these ids, by id."""
        found: dict[str, ParkedRow] = {}
        query = self.select(ParkedRow).where(ParkedRow.source == source, ParkedRow.kind == kind)
        for start in range(0, len(ids), CHUNK):
            part = query.where(ParkedRow.external_id.in_(ids[start : start + CHUNK]))
            found.update({row.external_id: row for row in await self.session.scalars(part)})
        return found

    async def parked_count(self, source: str) -> int:
        """How many records of this source wait."""
        return await self.count(self.select(ParkedRow, ParkedRow.kind).where(ParkedRow.source == source))

    async def waiting_for(self, why: str, kind: str) -> int:
        """How many records of this kind wait for this reason."""
        query = self.select(ParkedRow, ParkedRow.kind)
        return await self.count(query.where(ParkedRow.why == why, ParkedRow.kind == kind))

    async def all_parked(self) -> Sequence[ParkedRow]:
        """All records that wait, in the order in which they came."""
        query = self.select(ParkedRow)
        query = query.order_by(ParkedRow.first_at, ParkedRow.source, ParkedRow.kind, ParkedRow.external_id)
        return (await self.session.scalars(query)).all()

    async def keep_parked(self, rows: Sequence[dict[str, Any]]) -> None:
        """Inserts records that wait, or replaces what they were; `first_at` stays."""
        if rows:
            insert = self.insert(ParkedRow)
            keys = [ParkedRow.workspace_id, ParkedRow.source, ParkedRow.kind, ParkedRow.external_id]
            names = ("source_at", "record", "why", "ref", "origin", "keeper_id", "seen_at")
            newer = {name: insert.excluded[name] for name in names}
            await self.add(insert.on_conflict_do_update(index_elements=keys, set_=newer), rows)

    async def unpark(self, source: str, kind: str, ids: Collection[str]) -> None:
        """Deletes the records of this kind with these ids: they wait no longer."""
        query = self.delete(ParkedRow).where(ParkedRow.source == source, ParkedRow.kind == kind)
        listed = list(ids)
        for start in range(0, len(listed), CHUNK):
            part = query.where(ParkedRow.external_id.in_(listed[start : start + CHUNK]))
            await self.session.execute(part.execution_options(synchronize_session="fetch"))

    async def parked_for(self, why: str, refs: Collection[str]) -> Sequence[ParkedRow]:
        """The records that wait for these answers, locked, in the order in which they came."""
        query = self.select(ParkedRow).where(ParkedRow.why == why, ParkedRow.ref.in_(refs))
        query = query.order_by(ParkedRow.first_at, ParkedRow.source, ParkedRow.kind, ParkedRow.external_id)
        locked = query.with_for_update().execution_options(populate_existing=True)
        return (await self.session.scalars(locked)).all()

    async def replaced(
        self, source: str, keys: Collection[tuple[str, str]] | None = None
    ) -> Sequence[ReplacedParkedRow]:
        """What files of this source replaced, as it came; `keys`: of these records (kind and id) only."""
        query = self.select(ReplacedParkedRow).where(ReplacedParkedRow.source == source)
        query = query.order_by(ReplacedParkedRow.id)
        if keys is None:
            return (await self.session.scalars(query)).all()
        ids, found = sorted({external_id for _, external_id in keys}), list[ReplacedParkedRow]()
        for start in range(0, len(ids), CHUNK):
            part = query.where(ReplacedParkedRow.external_id.in_(ids[start : start + CHUNK]))
            found += (await self.session.scalars(part)).all()
        return [row for row in found if (row.kind, row.external_id) in keys]

    async def replaced_from(self, origin: str) -> bool:
        """Whether something that this file told was replaced by another file."""
        query = self.select(ReplacedParkedRow, ReplacedParkedRow.id).where(ReplacedParkedRow.origin == origin)
        return await self.session.scalar(query.limit(1)) is not None

    async def keep_replaced(self, rows: Sequence[dict[str, Any]]) -> None:
        """Inserts what files replaced."""
        if rows:
            await self.add(self.insert(ReplacedParkedRow), rows)

    async def parked_from(self, origin: str) -> Sequence[ParkedRow]:
        """The records of this file or message that wait, locked."""
        query = self.select(ParkedRow).where(ParkedRow.origin == origin)
        locked = query.with_for_update().execution_options(populate_existing=True)
        return (await self.session.scalars(locked)).all()

    async def next_parked(self, why: str, most: int) -> Sequence[ParkedRow]:
        """The first records of one source with this reason, locked."""
        first = self.select(ParkedRow, ParkedRow.source).where(ParkedRow.why == why).limit(1)
        source = await self.session.scalar(first.order_by(ParkedRow.source))
        query = self.select(ParkedRow).where(ParkedRow.why == why, ParkedRow.source == source).limit(most)
        query = query.order_by(ParkedRow.first_at, ParkedRow.kind, ParkedRow.external_id)
        locked = query.with_for_update().execution_options(populate_existing=True)
        return (await self.session.scalars(locked)).all() if source else []

    async def answer_parked(self, why: str, refs: Collection[str], answered: str, source: str) -> int:
        """Gives what waits for these answers the reason `answered`, and how many that are.

        `source` "": of every source.
        """
        query = self.update(ParkedRow).where(ParkedRow.why == why, ParkedRow.ref.in_(refs))
        if source:
            query = query.where(ParkedRow.source == source)
        changed = await self.session.execute(query.values(why=answered).returning(ParkedRow.ref))
        return len(changed.all())

    @rows_of("parked groups")
    def parked_groups(self) -> Select[Any]:
        """What waits, by `why`: columns of `ParkedGroup`."""
        columns = (ParkedRow.source, ParkedRow.ref, ParkedRow.keeper_id)
        query = self.select(ParkedRow, ParkedRow.why, *columns, func.count().label("rows"))
        return query.group_by(ParkedRow.why, *columns)

    async def later_said(self, source: str, ids: Sequence[str]) -> dict[tuple[str, date], bool]:
        """Whether days far ahead are right, by id and day, for those of these deals of which it was said."""
        found: dict[tuple[str, date], bool] = {}
        query = self.select(LaterWin, LaterWin.external_id, LaterWin.closed_on, LaterWin.is_right)
        for start in range(0, len(ids), CHUNK):
            part = query.where(
                LaterWin.source == source, LaterWin.external_id.in_(ids[start : start + CHUNK])
            )
            rows = await self.session.execute(part)
            found.update({(row.external_id, row.closed_on): row.is_right for row in rows})
        return found

    async def say_later(self, rows: Sequence[dict[str, Any]]) -> None:
        """Stores what was said of days far ahead (columns of `LaterWin`); the last word counts."""
        if rows:
            insert = self.insert(LaterWin)
            keys = [LaterWin.workspace_id, LaterWin.source, LaterWin.external_id, LaterWin.closed_on]
            newer = {name: insert.excluded[name] for name in ("is_right", "said_at")}
            await self.add(insert.on_conflict_do_update(index_elements=keys, set_=newer), rows)

    async def twin_answers(self) -> Sequence[Any]:
        """What was said of all deals that two sources tell, by their names: columns of `TwinAnswer`."""
        query = self.select(TwinAnswer, *TwinAnswer.__table__.columns)
        query = query.order_by(TwinAnswer.source, TwinAnswer.other_source)
        found: Sequence[Any] = (await self.session.execute(query)).all()
        return found

    async def twins_said(self, source: str) -> dict[str, bool]:
        """Whether what seems to be a deal of another source is the same, by that source; as was said."""
        query = self.select(TwinAnswer, TwinAnswer.other_source, TwinAnswer.is_same)
        return dict(map(tuple, await self.session.execute(query.where(TwinAnswer.source == source))))

    async def say_twins(self, facts: dict[str, Any]) -> None:
        """Stores what was said of two sources (columns of `TwinAnswer`); the last word counts."""
        insert = self.insert(TwinAnswer)
        keys = [TwinAnswer.workspace_id, TwinAnswer.source, TwinAnswer.other_source]
        newer = {name: insert.excluded[name] for name in ("is_same", "said_by", "said_at")}
        await self.add(insert.on_conflict_do_update(index_elements=keys, set_=newer), [facts])

    async def unsay_twins(self, source: str, other_source: str) -> None:
        """Deletes what was said of these two sources."""
        said = self.delete(TwinAnswer).where(
            TwinAnswer.source == source, TwinAnswer.other_source == other_source
        )
        await self.session.execute(said)
