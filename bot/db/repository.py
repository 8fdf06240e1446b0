"""The base of every feature's repository: no statement leaves it without its workspace."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Delete, Insert, Result, Select, Update, delete, func, select, update
from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.memory import Memory
from bot.db.base import Base
from bot.db.lists import read_lists
from bot.db.transaction import Transaction

_Row = TypeVar("_Row", bound=Base)


class ScopedRepository:
    """Statements over tables with a `workspace_id`, bound to the transaction's workspace."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    @property
    def session(self) -> AsyncSession:
        """The open session of the transaction."""
        return self._transaction.session

    @property
    def workspace_id(self) -> str:
        """The only workspace that this repository can see."""
        return self._transaction.workspace_id

    @property
    def memory(self) -> Memory:
        """What the transaction remembers until it ends."""
        return self._transaction.memory

    def select(self, model: type[Base], *columns: Any) -> Select[Any]:
        """SELECT of the model (or `columns` of it) within the workspace."""
        return select(*(columns or (model,))).where(_workspace(model) == self.workspace_id)

    async def find_row(self, model: type[_Row], *conditions: ColumnElement[bool]) -> _Row | None:
        """The row of the workspace that meets these conditions, of which there is at most one."""
        return (await self.session.scalars(self.select(model).where(*conditions))).one_or_none()

    async def lock_row(self, model: type[_Row], *conditions: ColumnElement[bool]) -> _Row | None:
        """That row as it is now, which no other transaction can change until this one ends."""
        query = self.select(model).where(*conditions).with_for_update()
        found = await self.session.scalars(query.execution_options(populate_existing=True))
        return found.one_or_none()

    def update(self, model: type[Base]) -> Update:
        """UPDATE of the model's rows within the workspace."""
        return update(model).where(_workspace(model) == self.workspace_id)

    def delete(self, model: type[Base]) -> Delete:
        """DELETE of the model's rows within the workspace."""
        return delete(model).where(_workspace(model) == self.workspace_id)

    def insert(self, model: type[Base]) -> SqliteInsert | PostgresInsert:
        """An INSERT to hand to `add`; it takes `on_conflict_do_...` and `returning`."""
        return self._transaction.insert(model)

    async def change(self, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
        """UPDATE by primary key of rows that this repository has read, so the workspace's own."""
        if rows:
            await self.session.execute(update(model), rows)

    async def count(self, query: Select[Any]) -> int:
        """How many rows a query has, its limit and offset included."""
        return int(await self.session.scalar(select(func.count()).select_from(query.subquery())) or 0)

    async def count_with(self, query: Select[Any], rows: Sequence[Any], limit: int, offset: int) -> int:
        """How many rows a query has, of which these are a page; asked only where the page does not tell."""
        is_last = len(rows) < limit and (rows or not offset)
        return offset + len(rows) if is_last else await self.count(query)

    async def lists(self, *queries: Select[Any]) -> list[list[Any]]:
        """The rows of each query, in no order, read in one statement; columns are attributes, by name."""
        return await read_lists(self.session, queries)

    async def add(self, statement: Insert, rows: Sequence[Mapping[str, Any]]) -> Result[Any]:
        """Executes an INSERT with these rows (values by column), which become the workspace's own.

        The rows travel beside the statement, so that its SQL is built once and cached.
        """
        owned = [{**row, "workspace_id": self.workspace_id} for row in rows]
        return await self.session.execute(statement, owned)


def _workspace(model: type[Base]) -> Any:
    return model.__table__.c.workspace_id
