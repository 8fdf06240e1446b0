"""Databases in trouble, as tests make them."""

from alembic.script import ScriptDirectory
from sqlalchemy import text

from bot.db.engine import make_engine

HEAD = str(ScriptDirectory("migrations").get_current_head())
NO_WRITES = """
    DO $$ BEGIN
        EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database());
    END $$
"""
# As before the first `migrate`, however many tables there are.
NO_VERSION = "DELETE FROM alembic_version"
# Somebody who may look at everything, and change nothing. The server keeps its users for all tests.
A_READER = (
    "DO $$ BEGIN CREATE ROLE reader LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
    "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader",
)


def of_version(version: str) -> str:
    """The statement that makes the schema one of this version."""
    return f"UPDATE alembic_version SET version_num = '{version}'"


async def execute(url: str, *statements: str) -> None:
    """Change a database from outside."""
    engine = make_engine(url)
    async with engine.begin() as connection:
        for statement in statements:
            await connection.execute(text(statement))
    await engine.dispose()
