"""Everything goes from one database to another, both ways, or nothing does."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, Column, Table, func, select, text

from bot.db.base import Instant
from bot.db.copy import BATCH, Copied, CopyError, copy_database
from bot.db.engine import make_engine
from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.deliveries.notices import Digest
from bot.deliveries.outbox import Outbox, OutgoingNotice
from bot.deliveries.recipients import Recipient
from bot.registry import METADATA

pytestmark = pytest.mark.story  # a whole company: not for a first look

NOON = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=UTC)
ROWS = 3
SECRET = "response_urls"
VALUES: dict[type, Callable[[int], Any]] = {
    bool: lambda n: n % 2 == 0,
    int: lambda n: n,
    datetime: lambda n: NOON + timedelta(hours=n),
    date: lambda n: date(2026, 2, 28) + timedelta(days=n),
    time: lambda n: time(9, n, 30),
    dict: lambda n: {"words": "Ünïcödé “quoted” \\ %s", "number": n, "list": [1, None, {"a": True}]},
    str: lambda n: f"ä'{n}",
    bytes: lambda n: bytes(range(n, 256)),
    Decimal: lambda n: Decimal(n) + Decimal("0.125"),
    float: lambda n: n + 0.1,
}


def value(column: Column[Any], n: int) -> Any:
    """Something for the n-th row; every third of what may be empty is."""
    if column.nullable and n % 3 == 0:
        return None
    if isinstance(column.type, Instant):
        return VALUES[datetime](n)
    return VALUES[dict if isinstance(column.type, JSON) else column.type.python_type](n)


def row(table: Table, n: int) -> dict[str, Any]:
    """The n-th row of a table."""
    return {column.name: value(column, n) for column in table.columns}


async def filled(url: str, rows: int = ROWS) -> str:
    """The database with rows in every table."""
    engine = make_engine(url)
    async with engine.begin() as connection:
        for table in METADATA.sorted_tables:
            await connection.execute(table.insert(), [row(table, n) for n in range(1, rows + 1)])
    await engine.dispose()
    return url


async def everything(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables that are copied."""
    engine = make_engine(url)
    async with engine.connect() as connection:
        found = {
            table.name: [
                tuple(each)
                for each in await connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in METADATA.sorted_tables
            if table.name != SECRET
        }
    await engine.dispose()
    return found


async def rows_in(url: str, table: str) -> int:
    """How many rows a table has."""
    engine = make_engine(url)
    async with engine.connect() as connection:
        found = await connection.scalar(select(func.count()).select_from(METADATA.tables[table]))
    await engine.dispose()
    return int(found or 0)


@pytest.fixture
async def other_url(tmp_path: Path) -> str:
    """A second database, of SQLite, that does not exist yet."""
    return f"sqlite:///{tmp_path / 'other.db'}"


@pytest.fixture
async def migrated_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A second database, of SQLite, that is migrated and empty."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'migrated.db')}"


async def test_there_and_back(database_url: str, other_url: str, tmp_path: Path) -> None:
    """Every table, every value, in either direction; what was compared is told."""
    before = await everything(await filled(database_url))

    copied = await copy_database(database_url, other_url, METADATA)
    back = f"sqlite:///{tmp_path / 'back.db'}"
    await copy_database(other_url, back, METADATA)

    assert min(len(rows) for rows in before.values()) == ROWS
    assert await everything(other_url) == before
    assert await everything(back) == before
    assert {each.table: each.rows for each in copied} == dict.fromkeys(before, ROWS)
    assert await rows_in(database_url, SECRET) == ROWS
    assert await rows_in(other_url, SECRET) == 0, "it lives for minutes, where it is sealed"
    assert Copied("kudos_spent", ROWS, ("day", "points")) in copied


async def test_into_either_kind(database_url: str, migrated_url: str) -> None:
    """From a SQLite file into this database, in several batches; new rows get new numbers there."""
    await filled(migrated_url, rows=5)
    many = BATCH * 2 + 1
    source = Database(make_engine(migrated_url))
    async with source.transaction("T9") as transaction:
        outgoing = [OutgoingNotice(Digest(), to=Recipient("C1"), dedupe_key=f"k{n:05}") for n in range(many)]
        await Outbox(transaction).enqueue_all(outgoing, NOON)
    await source.close()

    await copy_database(migrated_url, database_url, METADATA)

    assert await everything(database_url) == await everything(migrated_url)
    target = Database(make_engine(database_url))
    async with target.transaction("T9") as transaction:
        await Outbox(transaction).enqueue(Digest(), NOON, to=Recipient("C1"), dedupe_key="new")
        highest, count = (
            await transaction.session.execute(select(func.max(Delivery.id), func.count(Delivery.id)))
        ).one()
    await target.close()
    assert (highest, count) == (many + 5 + 1, many + 5 + 1)


async def test_a_target_with_data(database_url: str, migrated_url: str) -> None:
    """Nothing is mixed: it is refused, and stays as it was."""
    before = await everything(await filled(migrated_url, rows=2))

    with pytest.raises(CopyError, match="not empty: there are rows in"):
        await copy_database(database_url, migrated_url, METADATA)
    with pytest.raises(CopyError, match="not empty: there are rows in"):
        await copy_database(await filled(database_url), migrated_url, METADATA)
    assert await everything(migrated_url) == before


async def test_a_difference_undoes_everything(database_url: str, migrated_url: str) -> None:
    """The target changes what is written: it is noticed, and nothing is left there."""
    await filled(database_url)
    engine = make_engine(migrated_url)
    async with engine.begin() as connection:
        meddling = "UPDATE kudos_spent SET points = points + 1 WHERE giver_id = NEW.giver_id"
        await connection.execute(
            text(f"CREATE TRIGGER meddle AFTER INSERT ON kudos_spent BEGIN {meddling}; END")
        )
    await engine.dispose()

    with pytest.raises(CopyError, match="kudos_spent came out different"):
        await copy_database(database_url, migrated_url, METADATA)
    assert not any((await everything(migrated_url)).values())


async def test_nothing_is_made_by_mistake(database_url: str, tmp_path: Path) -> None:
    """A source that is not there stays not there; one without tables is told apart; so is the same twice."""
    missing = tmp_path / "missing.db"
    with pytest.raises(CopyError, match="There is no SQLite file"):
        await copy_database(f"sqlite:///{missing}", database_url, METADATA)
    assert not missing.exists()

    empty = tmp_path / "empty.db"
    empty.touch()
    with pytest.raises(CopyError, match="migrate"):
        await copy_database(f"sqlite:///{empty}", database_url, METADATA)

    with pytest.raises(CopyError, match="the same database"):
        await copy_database(database_url, database_url, METADATA)
