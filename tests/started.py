"""Databases on which the bot has started, on a Monday among the cast: once a process, not once a story."""

import asyncio
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.demo.settler import Found
from bot.demo.stage import open_stage
from tests.databases import Postgres
from tests.stages import box_at

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Started:
    """An address of a database on which a bot has started on MONDAY, and what its jobs found."""

    database_url: str
    found: Found


async def _start(database_url: str) -> Found:
    async with open_stage(box_at(MONDAY), database_url, migrated=True) as stage:
        return stage.settler.found()


@pytest.fixture(scope="session")
def started_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Found]:
    """The SQLite file to copy from."""
    path = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("started") / "started.db"))
    return path, asyncio.run(_start(f"sqlite:///{path}"))


@pytest.fixture(scope="session")
def found_on_postgres(postgres: Postgres) -> Found:
    """The rows of a start are kept beside the empty tables."""
    found = asyncio.run(_start(postgres.url))
    postgres.keep()
    postgres.empty()
    return found


@pytest.fixture
def started(database_url: str, request: pytest.FixtureRequest) -> Started:
    """The test's database after a start."""
    if database_url.startswith("sqlite"):
        path, found = request.getfixturevalue("started_file")
        shutil.copy(path, database_url.removeprefix("sqlite:///"))
    else:
        found = request.getfixturevalue("found_on_postgres")
        request.getfixturevalue("postgres").put_back()
    return Started(database_url, found)
