"""Models and migrations say the same, on both engines."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from bot.db.engine import make_engine
from bot.db.migrate import SchemaState, find_schema_state
from bot.db.transaction import Database
from bot.registry import METADATA


def _is_ours(name: str | None, kind: str, _: object) -> bool:
    """PgQueuer brings its own tables."""
    return kind not in ("table", "index") or not str(name).startswith(("pgqueuer", "plays_search"))


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": _is_ours})
    return list(compare_metadata(context, METADATA))


async def test_migrations_build_what_the_models_say(db: Database) -> None:
    """A database made by the migrations has no difference to the models."""
    async with db.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


def _given_to_old_rows(connection: Connection) -> set[str]:
    """What the database itself puts into a column, without Postgres' types; numbers of rows left aside."""
    seen = inspect(connection)
    columns = [column for table in METADATA.tables for column in seen.get_columns(table)]
    defaults = {str(column["default"]).partition("::")[0].strip("'") for column in columns}
    return {default for default in defaults if not default.startswith("nextval(")}


async def test_a_new_column_opens_nothing_to_what_was_there(db: Database) -> None:
    """Rows from before it came hold no yes, no number and no word in it that nobody chose."""
    async with db.engine.connect() as connection:
        assert await connection.run_sync(_given_to_old_rows) <= {"None", "", "0", "false"}


def _defaults(connection: Connection) -> set[tuple[str, str]]:
    inspector = inspect(connection)
    return {
        (table, column["name"])
        for table in METADATA.tables
        for column in inspector.get_columns(table)
        # Postgres counts its own rows.
        if column["default"] is not None and column.get("autoincrement") is not True
    }


async def test_the_same_columns_have_a_default_of_the_database(db: Database) -> None:
    """A column that `migrate` adds to a table with rows takes its value from the model."""
    async with db.engine.connect() as connection:
        found = await connection.run_sync(_defaults)
    assert found == {
        (table.name, column.name)
        for table in METADATA.tables.values()
        for column in table.columns
        if column.server_default is not None
    }


async def test_a_migrated_database_is_current(db: Database) -> None:
    """The version of a migrated database is the one the code needs."""
    assert await find_schema_state(db.engine) is SchemaState.CURRENT


async def test_an_empty_database_is_not_current(tmp_path: Path) -> None:
    """A database without tables is told apart from a ready one."""
    engine = make_engine(f"sqlite:///{tmp_path / 'empty.db'}")
    assert await find_schema_state(engine) is SchemaState.BEHIND
    await engine.dispose()


async def test_looking_at_the_version_waits_for_nobody(db: Database) -> None:
    """Somebody writes at that very moment: the answer comes all the same."""
    async with db.transaction("T1"):
        assert await find_schema_state(db.engine) is SchemaState.CURRENT
