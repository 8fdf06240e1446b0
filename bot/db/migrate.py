"""The schema's version: bringing a database up to date, and saying whether it is."""

from enum import StrEnum
from pathlib import Path

import asyncpg
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from pgqueuer.adapters.persistence.queries import Queries
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.db.diagnosis import DatabaseUnusable, explained

_ROOT = Path(__file__).resolve().parents[2]
_LONGEST_SHOWN = 40
_BEHIND = "The schema is not up to date: run python -m bot migrate."
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
    AHEAD = "ahead"


def _config(connection: Connection | None = None) -> Config:
    config = Config(str(_ROOT / "alembic.ini"))
    config.set_main_option("script_location", str(_ROOT / "migrations"))
    config.attributes["connection"] = connection
    return config


async def migrate(engine: AsyncEngine) -> None:
    """Brings the database to the newest version; does nothing when it is there already.

    DatabaseUnusable: it cannot be used, or is newer than this code.
    """
    with explained(engine):
        await _refuse_ahead(engine)
        async with engine.begin() as connection:
            await connection.run_sync(lambda sync: command.upgrade(_config(sync), "head"))
        if engine.dialect.name == "postgresql":
            await _migrate_jobs(engine)


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


async def find_schema_state(engine: AsyncEngine) -> SchemaState:
    """Whether the database has the version that this code needs."""
    script, heads = ScriptDirectory.from_config(_config()), await _heads(engine)
    if _unknown(heads, script):
        return SchemaState.AHEAD
    return SchemaState.CURRENT if heads == {script.get_current_head()} else SchemaState.BEHIND


async def require_current(engine: AsyncEngine, *, writing: bool = True) -> None:
    """DatabaseUnusable unless the schema is the one that this code needs and, `writing`, takes writes."""
    with explained(engine):
        await _refuse_ahead(engine)
        is_behind = await find_schema_state(engine) is SchemaState.BEHIND
        if writing or is_behind:
            await _require_rights(engine, is_behind=is_behind)
    if is_behind:
        raise DatabaseUnusable(_BEHIND)


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


async def _refuse_ahead(engine: AsyncEngine) -> None:
    script = ScriptDirectory.from_config(_config())
    unknown = _unknown(await _heads(engine), script)
    if unknown and not any(each.isdecimal() for each in unknown):
        raise DatabaseUnusable("The database is that of another program: name one of Pacer's own.")
    if unknown:
        version = ", ".join(sorted(unknown))[:_LONGEST_SHOWN]
        raise DatabaseUnusable(
            f"The schema ({version}) is of a newer Pacer than this one, which knows it up to "
            f"{script.get_current_head()}: run the newer one, or go back to a backup from before."
        )
