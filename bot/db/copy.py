"""Copies everything from one database into another, of either kind: all of it, checked, or nothing."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    Column,
    Date,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    Table,
    Time,
    bindparam,
    func,
    select,
    text,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.common.errors import PacerError
from bot.db.base import NEVER_COPIED, Exact, Instant
from bot.db.diagnosis import DatabaseUnusable, require_file
from bot.db.engine import async_url, make_engine
from bot.db.migrate import migrate, require_current
from bot.db.money import Money

BATCH, FILES = 1000, 5


class CopyError(PacerError):
    """The copy was not made; nothing is left in the target. The text is one sentence."""


@dataclass(frozen=True)
class Copied:
    """One table that is in both now. `checked`: columns whose sums, or first and last values, are equal."""

    table: str
    rows: int
    checked: tuple[str, ...]


async def copy_database(source_url: str, target_url: str, metadata: MetaData) -> list[Copied]:
    """Copies all tables of `metadata`, but those of short-lived secrets; the target is migrated first.

    CopyError: same database, source missing or outdated, target not empty, or a table came out different.
    """
    _require_different(source_url, target_url)
    source, target = make_engine(source_url), make_engine(target_url)
    try:
        with _named("--from"):
            require_file(source)
            await require_current(source, writing=False)
        with _named("--to"):
            await migrate(target)
        copied = [table for table in metadata.sorted_tables if not table.info.get(NEVER_COPIED)]
        async with _snapshot(source) as reading, target.begin() as writing:
            return await _copy_all(reading, writing, copied)
    finally:
        await source.dispose()
        await target.dispose()


@contextmanager
def _named(option: str) -> Iterator[None]:
    """Turns DatabaseUnusable inside into a CopyError that names this option."""
    try:
        yield
    except DatabaseUnusable as reason:
        raise CopyError(f"{option}: {reason}") from None


def _require_different(source_url: str, target_url: str) -> None:
    if async_url(source_url) == async_url(target_url):
        raise CopyError("Source and target are the same database.")


@asynccontextmanager
async def _snapshot(source: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """One consistent view of the source, whatever is written meanwhile."""
    options: dict[str, Any] = {"reading": True}
    if source.dialect.name == "postgresql":
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    async with source.execution_options(**options).connect() as connection, connection.begin():
        yield connection


async def _copy_all(
    reading: AsyncConnection, writing: AsyncConnection, tables: Sequence[Table]
) -> list[Copied]:
    for table in tables:
        if (await writing.execute(select(func.count()).select_from(table))).scalar():
            raise CopyError(f"The target is not empty: there are rows in {table.name}.")
    for table in tables:
        async for rows in _batches(reading, table):
            await writing.execute(table.insert(), rows)
        await _continue_numbers(writing, table)
    return [await _checked(reading, writing, table) for table in tables]


async def _batches(reading: AsyncConnection, table: Table) -> AsyncIterator[list[dict[str, Any]]]:
    """All rows in the order of the primary key, page by page, so that one page is in memory."""
    keys = list(table.primary_key.columns)
    # Files are large: a few of them are a page.
    size = FILES if any(isinstance(column.type, LargeBinary) for column in table.columns) else BATCH
    page = select(table).order_by(*keys).limit(size)
    after: tuple[Any, ...] | None = None
    while True:
        query = page if after is None else page.where(tuple_(*keys) > tuple_(*_bound(keys, after)))
        rows = [dict(row._mapping) for row in await reading.execute(query)]
        if rows:
            yield rows
        if len(rows) < size:
            return
        after = tuple(rows[-1][key.name] for key in keys)


def _bound(keys: Sequence[Column[Any]], values: Sequence[Any]) -> list[Any]:
    return [bindparam(None, value, type_=key.type) for key, value in zip(keys, values, strict=True)]


async def _continue_numbers(writing: AsyncConnection, table: Table) -> None:
    """On Postgres sets a sequence to go on after the last number; SQLite does so by itself."""
    number = table.autoincrement_column
    if number is None or writing.dialect.name != "postgresql":
        return
    highest = (await writing.execute(select(func.max(number)))).scalar()
    if highest is not None:
        names = {"table": table.name, "column": number.name, "highest": highest}
        sequence = "SELECT setval(pg_get_serial_sequence(:table, :column), :highest)"
        await writing.execute(text(sequence), names)


async def _checked(reading: AsyncConnection, writing: AsyncConnection, table: Table) -> Copied:
    columns = [column for column in table.columns if _is_summed(column) or _is_ranged(column)]
    here, there = await _figures(reading, table, columns), await _figures(writing, table, columns)
    for name, figure in here.items():
        if there[name] != figure:
            raise CopyError(f"{table.name} came out different ({name}): nothing was copied.")
    return Copied(table.name, here["count"], tuple(column.name for column in columns))


async def _figures(
    connection: AsyncConnection, table: Table, columns: Sequence[Column[Any]]
) -> dict[str, Any]:
    asked: list[Any] = [func.count().label("count")]
    for column in columns:
        if isinstance(column.type, Exact):
            continue
        if _is_summed(column):
            asked.append(func.coalesce(func.sum(column), 0).label(f"sum of {column.name}"))
        else:
            asked.append(func.min(column).label(f"first {column.name}"))
            asked.append(func.max(column).label(f"last {column.name}"))
    row = (await connection.execute(select(*asked).select_from(table))).one()
    exact = {f"sum of {column.name}": await _exact_sum(connection, column) for column in _exact(columns)}
    return {**row._mapping, **exact}


async def _exact_sum(connection: AsyncConnection, column: Column[Any]) -> Decimal:
    """The exact sum of a column, computed here, as SQLite would sum in floats."""
    found = await connection.execute(select(column).where(column.is_not(None)))
    return sum(found.scalars(), Decimal(0))


def _exact(columns: Sequence[Column[Any]]) -> list[Column[Any]]:
    return [column for column in columns if isinstance(column.type, Exact)]


def _is_summed(column: Column[Any]) -> bool:
    return isinstance(column.type, Integer | Numeric | Exact | Money)


def _is_ranged(column: Column[Any]) -> bool:
    return isinstance(column.type, Date | Instant | Time)
