"""One short transaction per deed, bound to one workspace; nobody else commits."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field

from sqlalchemy import Table
from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from bot.db.base import Base
from bot.db.line import Line


@dataclass
class Transaction:
    """An open transaction. `topics` names what the process hears of once the rows are really there."""

    session: AsyncSession
    workspace_id: str
    topics: set[str] = field(default_factory=set)

    def insert(self, model: type[Base]) -> SqliteInsert | PostgresInsert:
        """An INSERT of the dialect in use: both know ON CONFLICT and RETURNING. Core, not ORM: it is hot."""
        postgres = self.session.get_bind().dialect.name == "postgresql"
        return postgres_insert(_table(model)) if postgres else sqlite_insert(_table(model))


class Database:
    """Opens transactions on one engine."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._writing = async_sessionmaker(engine, expire_on_commit=False)
        self._reading = async_sessionmaker(engine.execution_options(reading=True), expire_on_commit=False)
        self._line = Line() if engine.dialect.name == "sqlite" else None
        self._subscribers: dict[str, list[Callable[[], None]]] = {}

    def subscribe(self, topic: str, tell: Callable[[], None]) -> None:
        """Call `tell` after each commit of this process that touched `topic`."""
        self._subscribers.setdefault(topic, []).append(tell)

    @asynccontextmanager
    async def transaction(self, workspace_id: str) -> AsyncIterator[Transaction]:
        """Write for one workspace: committed on leaving, rolled back when an error leaves."""
        turn = self._line.person() if self._line else nullcontext()
        async with turn, self._writing() as session, session.begin():
            transaction = Transaction(session, workspace_id)
            yield transaction
        for topic in transaction.topics:
            for tell in self._subscribers.get(topic, []):
                tell()

    @asynccontextmanager
    async def reading(self, workspace_id: str) -> AsyncIterator[Transaction]:
        """Read for one workspace; on SQLite this never waits for a writer."""
        async with self._reading() as session:
            yield Transaction(session, workspace_id)

    @asynccontextmanager
    async def system(self) -> AsyncIterator[AsyncSession]:
        """A write transaction over all workspaces, for the outbox and for housekeeping only."""
        turn = self._line.machinery() if self._line else nullcontext()
        async with turn, self._writing() as session, session.begin():
            yield session

    async def close(self) -> None:
        """Give all connections back."""
        await self.engine.dispose()


def _table(model: type[Base]) -> Table:
    table = model.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{model.__name__} has no table of its own")
    return table
