"""The SQL of feedback."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, union_all
from sqlalchemy.sql import ColumnElement

from bot.common.periods import Period
from bot.db.asking import rows_of
from bot.db.repository import ScopedRepository
from bot.features.feedback.models import FeedbackReading, FeedbackRequestRow, FeedbackRow
from bot.features.feedback.rules.access import READERS, FeedbackRole, Record
from bot.features.feedback.rules.content import RequestState

_NAMING = {
    FeedbackRole.author: FeedbackRow.author_id,
    FeedbackRole.about: FeedbackRow.about_id,
    FeedbackRole.asker: FeedbackRow.asker_id,
    FeedbackRole.named: FeedbackRow.named_id,
}
_OTHERS = tuple(role for role in _NAMING if role is not FeedbackRole.author)


def _readable_as(role: FeedbackRole, person_id: str) -> ColumnElement[bool]:
    """Condition for what a person may read in this role, from the table `READERS`."""
    records = [record.name for record in Record if role in READERS[record]]
    return and_(_NAMING[role] == person_id, FeedbackRow.record.in_(records))


class FeedbackRepository(ScopedRepository):
    """Feedback of one workspace, requests for it, and who read it."""

    async def write(self, facts: dict[str, Any]) -> FeedbackRow:
        """Inserts a feedback or note (columns of `FeedbackRow`) and gives its row."""
        found = (await self.add(self.insert(FeedbackRow).returning(FeedbackRow.id), [facts])).scalar_one()
        return await self.session.get_one(FeedbackRow, found)

    async def lock(self, feedback_id: int) -> FeedbackRow | None:
        """The feedback of this id, freshly read and locked until the transaction ends; None without one."""
        return await self.lock_row(FeedbackRow, FeedbackRow.id == feedback_id)

    async def find(self, feedback_id: int) -> FeedbackRow | None:
        """The feedback of this id, without a lock; None where the workspace has none."""
        return await self.find_row(FeedbackRow, FeedbackRow.id == feedback_id)

    async def several(self, feedback_ids: Collection[int]) -> Sequence[FeedbackRow]:
        """The feedback of these ids, in no order; missing ones are left out."""
        return (
            await self.session.scalars(self.select(FeedbackRow).where(FeedbackRow.id.in_(feedback_ids)))
        ).all()

    async def inbox(self, reader_id: str, limit: int, offset: int) -> tuple[Sequence[FeedbackRow], int]:
        """A page of what others wrote and a person may read, the newest first; and the count of all."""
        # Each role by its own index: of an OR, SQLite would look through the whole workspace.
        ids = union_all(
            *(
                self.select(FeedbackRow, FeedbackRow.id).where(_readable_as(role, reader_id))
                for role in _OTHERS
            )
        )
        where = FeedbackRow.id.in_(ids) & (FeedbackRow.author_id != reader_id)
        return await self._page(self.select(FeedbackRow).where(where), limit, offset)

    async def written_by(self, author_id: str, limit: int, offset: int) -> tuple[Sequence[FeedbackRow], int]:
        """A page of what a person wrote, notes too, the newest first; and the count of all."""
        return await self._page(
            self.select(FeedbackRow).where(FeedbackRow.author_id == author_id), limit, offset
        )

    async def _page(self, query: Select[Any], limit: int, offset: int) -> tuple[Sequence[FeedbackRow], int]:
        ordered = (
            query.order_by(FeedbackRow.written_at.desc(), FeedbackRow.id.desc()).limit(limit).offset(offset)
        )
        rows = (await self.session.scalars(ordered)).all()
        return rows, await self.count_with(query, rows, limit, offset)

    async def about(self, person_id: str, reader_id: str, period: Period) -> Sequence[FeedbackRow]:
        """What is written about a person in the period and `reader_id` may read, the oldest first."""
        within = (FeedbackRow.written_at >= period.start) & (FeedbackRow.written_at < period.end)
        readable = or_(*(_readable_as(role, reader_id) for role in _NAMING))
        where = (FeedbackRow.about_id == person_id) & within & readable
        query = self.select(FeedbackRow).where(where).order_by(FeedbackRow.written_at, FeedbackRow.id)
        return (await self.session.scalars(query)).all()

    async def ask(self, rows: Sequence[dict[str, Any]]) -> list[int]:
        """Inserts requests (columns of `FeedbackRequestRow`); their ids, in the order of `rows`."""
        statement = self.insert(FeedbackRequestRow).returning(FeedbackRequestRow.id)
        return [int((await self.add(statement, [row])).scalar_one()) for row in rows]

    async def lock_request(self, request_id: int) -> FeedbackRequestRow | None:
        """The request of this id, freshly read and locked until the end; None without one."""
        return await self.lock_row(FeedbackRequestRow, FeedbackRequestRow.id == request_id)

    async def requests(self, person_id: str, state: str) -> Sequence[FeedbackRequestRow]:
        """Requests in this state that a person asked or was asked, by id."""
        mine = or_(FeedbackRequestRow.asked_id == person_id, FeedbackRequestRow.asker_id == person_id)
        query = self.select(FeedbackRequestRow).where(FeedbackRequestRow.state == state, mine)
        return (await self.session.scalars(query.order_by(FeedbackRequestRow.id))).all()

    @rows_of("feedback asked of")
    def asked_of(self, person_id: str) -> Select[Any]:
        """Open requests for this person's feedback: columns of `FeedbackRequestRow`."""
        return self.select(FeedbackRequestRow, *FeedbackRequestRow.__table__.columns).where(
            FeedbackRequestRow.state == RequestState.open.value, FeedbackRequestRow.asked_id == person_id
        )

    @rows_of("feedback last given")
    def last_given(self, author_id: str, about_ids: Sequence[str]) -> Select[Any]:
        """When this author last wrote something that each of these people reads: `about_id`, `at`."""
        read = [record.name for record in Record if FeedbackRole.about in READERS[record]]
        newest = func.max(FeedbackRow.written_at).label("at")
        query = self.select(FeedbackRow, FeedbackRow.about_id, newest).where(
            FeedbackRow.author_id == author_id,
            FeedbackRow.about_id.in_(about_ids),
            FeedbackRow.record.in_(read),
        )
        return query.group_by(FeedbackRow.about_id)

    async def askers(self, state: str) -> Sequence[str]:
        """Ids of those who have requests in this state, each once."""
        query = self.select(FeedbackRequestRow, FeedbackRequestRow.asker_id).where(
            FeedbackRequestRow.state == state
        )
        return (await self.session.scalars(query.distinct())).all()

    async def readings(self, feedback_id: int) -> dict[str, datetime]:
        """When each reader first read this feedback, by member id."""
        columns = (FeedbackReading.reader_id, FeedbackReading.read_at)
        query = self.select(FeedbackReading, *columns).where(FeedbackReading.feedback_id == feedback_id)
        return {row.reader_id: row.read_at for row in await self.session.execute(query)}

    async def read_of(self, reader_id: str, feedback_ids: Collection[int]) -> frozenset[int]:
        """Which of these feedback ids a person has read."""
        query = self.select(FeedbackReading, FeedbackReading.feedback_id).where(
            FeedbackReading.reader_id == reader_id, FeedbackReading.feedback_id.in_(feedback_ids)
        )
        return frozenset(await self.session.scalars(query))

    async def mark_read(self, feedback_ids: Collection[int], reader_id: str, now: datetime) -> None:
        """Records that a person reads these; only the first time counts.

        Rows are inserted by id, so that two transactions do not deadlock.
        """
        rows = [
            {"feedback_id": each, "reader_id": reader_id, "read_at": now} for each in sorted(feedback_ids)
        ]
        if rows:
            await self.add(self.insert(FeedbackReading).on_conflict_do_nothing(), rows)

    async def readings_of(self, feedback_ids: Collection[int]) -> dict[int, list[tuple[str, datetime]]]:
        """(reader, first time) of these, by feedback id; unread ones are left out."""
        columns = (FeedbackReading.feedback_id, FeedbackReading.reader_id, FeedbackReading.read_at)
        query = self.select(FeedbackReading, *columns).where(FeedbackReading.feedback_id.in_(feedback_ids))
        found: dict[int, list[tuple[str, datetime]]] = {}
        for feedback_id, reader_id, read_at in await self.session.execute(query):
            found.setdefault(feedback_id, []).append((reader_id, read_at))
        return found

    async def read_lately(self, author_id: str, limit: int) -> list[tuple[str, str, datetime]]:
        """(reader, about whom, first time) of what a person wrote, the newest first."""
        columns = (FeedbackReading.reader_id, FeedbackRow.about_id, FeedbackReading.read_at)
        query = self.select(FeedbackReading, *columns).join(
            FeedbackRow, FeedbackRow.id == FeedbackReading.feedback_id
        )
        query = query.where(FeedbackRow.workspace_id == self.workspace_id, FeedbackRow.author_id == author_id)
        rows = await self.session.execute(query.order_by(FeedbackReading.read_at.desc()).limit(limit))
        return [(reader, about, at) for reader, about, at in rows]

    async def all_requests(self, person_id: str) -> Sequence[FeedbackRequestRow]:
        """Every request that a person asked or was asked, in any state, by id."""
        mine = or_(FeedbackRequestRow.asked_id == person_id, FeedbackRequestRow.asker_id == person_id)
        query = self.select(FeedbackRequestRow).where(mine).order_by(FeedbackRequestRow.id)
        return (await self.session.scalars(query)).all()

    async def drop_before(self, at: datetime) -> None:
        """Deletes feedback written and requests asked before this instant, with who read it."""
        old = self.select(FeedbackRow, FeedbackRow.id).where(FeedbackRow.written_at < at)
        statements = (
            self.delete(FeedbackReading).where(FeedbackReading.feedback_id.in_(old)),
            self.delete(FeedbackRow).where(FeedbackRow.written_at < at),
            self.delete(FeedbackRequestRow).where(FeedbackRequestRow.asked_at < at),
        )
        for statement in statements:
            await self.session.execute(statement)
