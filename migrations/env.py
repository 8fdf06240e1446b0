"""Alembic's entry: the same migrations on SQLite and Postgres, through our own async engine."""

import asyncio
from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from alembic.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.types import TypeEngine

from bot.config import load_settings
from bot.db.base import Instant
from bot.db.engine import make_engine
from bot.registry import METADATA


def render(kind: str, thing: object, _: object) -> str | Literal[False]:
    """Our column types by what they are underneath: a migration must not change with the code."""
    if kind == "type" and isinstance(thing, Instant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(thing, sa.JSON):
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


def is_ours(name: str | None, kind: str, _: object) -> bool:
    """PgQueuer brings its own tables, and its own migrations; search by words is made by migrations alone."""
    return not (kind in ("table", "index") and str(name).startswith(("pgqueuer", "plays_search")))


def differs(
    context: MigrationContext, _: object, __: object, found: TypeEngine[Any], wanted: TypeEngine[Any]
) -> bool | None:
    """Whether a column has another type than its model; None: as alembic itself compares them."""
    if context.dialect.name == "sqlite" and isinstance(found, sa.String) and isinstance(wanted, sa.String):
        # SQLite keeps a text of any length, whatever length its column names.
        return False
    return None


def run(connection: Connection) -> None:
    """Run the migrations on an open connection."""
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        compare_type=differs,
        include_name=is_ours,
        # What somebody notes on a table or a column of theirs is no part of the models.
        autogenerate_plugins=["alembic.autogenerate.*", "~alembic.autogenerate.comments"],
        render_item=render,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


async def connect_and_run() -> None:
    """Open the database that the settings name, for alembic's own command line."""
    engine = make_engine(load_settings().database_url)
    async with engine.begin() as connection:
        await connection.run_sync(run)
    await engine.dispose()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    asyncio.run(connect_and_run())
