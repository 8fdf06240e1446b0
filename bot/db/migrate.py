"""The schema's version: bringing a database up to date, and saying whether it is."""

from pathlib import Path

import asyncpg
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from pgqueuer.adapters.persistence.queries import Queries
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

_ROOT = Path(__file__).resolve().parents[2]


def _config(connection: Connection | None = None) -> Config:
    config = Config(str(_ROOT / "alembic.ini"))
    config.set_main_option("script_location", str(_ROOT / "migrations"))
    config.attributes["connection"] = connection
    return config


async def migrate(engine: AsyncEngine) -> None:
    """Bring the database to the newest version; nothing happens when it is there already."""
    async with engine.begin() as connection:
        await connection.run_sync(lambda sync: command.upgrade(_config(sync), "head"))
    if engine.dialect.name == "postgresql":
        await _migrate_jobs(engine)


async def _migrate_jobs(engine: AsyncEngine) -> None:
    """PgQueuer keeps its own tables, and its own way to bring them up to date: outside of a transaction."""
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


async def is_current(engine: AsyncEngine) -> bool:
    """Whether the database has the version that this code needs."""
    # Only looking: on SQLite this waits for nobody who writes.
    async with engine.execution_options(reading=True).connect() as connection:
        version = await connection.run_sync(
            lambda sync: MigrationContext.configure(sync).get_current_revision()
        )
    return version == ScriptDirectory.from_config(_config()).get_current_head()
