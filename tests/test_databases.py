"""A shared database is as good as a new one."""

import asyncpg
import pytest

from tests.databases import EMPTY

TEAM = "INSERT INTO teams (workspace_id, name, manager_id) VALUES ('T1', 'Enterprise', 'U1')"


@pytest.mark.fresh_database
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_emptying_leaves_no_row_and_numbers_begin_at_one(database_url: str) -> None:
    """The version of the schema stays."""
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute(TEAM)
        await connection.execute(EMPTY)
        assert await connection.fetchval("SELECT count(*) FROM teams") == 0
        await connection.execute(TEAM)
        assert await connection.fetchval("SELECT array_agg(id) FROM teams") == [1]
        assert await connection.fetchval("SELECT count(*) FROM alembic_version") == 1
    finally:
        await connection.close()
