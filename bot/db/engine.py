"""The engine: one pool without overflow, SQLite tuned for many short transactions."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection as SyncConnection
from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.db.sqlite import Connection, DiskPace, connect

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}
_SQLITE_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=5000")


def async_url(url: str) -> URL:
    """The address with our async driver, whatever driver (or none) it names. KeyError: other databases.

    libpq's `sslmode`, which hosts of Postgres write, is asyncpg's `ssl`.
    """
    parsed = make_url(url)
    query = {"ssl" if name == "sslmode" else name: value for name, value in parsed.query.items()}
    return parsed.set(drivername=_DRIVERS[parsed.drivername.partition("+")[0]], query=query)


def make_engine(url: str, *, pool_size: int = 10, patience_seconds: float = 10) -> AsyncEngine:
    """An engine for a `sqlite://` or `postgresql://` address. Values never appear in its errors or logs.

    `patience_seconds`: how long somebody waits for one of its connections, of which there are `pool_size`.
    """
    address = async_url(url)
    creator = {"async_creator": _sqlite_creator(address)} if url.startswith("sqlite") else {}
    pool = {"pool_size": pool_size, "max_overflow": 0, "pool_timeout": patience_seconds}
    engine = create_async_engine(address, hide_parameters=True, **pool, **creator)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _sqlite_creator(address: URL) -> Callable[[], Connection]:
    path = address.database or "pacer.db"
    pace = DiskPace()
    is_known = False

    def create() -> Connection:
        # Once there was a file, another one made in its place would be empty.
        nonlocal is_known
        must_exist, is_known = is_known, True
        return connect(path, pace, must_exist=must_exist and path != ":memory:")

    return create


def _prepare_sqlite(dbapi_connection: Any, _: object) -> None:
    # The driver would begin transactions late and commit before some statements: we begin them ourselves.
    dbapi_connection.isolation_level = None
    cursor = dbapi_connection.cursor()
    for pragma in _SQLITE_PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: SyncConnection) -> None:
    # Takes the write lock at the start: a reader that turns writer half-way fails instead of waiting.
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
    driver = connection.connection.driver_connection
    if isinstance(driver, Connection):
        driver.inline = not reading
