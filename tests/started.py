"""Databases on which the bot has started, on a Monday among the cast: once a process, not once a story."""

import asyncio
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.demo.settler import AtRest
from bot.demo.stage import open_stage
from tests.databases import Postgres
from tests.stages import box_at

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Started:
    """An address of a database on which a bot has started on MONDAY, and what its jobs came to."""

    database_url: str
    at_rest: AtRest


async def _start(database_url: str) -> AtRest:
    async with open_stage(box_at(MONDAY), database_url, migrated=True) as stage:
        return stage.settler.at_rest()


@pytest.fixture(scope="session")
def started_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, AtRest]:
    """The SQLite file to copy from."""
    path = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("started") / "started.db"))
    return path, asyncio.run(_start(f"sqlite:///{path}"))


@pytest.fixture(scope="session")
def at_rest_on_postgres(postgres: Postgres) -> AtRest:
    """What jobs came to; the rows of the start are kept beside the empty tables."""
    postgres.empty()
    at_rest = asyncio.run(_start(postgres.url))
    postgres.keep()
    postgres.empty()
    return at_rest


@pytest.fixture
def started(database_url: str, request: pytest.FixtureRequest) -> Started:
    """The test's database after a start."""
    if database_url.startswith("sqlite"):
        path, at_rest = request.getfixturevalue("started_file")
        shutil.copy(path, database_url.removeprefix("sqlite:///"))
    else:
        at_rest = request.getfixturevalue("at_rest_on_postgres")
        postgres: Postgres = request.getfixturevalue("postgres")
        assert database_url == postgres.url, "a database of its own has no start: open a stage on it"
        postgres.put_back()
    return Started(database_url, at_rest)
