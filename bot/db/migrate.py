"""The schema's version: bringing a database up to date, and saying whether it is."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

import asyncpg
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from pgqueuer.adapters.persistence.queries import Queries
from sqlalchemy import Connection, MetaData, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.db.diagnosis import DatabaseUnusable, explained, require_file
from bot.db.schema import Difference, find_differences, mend, summary

Result = TypeVar("Result")

# The last commit whose `migrate` knows the revisions before the first release.
LAST_BEFORE_SQUASH = "fb967c8"
_ROOT = Path(__file__).resolve().parents[2]
_LONGEST_SHOWN = 40
_BEHIND = "The schema is not up to date: run python -m bot migrate."
_DIFFERS = "The schema is not the one that this Pacer needs ({}): run python -m bot migrate."
_TOO_OLD = (
    "This database was made before the first release: "
    f"run `migrate` of commit {LAST_BEFORE_SQUASH} once, then this one."
)
_BEHIND_FOR_OWNER = (
    "The schema is not up to date, and this user may not change it: let its owner run python -m bot migrate."
)
_NO_WRITES = "This user may not write to the database: let its owner grant that."
_COPY = "The database takes no writes: it is a read-only copy, or set to be one."
# What this user may do, so that nobody is told to run a command that would be refused as well.
_RIGHTS = text(
    """
    SELECT current_setting('transaction_read_only') = 'on' AS is_read_only,
        coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AND coalesce(
            (SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass('alembic_version')),
            true
        ) AS may_migrate,
        coalesce(has_table_privilege(to_regclass('alembic_version'), 'UPDATE'), true) AS may_write
    """
)


class SchemaState(StrEnum):
    """Version of a database's schema, against the one this code needs."""

    CURRENT = "current"
    BEHIND = "behind"
    TOO_OLD = "too_old"
    AHEAD = "ahead"


def _config(connection: Connection | None = None) -> Config:
    config = Config(str(_ROOT / "alembic.ini"))
    config.set_main_option("script_location", str(_ROOT / "migrations"))
    config.attributes["connection"] = connection
    return config


async def migrate(engine: AsyncEngine) -> str:
    """Bring the database to the newest version; nothing happens when it is there already.

    What a database lacks although it has that version is added; the answer names it, "" where nothing was.
    DatabaseUnusable where that cannot be.
    """
    with explained(engine):
        await _refuse_unknown(engine)
        async with engine.connect() as connection, _tables_made_anew(connection), connection.begin():
            mended = await connection.run_sync(_upgrade)
        if engine.dialect.name == "postgresql":
            await _migrate_jobs(engine)
    return mended


@asynccontextmanager
async def _tables_made_anew(connection: AsyncConnection) -> AsyncIterator[None]:
    """On SQLite many a change makes a table anew; rows of others that refer to its rows must not mind.

    SQLite takes this setting only outside of a transaction.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = (await connection.get_raw_connection()).driver_connection
    assert driver is not None
    await driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        await driver.execute("PRAGMA foreign_keys=ON")


def _upgrade(connection: Connection) -> str:
    # What the first migration has just built needs no second look.
    is_new = not MigrationContext.configure(connection).get_current_heads()
    command.upgrade(_config(connection), "head")
    return "" if is_new else _with_models(connection, _mend)


def _mend(context: MigrationContext, metadata: MetaData) -> str:
    differences = find_differences(context, metadata)
    mend(context, differences)
    return summary(differences)


def _with_models(connection: Connection, work: Callable[[MigrationContext, MetaData], Result]) -> Result:
    """What `work` says of this database and all models, compared as the migrations' environment says."""
    config, results = _config(connection), list[Result]()

    def run(_: object, context: MigrationContext) -> list[object]:
        results.append(work(context, context.opts["target_metadata"]))
        return []

    script = ScriptDirectory.from_config(config)
    with EnvironmentContext(config, script, fn=run, dont_mutate=True):
        script.run_env()
    return results[0]


