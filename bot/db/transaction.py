"""One short transaction per use case, bound to one workspace; nobody else commits."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Hashable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Table
from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from bot.common.commit_gate import CommitGate
from bot.common.errors import Unavailable
from bot.common.memory import Memory, Remembered
from bot.db.base import Base
from bot.db.diagnosis import reason_of, takes_no_writes
from bot.db.open_file import open_file
from bot.db.write_lock import WriteLock

_T = TypeVar("_T")
_K = TypeVar("_K", bound=Hashable)


@dataclass
class Transaction:
    """An open transaction. `news` are items by topic for subscribers: see `Database.subscribe`.

    `memory` is what it has read and may need again. `is_reading`: nothing is written in it.
    """

    session: AsyncSession
    workspace_id: str
    news: dict[str, list[Any]] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)
    is_reading: bool = False

    def tell(self, topic: str, *items: Any) -> None:
        """Lets those who listen to `topic` hear of `items` when this transaction is committed."""
        self.news.setdefault(topic, []).extend(items)

    async def each(
        self,
        kind: Remembered[_T],
        keys: Collection[_K],
        load: Callable[[Collection[_K]], Awaitable[Mapping[_K, _T]]],
    ) -> Mapping[_K, _T]:
        """As `Memory.each`, for facts that many write: remembered only where nothing is written."""
        return await (self.memory.each(kind, keys, load) if self.is_reading else load(keys))

    def insert(self, model: type[Base]) -> SqliteInsert | PostgresInsert:
        """An INSERT of the dialect in use: both know ON CONFLICT and RETURNING. Core, not ORM: it is hot."""
        postgres = self.session.get_bind().dialect.name == "postgresql"
        return postgres_insert(_table(model)) if postgres else sqlite_insert(_table(model))


BUSY = "I have too much to do at the moment, and did nothing with this. Try again in a minute."
_TAKEN = "all connections to the database are in use: it is too slow for what is asked of it"
NOT_KEPT = "I cannot record anything at the moment, so this is not recorded. Tell whoever runs Pacer."
# Rows of an index that SQLite looks at to guess how many are alike.
_ROWS_LOOKED_AT = 400
BeforeCommit = Callable[[Transaction, list[Any]], Awaitable[None]]


class Database:
    """Opens transactions on one engine, of one workspace or (`system`) of all."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._writing = async_sessionmaker(engine, expire_on_commit=False)
        self._reading = async_sessionmaker(engine.execution_options(reading=True), expire_on_commit=False)
        self._write_lock = WriteLock() if engine.dialect.name == "sqlite" else None
        self._subscribers: dict[str, list[Callable[[], None]]] = {}
        self._before_commit: dict[str, list[BeforeCommit]] = {}
        self.file = open_file(engine)
        self._closed: Unavailable | None = None

    def close_for_work(self, reason: Unavailable) -> None:
        """Refuses new work from now on, with this sentence; what was begun can still be written down."""
        self._closed = reason

    def require_open(self) -> None:
        """Unavailable where no work is to be begun any more."""
        if self._closed is not None:
            raise Unavailable(str(self._closed), self._closed.reason)

    @property
    def is_writing(self) -> bool:
        """Whether a transaction writes at this moment; always False for Postgres."""
        return self._write_lock is not None and self._write_lock.is_held

    @property
    def is_postgres(self) -> bool:
        """Whether this is Postgres; SQLite otherwise."""
        return self.engine.dialect.name == "postgresql"

    def before_commit(self, topic: str, write: BeforeCommit) -> None:
        """Calls `write` at the end of each transaction that told of `topic`; its writes are part of it."""
        self._before_commit.setdefault(topic, []).append(write)

    def subscribe(self, topic: str, tell: Callable[[], None]) -> None:
        """Calls `tell` after each commit of this process that told of `topic`."""
        self._subscribers.setdefault(topic, []).append(tell)

    @asynccontextmanager
    async def transaction(
        self, workspace_id: str, *, urgent: bool = True, gate: CommitGate | None = None
    ) -> AsyncIterator[Transaction]:
        """Writes for one workspace: committed on leaving, rolled back when an error leaves.

        `urgent`: a person waits for it; background work is not, and lets urgent ones go first on SQLite.
        `gate`: asked right before the commit; GivenUp when it is closed. Unavailable: nothing can be kept.
        """
        async with self._write_session(urgent=urgent) as session:
            transaction = Transaction(session, workspace_id)
            yield transaction
            for topic, items in transaction.news.items():
                for write in self._before_commit.get(topic, []):
                    await write(transaction, items)
            self._require_place()
            if gate is not None:
                gate.enter()
        for topic in transaction.news:
            for tell in self._subscribers.get(topic, []):
                tell()

    @asynccontextmanager
    async def _write_session(self, *, urgent: bool) -> AsyncIterator[AsyncSession]:
        self._require_place()
        try:
            async with self._write_access(urgent), self._writing() as session, session.begin():
                yield session
        except PoolTimeout:
            raise Unavailable(BUSY, _TAKEN) from None
        except DBAPIError as error:
            if not takes_no_writes(error.orig):
                raise
            raise Unavailable(NOT_KEPT, reason_of(self.engine, error.orig)) from None

    def _require_place(self) -> None:
        fault = self.file.fault()
        if fault:
            raise Unavailable(NOT_KEPT, fault)

    def _write_access(self, urgent: bool) -> AbstractAsyncContextManager[None]:
        if self._write_lock is None:
            return nullcontext()
        return self._write_lock.urgent() if urgent else self._write_lock.background()

    def reading(self, workspace_id: str, /) -> AbstractAsyncContextManager[Transaction]:
        """Reads for one workspace; on SQLite this never waits for a writer."""
        return self._reader(workspace_id)

    @asynccontextmanager
    async def _reader(self, workspace_id: str) -> AsyncIterator[Transaction]:
        async with self._reading() as session:
            try:
                yield Transaction(session, workspace_id, is_reading=True)
            except PoolTimeout:
                raise Unavailable(BUSY, _TAKEN) from None

    @asynccontextmanager
    async def system(self) -> AsyncIterator[AsyncSession]:
        """A write transaction over all workspaces, for the outbox and for housekeeping only."""
        async with self._write_session(urgent=False) as session:
            yield session
            self._require_place()

    async def refresh_statistics(self) -> None:
        """Lets SQLite look at how its tables have grown, by which it chooses indexes.

        Postgres does that by itself. The limit makes it a matter of milliseconds for tables of any size.
        """
        if self.is_postgres:
            return
        self._require_place()
        async with self._write_access(urgent=False), self.engine.begin() as connection:
            await connection.exec_driver_sql(f"PRAGMA analysis_limit={_ROWS_LOOKED_AT}")
            await connection.exec_driver_sql("ANALYZE")

    async def close(self) -> None:
        """Closes all connections of the pool."""
        await self.engine.dispose()


def _table(model: type[Base]) -> Table:
    table = model.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{model.__name__} has no table of its own")
    return table
