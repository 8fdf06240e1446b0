"""What a killed run leaves behind is cleared by the next one; what belongs to somebody stays."""

import os
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest

from tests.databases import EMPTY, clear_left_behind

TEAM = "INSERT INTO teams (workspace_id, name, manager_id) VALUES ('T1', 'Enterprise', 'U1')"


def test_only_the_folders_of_the_dead_are_cleared(tmp_path: Path) -> None:
    """They are named after the process that made them."""
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    dead, mine, other = (
        tmp_path / name
        for name in (f"pacer-postgres-{ended.pid}-a", f"pacer-postgres-{os.getpid()}-b", "notes")
    )
    for folder in (dead, mine, other):
        folder.mkdir()
        (folder / "data").write_text("x")

    clear_left_behind(tmp_path)

    assert sorted(tmp_path.iterdir()) == sorted([mine, other])


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
