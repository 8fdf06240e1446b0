"""aiosqlite with few visits to its thread.

A visit costs more than most statements do, and the stock cursor makes four (open, execute, fetch, close).
Here a statement is one visit; and none at all once a transaction holds the write lock, when it can wait for
nobody: only taking the lock and committing, which may wait for another process or a disk, are left to the
thread. A kudos is ten statements: on one machine, 4.3 ms with the stock cursor, 1.7 ms with this one.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Self

import aiosqlite


class Cursor(aiosqlite.Cursor):
    """Cursor that fetches with the execution, and has nothing to do on closing: no row is left behind."""

    _rows: list[Any]

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> Self:
        """Executes and fetches everything in one visit to the thread."""
        self._rows = await self._execute(self._run, sql, parameters or ())  # type: ignore[no-untyped-call]
        return self

    def _run(self, sql: str, parameters: Any) -> list[Any]:
        self._cursor.execute(sql, parameters)
        return self._cursor.fetchall() if self._cursor.description else []

    async def fetchall(self) -> Iterable[sqlite3.Row]:
        """The rows of the last execution."""
        return self._rows

    async def close(self) -> None:
        """Does nothing: the statement was read to its end."""


class Connection(aiosqlite.Connection):
    """Connection that opens our cursors; runs them `inline` while it holds the write lock.

    SQLAlchemy lets one cursor of a connection work at a time, in whichever thread.
    """

    inline = False
    _end: "asyncio.Future[Any] | None" = None

    def stop(self) -> "asyncio.Future[Any] | None":
        """Ends the thread; the future is done when it has ended."""
        self._end = super().stop()
        return self._end

    async def _connect(self) -> aiosqlite.Connection:
        try:
            return await super()._connect()
        except Exception:
            # The thread still reports its end; not waited for, it would find the loop closed.
            if self._end is not None:
                await self._end
            raise

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if self.inline:
            return fn(*args, **kwargs)
        return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]

    async def commit(self) -> None:
        """Commits in the thread, as this may wait for a disk."""
        self.inline = False
        await super().commit()

    async def rollback(self) -> None:
        """Rolls back in the thread; does nothing when the pool takes a finished connection back."""
        self.inline = False
        if self.in_transaction:
            await super().rollback()

    def cursor(self) -> Cursor:  # type: ignore[override]
        """A cursor of ours on this connection."""
        return Cursor(self, self._conn.cursor())


def connect(path: str, *, must_exist: bool = False) -> Connection:
    """A connection to a file, to be awaited; for `create_async_engine(async_creator=...)`.

    sqlite3.OperationalError where it `must_exist` and does not; otherwise it is made.
    """
    address = f"{Path(path).absolute().as_uri()}?mode=rw" if must_exist else path
    connection = Connection(
        lambda: sqlite3.connect(address, check_same_thread=False, uri=must_exist), iter_chunk_size=64
    )
    connection._thread.daemon = True
    return connection