async def _migrate_jobs(engine: AsyncEngine) -> None:
    """Installs or upgrades PgQueuer's own tables, by its own means, outside of a transaction."""
    _, arguments = engine.dialect.create_connect_args(engine.url)
    connection = await asyncpg.connect(**arguments)
    try:
        queries = Queries.from_asyncpg_connection(connection)
        if await queries.schema_is_installed():
            await queries.upgrade()
        else:
            await queries.install()
    finally:
        await connection.close()


@cache
def _script() -> ScriptDirectory:
    """The migrations as they were at the first look: an update may bring newer ones beside running code."""
    script = ScriptDirectory.from_config(_config())
    # Reads all of them, which takes milliseconds.
    script.get_heads()
    return script


async def find_schema_state(engine: AsyncEngine) -> SchemaState:
    """Whether the database says that it has the version that this code needs; no look at its tables."""
    script, heads = _script(), await _heads(engine)
    if _older(heads, script):
        return SchemaState.TOO_OLD
    if _unknown(heads, script):
        return SchemaState.AHEAD
    return SchemaState.CURRENT if heads == {script.get_current_head()} else SchemaState.BEHIND


async def require_current(engine: AsyncEngine, *, writing: bool = True) -> None:
    """DatabaseUnusable unless the schema is the one that this code needs and, `writing`, takes writes."""
    # A mistyped path is told, not made.
    require_file(engine)
    with explained(engine):
        await _refuse_unknown(engine)
        wrong = await _whats_wrong(engine)
        if writing or wrong:
            await _require_rights(engine, is_behind=bool(wrong))
    if wrong:
        raise DatabaseUnusable(wrong)


async def _whats_wrong(engine: AsyncEngine) -> str:
    """What `migrate` would put right, in one sentence; "" where there is nothing."""
    if await find_schema_state(engine) is SchemaState.BEHIND:
        return _BEHIND
    async with engine.execution_options(reading=True).connect() as connection:
        differences: list[Difference] = await connection.run_sync(_with_models, find_differences)
    return _DIFFERS.format(summary(differences)) if differences else ""


async def _require_rights(engine: AsyncEngine, *, is_behind: bool) -> None:
    # On SQLite each transaction begins with the right to write.
    async with engine.connect() as connection:
        if engine.dialect.name != "postgresql":
            await connection.execute(text("SELECT 1"))
            return
        rights = (await connection.execute(_RIGHTS)).one()
    if rights.is_read_only:
        raise DatabaseUnusable(_COPY)
    if is_behind and not rights.may_migrate:
        raise DatabaseUnusable(_BEHIND_FOR_OWNER)
    if not rights.may_write:
        raise DatabaseUnusable(_NO_WRITES)


async def _heads(engine: AsyncEngine) -> set[str]:
    """The revisions that the database says it has; empty for a new one."""
    # Reading only, so on SQLite it waits for no writer.
    async with engine.execution_options(reading=True).connect() as connection:
        return set(
            await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_heads())
        )


def _unknown(heads: set[str], script: ScriptDirectory) -> set[str]:
    return heads - {each.revision for each in script.walk_revisions()}


def _older(heads: set[str], script: ScriptDirectory) -> set[str]:
    """Those of the versions that came before the first one that is still known."""
    first = str(script.get_base())
    return {each for each in heads if each.isdecimal() and len(each) == len(first) and each < first}


async def _refuse_unknown(engine: AsyncEngine) -> None:
    script, heads = _script(), await _heads(engine)
    if _older(heads, script):
        raise DatabaseUnusable(_TOO_OLD)
    unknown = _unknown(heads, script)
    if unknown and not any(each.isdecimal() for each in unknown):
        raise DatabaseUnusable("The database is that of another program: name one of Pacer's own.")
    if unknown:
        version = ", ".join(sorted(unknown))[:_LONGEST_SHOWN]
        raise DatabaseUnusable(
            f"The schema ({version}) is of a newer Pacer than this one, which knows it up to "
            f"{script.get_current_head()}: run the newer one, or go back to a backup from before."
        )
