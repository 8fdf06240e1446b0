"""A database that is taken away, full, read-only or of another version: nothing only seems recorded."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from bot.common.errors import Unavailable
from bot.db.diagnosis import DatabaseUnusable
from bot.db.engine import make_engine
from bot.db.health import UPDATED, DatabaseHealth
from bot.db.idempotency import claim_request
from bot.db.migrate import require_current
from bot.db.transaction import NOT_KEPT, Database
from bot.framework.context import Contexts
from bot.registry import CATALOG
from tests.schema_states import HEAD, execute, of_version

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


async def record(db: Database, key: str = "a") -> None:
    """Write something down."""
    async with db.transaction("T1") as transaction:
        await claim_request(transaction, key, NOW)


def take_away(file: Path, how: str, another: Path) -> None:
    """What somebody does to the file of a running Pacer."""
    if how == "folder":
        shutil.rmtree(file.parent)
    elif how == "file":
        file.unlink()
    else:
        file.rename(file.with_name("old.db"))
        if how == "another":
            shutil.copy(another, file)


async def record_meanwhile(db: Database, happens: Callable[[], None]) -> None:
    """Write something down, and before it is committed something happens."""
    async with db.transaction("T1") as transaction:
        await claim_request(transaction, "meanwhile", NOW)
        happens()


@pytest.mark.parametrize("how", ["folder", "file", "moved", "another"])
async def test_a_file_that_is_taken_away(sqlite_file: Path, tmp_path: Path, how: str) -> None:
    """Deleted or replaced under a running process: refused and told, also in the middle of a transaction."""
    (folder := tmp_path / "data").mkdir()
    file = Path(shutil.copy(sqlite_file, folder / "pacer.db"))
    db = Database(make_engine(f"sqlite:///{file}"))
    health = DatabaseHealth(db)
    await record(db)
    assert await health.look() == ""

    with pytest.raises(Unavailable, match="I cannot record anything"):
        await record_meanwhile(db, partial(take_away, file, how, sqlite_file))
    with pytest.raises(Unavailable) as refused:
        await record(db, "afterwards")

    expected = "restart Pacer" if how == "another" else "is gone"
    assert expected in await health.look()
    assert expected in refused.value.reason
    assert str(refused.value) == NOT_KEPT
    await db.close()


async def test_no_empty_file_in_its_place(sqlite_file: Path) -> None:
    """A connection that is opened later finds that the file is gone, and makes none."""
    engine = make_engine(f"sqlite:///{sqlite_file}")
    async with engine.connect():
        take_away(sqlite_file, "file", sqlite_file)
        with pytest.raises(OperationalError, match="unable to open"):
            await engine.connect()
    assert await DatabaseHealth(Database(engine)).look() != ""
    assert not any(sqlite_file.parent.glob("*.db"))
    await engine.dispose()


async def record_much(db: Database) -> None:
    """Write more down than there is room for."""
    async with db.transaction("T1") as transaction:
        for number in range(2000):
            await claim_request(transaction, f"{number} {'x' * 200}", NOW)


@pytest.mark.parametrize(
    ("pragma", "reason"),
    [("query_only = on", "cannot be written"), ("max_page_count = 1", "The disk is full")],
)
async def test_a_file_that_takes_no_writes(sqlite_file: Path, pragma: str, reason: str) -> None:
    """Read-only, or on a full disk: a calm sentence for the person, the reason for who runs Pacer."""
    engine = make_engine(f"sqlite:///{sqlite_file}")
    event.listen(engine.sync_engine, "connect", lambda raw, _: raw.cursor().execute(f"PRAGMA {pragma}"))
    db = Database(engine)
    with pytest.raises(Unavailable) as refused:
        await record_much(db)

    assert str(refused.value) == NOT_KEPT
    assert reason in refused.value.reason
    if "query_only" in pragma:
        assert reason in await DatabaseHealth(db).look()
    async with db.reading("T1") as reading:
        assert await reading.session.scalar(text("SELECT count(*) FROM handled_requests")) == 0
    await db.close()


@pytest.mark.fresh_database
async def test_a_newer_pacer_has_migrated_it(database_url: str) -> None:
    """The old process begins nothing more, and stays out of it; what it has begun it writes down."""
    db = Contexts(make_engine(database_url), CATALOG)
    health = DatabaseHealth(db)
    await require_current(db.engine)
    assert await health.look() == ""
    assert not health.outdated.is_set()

    await execute(database_url, of_version("9999"))

    assert await health.look() == "the database is of a newer Pacer: update this one"
    assert health.outdated.is_set()
    with pytest.raises(Unavailable, match=UPDATED):
        await db.background("T1", NOW).__aenter__()
    await record(db)
    with pytest.raises(DatabaseUnusable):
        await require_current(db.engine)
    await execute(database_url, of_version(HEAD))
    await db.close()
