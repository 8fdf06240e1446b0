"""aiosqlite with one visit to its thread per statement.

A visit costs more than most statements do. The stock cursor makes four of them (open, execute, fetch, close),
and a kudos is ten statements: measured on one machine, 4.3 ms with the stock cursor and 2.4 ms with this one.
"""

import sqlite3
from collections.abc import Iterable
from typing import Any, Self

import aiosqlite


class Cursor(aiosqlite.Cursor):
    """Fetches with the execution, and has nothing to do on closing: no row is left behind."""

    _rows: list[Any]

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> Self:
        """Execute and fetch everything in one visit."""
        self._rows = await self._execute(self._run, sql, parameters or ())  # type: ignore[no-untyped-call]
        return self

    def _run(self, sql: str, parameters: Any) -> list[Any]:
        self._cursor.execute(sql, parameters)
        return self._cursor.fetchall() if self._cursor.description else []

    async def fetchall(self) -> Iterable[sqlite3.Row]:
        """The rows of the last execution."""
        return self._rows

    async def close(self) -> None:
        """Nothing: the statement was read to its end."""


class Connection(aiosqlite.Connection):
    """Opens our cursors, in the thread that asks: SQLAlchemy lets one of them work at a time."""

    def cursor(self) -> Cursor:  # type: ignore[override]
        """A cursor."""
        return Cursor(self, self._conn.cursor())


def connect(path: str) -> Connection:
    """A connection to a file, to be awaited; for `create_async_engine(async_creator=...)`."""
    connection = Connection(lambda: sqlite3.connect(path, check_same_thread=False), iter_chunk_size=64)
    connection._thread.daemon = True
    return connection
